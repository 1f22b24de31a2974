"""What each analysis of a plan depends on: how many rows have each combination of a few values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.plan import Description, GroupComparison, run_plan
from qi_stats.plan import Plan as PlanOfAnalyses
from qi_stats.study import Study

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.model.count_model import Combination, Scope
    from qi_stats.codebook import Codebook, Condition, Variable
    from qi_stats.ledger import Ledger
    from qi_stats.plan import Plan, PlannedAnalysis
    from qi_stats.plan.schema.analyses import Planning

    CountTable: TypeAlias = Mapping[Combination, int]


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """An analysis, or one variable of a description, with the counts that settle its records.

    `scope` has the table and the variables that are counted together, in rows that meet
    `conditions`. `planning` is what the plan asks about the next study, of a comparison.
    """

    analysis: PlannedAnalysis
    scope: Scope
    conditions: tuple[Condition, ...]
    planning: Planning | None = None

    def without_looks(self) -> Question:
        """Return the question without fragility and planning, which take long on many tables."""
        if isinstance(self.analysis, Description):
            return self
        analysis = replace(self.analysis, fragile=())
        if isinstance(analysis, GroupComparison):
            analysis = replace(analysis, moved=False)
        return replace(self, analysis=analysis, planning=None)

    @property
    def described(self) -> Variable | None:
        """The variable that is described; None for an analysis of several."""
        return self.analysis.variables[0] if isinstance(self.analysis, Description) else None


def list_questions(plan: Plan) -> tuple[Question, ...]:
    """Return the questions of a plan; a description asks one for each of its variables."""
    found: list[Question] = []
    planning = None if plan.planning is None else replace(plan.planning, effects=())
    for analysis in plan.analyses:
        if isinstance(analysis, Description):
            for variable in analysis.variables:
                counted = tuple(one for one in analysis.counted if one == variable)
                part = replace(analysis, variables=(variable,), counted=counted)
                found.append(_ask(part, (variable,)))
        elif isinstance(analysis, GroupComparison):
            asked = _ask(analysis, (analysis.variable, analysis.by))
            found.append(replace(asked, planning=planning))
        else:
            found.append(_ask(analysis, (analysis.outcome, *analysis.covariates)))
    return tuple(found)


def list_scopes(questions: Iterable[Question], claims: Iterable[Claim]) -> Iterator[Scope]:
    """Yield each group of variables that questions or claims count together, with its table."""
    for question in questions:
        yield question.scope
    for claim in claims:
        target = claim.target
        if target is not None:
            conditions = (one.variable for one in (*target.where, *target.denominator))
            named = filter(None, (target.variable, *target.variables, *conditions))
            yield (target.table, tuple(dict.fromkeys(named)))


def answer_question(question: Question, counts: CountTable, codebook: Codebook) -> Ledger:
    """Return the ledger of a question's analysis on rows with these counts.

    Parameters
    ----------
    question
        The question.
    counts
        How many rows have each combination of values of the question's variables.
    codebook
        Types, levels and order of the variables.
    """
    table = question.scope[0]
    frame = build_frame(codebook, question.scope, counts)
    inputs = dict.fromkeys(codebook.tables, "")
    study = Study(codebook, inputs, {table: frame})
    plan = PlanOfAnalyses(codebook.source, (question.analysis,), planning=question.planning)
    return run_plan(plan, study)


def build_frame(codebook: Codebook, scope: Scope, counts: CountTable) -> pd.DataFrame:
    """Return an analysis frame with the variables of `scope`, a row for each that is counted."""
    import pandas as pd

    rows = [combination for combination, count in counts.items() for _ in range(count)]
    columns = {}
    for number, name in enumerate(scope[1]):
        variable = codebook.variable(scope[0], name)
        values = [row[number] for row in rows]
        dtype = (
            pd.CategoricalDtype(list(variable.level_names), ordered=variable.ordered)
            if variable.levels
            else "Int64"
        )
        columns[name] = pd.Series(values, dtype=dtype)
    return pd.DataFrame(columns)


def _ask(analysis: PlannedAnalysis, variables: tuple[Variable, ...]) -> Question:
    conditions = analysis.cohort.conditions
    applying = [one.variable for variable in variables for one in variable.only_if]
    names = (
        *(variable.name for variable in variables),
        *(one.variable for one in conditions),
        *applying,
    )
    return Question(analysis, (analysis.table, tuple(dict.fromkeys(names))), conditions)

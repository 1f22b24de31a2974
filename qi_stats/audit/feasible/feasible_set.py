"""Every dataset that claims allow: which tables of counts it can have, which numbers, proven."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from qi_stats.audit.claims.verdicts import judge_claim
from qi_stats.audit.feasible.cross_tables import list_crossings
from qi_stats.audit.feasible.model.constraints import add_claims, count_units, find_bounds
from qi_stats.audit.feasible.model.count_model import CountModel
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.queries import answer_question, list_questions, list_scopes
from qi_stats.plan import Description

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ortools.sat.python import cp_model

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.model.cells import Content
    from qi_stats.audit.feasible.model.domains import Literal
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan

MOST_MARGINS = 30


class Space:
    """The datasets that keep a codebook's rules and satisfy `claims`.

    Claims of tests bind the cross-table that they are about: they are held once `hold_tests` has
    found the tables on which they come out as printed.

    Parameters
    ----------
    codebook, plan
        The data dictionary, and the analyses that answer the claims of tests.
    claims
        Claims that all hold.
    sizes
        Claims that tell the number of units; `claims` if not given.
    """

    def __init__(
        self,
        codebook: Codebook,
        plan: Plan,
        claims: Sequence[Claim],
        sizes: Sequence[Claim] | None = None,
    ) -> None:
        self.codebook = codebook
        self.claims = tuple(claims)
        asked = list_questions(plan)
        everything = (*self.claims, *(sizes or ()))
        self.model = CountModel(
            codebook,
            count_units(codebook, sizes or self.claims),
            find_bounds(self.claims),
            dict.fromkeys(list_scopes(asked, everything)),
        )
        self.questions = tuple(one for one in asked if self.model.layout.knows(*one.scope))
        add_claims(self.model, select_known(self.model, self.claims))
        for question in self.questions:
            self.model.cross(question.scope, question.conditions)
        self._margins: dict[object, tuple[CountTable, ...] | None] = {}

    def list_tables(self, question: Question, limit: int) -> tuple[CountTable, ...] | None:
        """Return every table of counts that some dataset has; None if there are over `limit`."""
        counts = self.model.cross(question.scope, question.conditions)
        found: list[CountTable] = []
        model = self.model.solver_model.clone()
        named = [model.get_int_var_from_proto_index(one.index) for one in counts.values()]
        while (read := solve_counts(model)) is not None:
            if len(found) == limit:
                return None
            values = tuple(read(one) for one in counts.values())
            found.append(dict(zip(counts, values, strict=True)))
            model.add_forbidden_assignments(named, [values])
        return tuple(sorted(found, key=lambda one: tuple(one.values())))

    def list_margins(
        self, question: Question, name: str, limit: int
    ) -> tuple[dict[Content, int], ...] | None:
        """Return every distribution of one variable of a question; None if over `limit`."""
        alone = replace(question, scope=(question.scope[0], (name,)))
        asked = (alone.scope, alone.conditions, limit)
        if asked not in self._margins:
            self._margins[asked] = self.list_tables(alone, limit)
        tables = self._margins[asked]
        if tables is None:
            return None
        return tuple({pair[0]: count for pair, count in one.items()} for one in tables)

    def list_candidates(self, question: Question, limit: int) -> tuple[CountTable, ...] | None:
        """Return the cross-tables of each possible margin, whether some dataset has them or not.

        None if there are over `limit`.
        """
        counts = self.model.cross(question.scope, question.conditions)
        margins = []
        for name in question.scope[1]:
            found = self.list_margins(question, name, MOST_MARGINS)
            if found is None:
                return None
            margins.append(found)
        listed = tuple(islice(list_crossings(tuple(counts), margins), limit + 1))
        return None if len(listed) > limit else listed

    def has_table(self, question: Question, table: CountTable) -> bool:
        """Say whether some dataset has this table of counts."""
        model = self.model.solver_model.clone()
        for pair, count in self.model.cross(question.scope, question.conditions).items():
            model.add(model.get_int_var_from_proto_index(count.index) == table[pair])
        return solve_counts(model) is not None

    def hold_tables(self, question: Question, tables: Iterable[CountTable]) -> None:
        """Leave only datasets that have one of `tables`."""
        counts = self.model.cross(question.scope, question.conditions)
        allowed = [tuple(one[pair] for pair in counts) for one in tables]
        self.model.solver_model.add_allowed_assignments(list(counts.values()), allowed)
        self._margins.clear()

    def group_tests(self) -> dict[str, list[Claim]]:
        """Return the claims of tests by the analysis that answers them."""
        groups: dict[str, list[Claim]] = {}
        for claim in self.claims:
            if claim.kind.is_test and claim.key is not None:
                groups.setdefault(claim.key.partition(".")[0], []).append(claim)
        return groups

    def find_question(self, analysis: str) -> Question | None:
        """Return the question that the analysis with this id asks, if it is one only."""
        found = [one for one in self.questions if one.analysis.id == analysis]
        return found[0] if len(found) == 1 else None


def select_known(model: CountModel, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return the claims about variables that have a finite set of values."""
    scopes = ((claim, list(list_scopes((), [claim]))) for claim in claims)
    return tuple(one for one, found in scopes if all(model.layout.knows(*each) for each in found))


def keep_reproduced(
    question: Question, tables: Iterable[CountTable], tests: Sequence[Claim], codebook: Codebook
) -> tuple[CountTable, ...]:
    """Return the tables on which the claims `tests` come out as printed."""
    kept, asked = [], select_methods(question, tests)
    for table in tables:
        ledger = answer_question(asked, table, codebook)
        if all(judge_claim(one, ledger).outcome == "reproduced" for one in tests):
            kept.append(table)
    return tuple(kept)


def select_methods(question: Question, tests: Sequence[Claim]) -> Question:
    """Return the question with those methods only that answer `tests`: others take their time."""
    analysis = question.analysis
    if isinstance(analysis, Description):
        return question
    words = {word for one in tests for word in (one.key or "").split(".")}
    methods = tuple(one for one in analysis.methods if one.name in words)
    return replace(question, analysis=replace(analysis, methods=methods)).without_looks()


def find_range(model: cp_model.CpModel, number: Literal) -> tuple[int, int] | None:
    """Return the least and the largest value of a number of the model; None if it has none."""
    ends = []
    for sense in (1, -1):
        pushed = model.clone()
        pushed.minimize(sense * pushed.get_int_var_from_proto_index(number.index))
        read = solve_counts(pushed)
        if read is None:
            return None
        ends.append(read(number))
    return ends[0], ends[1]

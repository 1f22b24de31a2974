"""Datasets drawn from all that the claims allow, for what can't be listed.

Each draw takes the dataset that is best by random weights of the profiles, so the draws are spread
out, at the edges above all. They show how much a record can vary and prove no range.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

from qi_stats.audit.possible.questions import answer_question
from qi_stats.audit.possible.ranges import Values
from qi_stats.audit.possible.space import keep_reproduced, select_methods, solve
from qi_stats.ledger import Ledger, State
from qi_stats.plan import Plan as PlanOfAnalyses
from qi_stats.plan.outlook import look_ahead

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qi_stats.audit.claims import Claim
    from qi_stats.audit.possible.questions import CountTable, Question
    from qi_stats.audit.possible.space import Reader, Space
    from qi_stats.estimates import Value
    from qi_stats.plan import Plan

    Draw: TypeAlias = list[tuple[Question, CountTable]]

SEED = 2017
HEAVIEST = 10
GAP = 0.3
"""How far a drawn dataset may stay below the best by its weights; any that is allowed will do."""


def draw_values(space: Space, plan: Plan, asked: Sequence[str], number: int) -> dict[str, Value]:
    """Return the records of the analyses `asked`, by id, on the dataset of draw `number`.

    The adjusted P values of families of tests come with them.
    """
    tests = space.group_tests()
    members = {key.partition(".")[0] for one in plan.families for key in one.members}
    questions = [one for one in space.questions if one.analysis.id in {*asked, *members, *tests}]
    drawn = draw_tables(space, questions, random.Random(SEED + number))  # noqa: S311 - variety
    found: list[Ledger] = []
    for question, table in drawn:
        if question.analysis.id in asked:
            found.append(answer_question(question.without_looks(), table, space.codebook))
        elif question.analysis.id in members:
            narrowed = select_methods(question, tests.get(question.analysis.id, ()))
            found.append(answer_question(narrowed, table, space.codebook))
    ledger = Ledger({record.key: record for one in found for record in one}.values())
    families = PlanOfAnalyses(plan.source, (), families=plan.families)
    rest = look_ahead(families, ledger)
    wanted = [record for record in ledger if record.analysis in asked]
    return {record.key: record.stat for record in (*wanted, *rest)}


def draw_tables(space: Space, questions: Iterable[Question], draw: random.Random) -> Draw:
    """Return the tables of counts of `questions` in one dataset on which all tests hold."""
    tests = space.group_tests()
    model = space.model.solver_model.clone()
    weights = [draw.randint(-HEAVIEST, HEAVIEST) for one in space.model.counts for _ in one]
    counts = [
        model.get_int_var_from_proto_index(c.index) for one in space.model.counts for c in one
    ]
    model.maximize(cp_model.LinearExpr.weighted_sum(counts, weights))
    listed = tuple(questions)
    while True:
        read = solve(model, GAP)
        if read is None:
            message = "no dataset is left to draw"
            raise ValueError(message)
        drawn = [(one, _read_table(space, one, read)) for one in listed]
        failed = [(one, table) for one, table in drawn if _fails(space, one, table, tests)]
        if not failed:
            return drawn
        for one, table in failed:
            named = space.model.cross(one.scope, one.conditions).values()
            copies = [model.get_int_var_from_proto_index(c.index) for c in named]
            model.add_forbidden_assignments(copies, [tuple(table.values())])


def _read_table(space: Space, question: Question, read: Reader) -> CountTable:
    counts = space.model.cross(question.scope, question.conditions)
    return {pair: read(one) for pair, one in counts.items()}


def _fails(
    space: Space, question: Question, table: CountTable, tests: Mapping[str, Sequence[Claim]]
) -> bool:
    asked = tests.get(question.analysis.id)
    return bool(asked) and not keep_reproduced(question, [table], asked or (), space.codebook)


def range_draws(draws: Sequence[Mapping[str, Value]]) -> dict[str, State]:
    """Return the illustrative state, with the range over all draws, of each record they have."""
    keys = dict.fromkeys(key for one in draws for key in one)
    settled = {key: Values(tuple(one[key] for one in draws if key in one)).settle() for key in keys}
    return {key: State("illustrative", state.range) for key, state in settled.items()}

"""Whole datasets drawn from all that the claims allow, for what can't be listed.

A solver finds a dataset that is best by random weights of the profiles, which lies at an edge of
what is allowed; a random walk leads from there through others. They show how much a record can
vary and prove no range. Each dataset is checked against the claims without the solver.
"""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.bounds import Values
from qi_stats.audit.feasible.feasible_set import keep_reproduced, select_methods
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.queries import answer_question
from qi_stats.audit.feasible.sampler.invariants import count_question, keep_tables, list_invariants
from qi_stats.audit.feasible.sampler.random_walk import RandomWalk
from qi_stats.ledger import Ledger, State
from qi_stats.plan import Plan as PlanOfAnalyses
from qi_stats.plan.next_study import compute_from_results

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.feasible.feasible_set import FeasibleSet
    from qi_stats.audit.feasible.model.count_model import Combination
    from qi_stats.audit.feasible.model.solver import Reader
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.estimates import Value
    from qi_stats.ledger import Record
    from qi_stats.plan import Plan

    Counts: TypeAlias = tuple[int, ...]
    Draw: TypeAlias = tuple[Counts, ...]

SEED = 2017
DATASETS = 1000
CHAIN_LENGTH = 25
"""Datasets sampled along one chain; the solver then looks for another start."""
STEPS = 40
MOST_REFUSED = 100
"""States of a chain on which a claim of a test may fail before the chain is given up."""
HEAVIEST = 10
GAP = 0.3
"""How far a start may stay below the best by its weights; any that is allowed will do."""


class Sampler:
    """Samples datasets from a feasible set, with the counts that some questions depend on.

    Parameters
    ----------
    feasible
        The claims, those of tests held as far as their tables are listed.
    plan
        The analyses and families.
    asked
        Numbers of the set's questions whose records are wanted.
    listed
        The tables that are left to each question whose tables are listed, by its analysis.
    """

    def __init__(
        self,
        feasible: FeasibleSet,
        plan: Plan,
        asked: Collection[int],
        listed: Mapping[str, Sequence[CountTable]],
    ) -> None:
        self.feasible = feasible
        self._tests = feasible.group_tests()
        members = {key.partition(".")[0] for one in plan.families for key in one.members}
        self.questions = [
            one.without_looks()
            if number in asked
            else select_methods(one, self._tests.get(one.analysis.id, ()))
            for number, one in enumerate(feasible.questions)
            if number in asked or one.analysis.id in members
        ]
        self._unlisted = [
            one
            for one in feasible.questions
            if one.analysis.id in self._tests and one.analysis.id not in listed
        ]
        layout = feasible.model.layout
        self._invariants = [
            *list_invariants(feasible.model, feasible.claims),
            *(
                keep_tables(layout, one, listed[one.analysis.id])
                for one in feasible.questions
                if one.analysis.id in listed
            ),
        ]
        self._watched = [
            count_question(layout, one, self.list_combinations(one))
            for one in (*self.questions, *self._unlisted)
        ]
        self._known: dict[tuple[str, Counts], bool] = {}

    def list_combinations(self, question: Question) -> tuple[Combination, ...]:
        """Return the combinations whose counts a draw notes of a question, in their order."""
        return tuple(self.feasible.model.cross(question.scope, question.conditions))

    def draw(self, start: int, datasets: int) -> list[Draw]:
        """Return the counts of each of `questions` in so many datasets of the walk `start`."""
        chance = random.Random(SEED + start)  # noqa: S311 - variety, not secrecy
        walked = islice(self.walk(self._find_start(chance), chance), datasets)
        return [tuple(self._read(walk)[: len(self.questions)]) for walk in walked]

    def walk(self, start: Reader, chance: random.Random) -> Iterator[RandomWalk]:
        """Yield the walk that begins at a solution at each dataset on which all tests come out."""
        walk = RandomWalk(self.feasible.model, self._invariants, self._watched, start, chance)
        refused = 0
        while refused <= MOST_REFUSED:
            if self._holds(walk):
                yield walk
            else:
                refused += 1
            walk.go(STEPS)
        message = "no dataset on which all tests come out is left to draw"
        raise ValueError(message)

    def answer(self, number: int, counts: Counts) -> tuple[Record, ...]:
        """Return the records of one of `questions` on the counts that a draw noted of it."""
        question = self.questions[number]
        table = dict(zip(self.list_combinations(question), counts, strict=True))
        return tuple(answer_question(question, table, self.feasible.codebook))

    def _find_start(self, chance: random.Random) -> Reader:
        model = self.feasible.model.solver_model.clone()
        counts = [
            model.get_int_var_from_proto_index(count.index)
            for clique in self.feasible.model.counts
            for count in clique
        ]
        weights = [chance.randint(-HEAVIEST, HEAVIEST) for _ in counts]
        model.maximize(cp_model.LinearExpr.weighted_sum(counts, weights))
        read = solve_counts(model, GAP)
        if read is None:
            message = "no dataset is left to draw"
            raise ValueError(message)
        return read

    def _read(self, walk: RandomWalk) -> list[Counts]:
        return walk.totals[len(self._invariants) :]

    def _holds(self, walk: RandomWalk) -> bool:
        """Say whether the tests come out whose tables could not be listed."""
        counts = self._read(walk)[len(self.questions) :]
        return all(map(self._come_out, self._unlisted, counts))

    def _come_out(self, question: Question, counts: Counts) -> bool:
        asked = (question.analysis.id, counts)
        if asked not in self._known:
            table = dict(zip(self.list_combinations(question), counts, strict=True))
            tests = self._tests[question.analysis.id]
            kept = keep_reproduced(question, [table], tests, self.feasible.codebook)
            self._known[asked] = bool(kept)
        return self._known[asked]


def adjust_families(plan: Plan, records: Iterable[Record]) -> dict[str, Value]:
    """Return the adjusted P values of the plan's families, from the records of their members."""
    members = {key for one in plan.families for key in one.members}
    ledger = Ledger(one for one in records if one.key in members)
    families = PlanOfAnalyses(plan.source, (), families=plan.families)
    return {record.key: record.stat for record in compute_from_results(families, ledger)}


def range_draws(draws: Sequence[Mapping[str, Value]]) -> dict[str, State]:
    """Return the illustrative state of each record that all draws have, with its range over them.

    A record that is the same in all of them has that value instead.
    """
    keys = dict.fromkeys(key for one in draws for key in one)
    settled = {key: Values(tuple(one[key] for one in draws if key in one)).settle() for key in keys}
    return {
        key: State("illustrative", state.range, value=state.value) for key, state in settled.items()
    }

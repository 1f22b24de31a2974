"""What the claims leave open of each record of a plan: one value, a proven range, or nothing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, cast

from qi_stats.audit.feasible.extremes import Extremes
from qi_stats.audit.feasible.queries import answer_question
from qi_stats.ledger import State
from qi_stats.plan import Description
from qi_stats.stats import describe_levels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.feasible.feasible_set import Space
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.ledger import Ledger
    from qi_stats.stats.description.proportions import Interval

CLOSENESS = 1e-9
"""Relative difference between two ways of computing the same number; far below any rounding."""
MOST_TABLES = 100
"""Cross-tables that are listed and analysed one by one; of more, datasets are sampled."""
MOST_BOUND = 400
"""Cross-tables with possible margins above which it is not tried to list the possible ones."""
MOST_DESCRIBED = 8
MOST_LOOKED_AT = 12
"""Tables on which fragility and planning are computed too."""
_SIZES = frozenset({"n", "missing"})
_MOMENTS = frozenset({"mean", "sd", "se", "low", "high"})
_EXTREMES = frozenset({"min", "max"})
_ORDERS = _EXTREMES | {"q1", "median", "q3"}
PROVEN_QUANTILES = "type7"
"""The definition of quartiles whose limits are found; those of another one are drawn."""


@dataclass(frozen=True, slots=True)
class Values:
    """All values that a record takes; None among them where it can't be computed."""

    found: tuple[float | int | str | None, ...]

    def settle(self) -> State:
        """Return `identified` if all values are the same, else `bounded` with their range."""
        numbers = [float(one) for one in self.found if isinstance(one, int | float)]
        if len(numbers) < len(self.found) and len(set(map(str, self.found))) > 1:
            ends = (min(numbers), max(numbers)) if numbers else None
            return State("bounded", ends)
        if not numbers or math.isclose(
            min(numbers), max(numbers), rel_tol=CLOSENESS, abs_tol=CLOSENESS
        ):
            return State("identified", value=self.found[0])
        return State("bounded", (min(numbers), max(numbers)))


def settle_question(
    space: Space, question: Question, known: Sequence[CountTable] | None = None
) -> dict[str, State] | None:
    """Return the proven state of each record of a question; None if there are too many tables.

    `known` are tables of which the possible ones are some, where that is known.
    """
    tables = find_tables(space, question) if known is None else keep_possible(
        space, question, known
    )  # fmt: skip
    if tables is not None:
        if len(tables) > MOST_LOOKED_AT:
            question = question.without_looks()
        return settle_tables(space, question, tables)
    described = question.described
    if described is None:
        return None
    extremes = Extremes(space, question)
    if not extremes.sizes:
        return None
    if described.levels:
        found = (*extremes.list_size_tables(), *extremes.list_level_tables())
        return settle_tables(space, question, found)
    return _settle_numbers(space, question, extremes)


def find_tables(space: Space, question: Question) -> tuple[CountTable, ...] | None:
    """Return every table of counts that some dataset has; None if there are too many to list."""
    if question.described is not None:
        return space.list_tables(question, MOST_DESCRIBED)
    candidates = space.list_candidates(question, MOST_BOUND)
    return None if candidates is None else keep_possible(space, question, candidates)


def keep_possible(
    space: Space, question: Question, candidates: Sequence[CountTable]
) -> tuple[CountTable, ...] | None:
    """Return those of the tables that some dataset has; None if they are over `MOST_TABLES`."""
    possible = (one for one in candidates if space.has_table(question, one))
    found = sorted(islice(possible, MOST_TABLES + 1), key=lambda one: tuple(one.values()))
    return None if len(found) > MOST_TABLES else tuple(found)


def settle_tables(
    space: Space, question: Question, tables: Iterable[CountTable]
) -> dict[str, State]:
    """Return the state of each record that the question's analysis has on all `tables`."""
    ledgers = [answer_question(question, one, space.codebook) for one in tables]
    return {key: values.settle() for key, values in collect_values(ledgers).items()}


def collect_values(ledgers: Iterable[Ledger]) -> dict[str, Values]:
    """Return the values of each record that all ledgers have."""
    listed = list(ledgers)
    common = [record.key for record in listed[0] if all(record.key in one for one in listed[1:])]
    return {key: Values(tuple(one.get(key).stat for one in listed)) for key in common}


def _settle_numbers(
    space: Space, question: Question, extremes: Extremes
) -> dict[str, State] | None:
    """Settle moments by their sums, quartiles by their order, and counts of values one by one.

    None if there are too many possible sums.
    """
    variable, analysis = question.described, question.analysis
    assert variable is not None  # noqa: S101 - the caller looked
    assert isinstance(analysis, Description)  # noqa: S101 - so is what describes
    interval, quantiles = analysis.interval, analysis.quantiles
    prefix = f"{question.analysis.id}.{variable.name}."
    whole = f"{question.analysis.id}."
    states: dict[str, State] = {}
    orders = _ORDERS if quantiles == PROVEN_QUANTILES else _EXTREMES
    for names, tables in (
        (_SIZES, extremes.list_size_tables()),
        (_MOMENTS, extremes.list_moment_tables()),
        (orders, extremes.list_order_tables()),
    ):
        if tables is None:
            return None
        found = settle_tables(space, question, tuple(tables))
        wanted = {f"{prefix}{name}" for name in names}
        wanted |= {f"{whole}{name}" for name in names & _SIZES}
        states |= {key: state for key, state in found.items() if key in wanted}
    if variable in analysis.counted and len(extremes.sizes) == 1:
        states |= dict(_settle_counts(prefix, extremes, interval))
    return states


def _settle_counts(prefix: str, extremes: Extremes, interval: str) -> Iterator[tuple[str, State]]:
    """Yield the state of the count and share of each whole number that can occur."""
    most: dict[str, list[int]] = {}
    for table in extremes.list_level_tables():
        seen: dict[str, int] = {}
        for pair, count in table.items():
            if pair[0] is not None:
                seen[str(pair[0])] = seen.get(str(pair[0]), 0) + count
        for value, count in seen.items():
            most.setdefault(value, []).append(count)
    (size,) = extremes.sizes
    for value, counts in most.items():
        for name, values in _describe_counts(counts, size, interval).items():
            yield f"{prefix}{value}.{name}", values.settle()


def _describe_counts(counts: list[int], size: int, interval: str) -> Mapping[str, Values]:
    """Return the records of one level at its lowest and its highest count."""
    shares = [
        describe_levels(
            ["in"] * one + ["out"] * (size - one),
            ["in", "out"],
            interval=cast("Interval", interval),
        ).levels[0]
        for one in (min(counts), max(counts))
    ]
    names = ("n", "total", "proportion", "low", "high")
    return {name: Values(tuple(getattr(one, name) for one in shares)) for name in names}

"""Fisher's exact test of tables of any size, by Freeman and Halton."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import read_table
from qi_stats.stats.counts.fisher import CERTAIN, EMPTY_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

    State = tuple[int, ...]

DEFINITION = "Fisher's exact test of Freeman and Halton, P by the tables that are at most as likely"
MOST_WORK = 5_000_000
"""Partial tables and the steps between them beyond which the test is not made: a second or two."""
STEP = 50
"""What a step costs, in partial tables."""
TOO_MANY = "There are too many tables with these margins for an exact test: use another test."
LIKELY = 1e-7
"""Relative rounding within which two tables count as equally likely, as in R."""
SAME = 11
"""Decimals of a logarithm to which the weights of two tables are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactTableTest(Estimate):
    """An exact test of independence."""

    p: float | None = field(default=None, metadata=shown("P", "p"))


def freeman_halton(table: ArrayLike) -> ExactTableTest:
    """Test independence in a table of any size, given its margins.

    Parameters
    ----------
    table
        Counts, shape (r, c), r and c at least 2.

    Returns
    -------
    ExactTableTest
        P is the chance of all tables that are at most as likely as this one. Rows and columns
        without counts are left out; where one row or column is left, P is 1, with a warning. None,
        with a warning, where there are no counts, or too many tables.

    Raises
    ------
    ValueError
        If the table is not a rectangle of counts.

    References
    ----------
    Freeman and Halton (1951), Biometrika 38:141-149; R: `fisher.test`.
    """
    counts = read_table(table)
    counts = counts[counts.any(axis=1)][:, counts.any(axis=0)]
    if not counts.size:
        return ExactTableTest(definition=DEFINITION, warnings=(EMPTY_GROUP,))
    if min(counts.shape) == 1:
        return ExactTableTest(p=1.0, definition=DEFINITION, warnings=(CERTAIN,))
    if counts.shape[0] > counts.shape[1]:
        counts = counts.T
    rows, columns = counts.sum(axis=1).tolist(), sorted(counts.sum(axis=0).tolist())
    found = _weigh_tables(tuple(rows), columns)
    if found is None:
        return ExactTableTest(definition=DEFINITION, warnings=(TOO_MANY,))
    weights, numbers = found
    observed = -sum(math.lgamma(count + 1) for count in counts.ravel().tolist())
    chances = numbers * np.exp(weights - weights.max())
    rare = weights <= observed + LIKELY
    p = float(chances[rare].sum() / chances.sum())
    return ExactTableTest(p=min(1.0, p), definition=DEFINITION)


def _weigh_tables(rows: State, columns: list[int]) -> tuple[Sample, Sample] | None:
    """Return the logarithms of the weights that tables have, and how many tables have each.

    Tables are filled column by column; of those that leave the same row totals, the ones of the
    same weight go on as one. None where there are too many.
    """
    work = 0
    states: dict[State, tuple[Sample, Sample]] = {rows: (np.zeros(1), np.ones(1))}
    for column in columns[:-1]:
        parts: dict[State, list[tuple[Sample, Sample]]] = {}
        for left, (weights, numbers) in states.items():
            for filled in _fill_column(left, column):
                after = tuple(a - b for a, b in zip(left, filled, strict=True))
                weight = -sum(math.lgamma(count + 1) for count in filled)
                parts.setdefault(after, []).append((weights + weight, numbers))
                work += STEP + len(weights)
                if work > MOST_WORK:
                    return None
        states = {state: _merge(found) for state, found in parts.items()}
    return _merge(
        [
            (weights - sum(math.lgamma(count + 1) for count in left), numbers)
            for left, (weights, numbers) in states.items()
        ]
    )


def _fill_column(left: State, total: int) -> Iterator[State]:
    """Yield every way to share a column's total among the rows' remaining totals."""
    if len(left) == 1:
        if total <= left[0]:
            yield (total,)
        return
    for first in range(max(0, total - sum(left[1:])), min(left[0], total) + 1):
        for rest in _fill_column(left[1:], total - first):
            yield (first, *rest)


def _merge(found: list[tuple[Sample, Sample]]) -> tuple[Sample, Sample]:
    """Return the different weights, with the numbers of tables that have them."""
    weights = np.round(np.concatenate([one for one, _ in found]), SAME)
    numbers = np.concatenate([one for _, one in found])
    different, places = np.unique(weights, return_inverse=True)
    return different, np.asarray(np.bincount(places, numbers), dtype=np.float64)

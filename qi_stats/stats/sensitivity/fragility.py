"""How far a result rests on single rows: recoding some of them, or leaving one out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from qi_stats.stats.arrays import check_level
from qi_stats.stats.sensitivity.agreement_of_methods import show_alpha
from qi_stats.stats.sensitivity.recoding import (
    apply_move,
    list_moves,
    remove_each,
    trace_path,
    walk_rings,
)
from qi_stats.stats.sensitivity.results import Fragility, LeaveOneOut, RecodedRow, RecodedRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Counts, Sample
    from qi_stats.stats.sensitivity.recoding import Move, Ring, RowTable

MOST_TABLES = 30_000
"""The search ends with the ring of tables that exceeds it."""
MOST_WAYS = 3
"""Ways of recoding that are told in words."""

_DEFINITION = (
    "fewest charts, of either group and in either direction, whose recoding moves P across alpha"
)
_NO_P = "The test gives no P as coded, so there is nothing to move."
_NOTHING_CODED = "Neither variable is one that a reviewer codes, so there is nothing to recode."


class RowTest(Protocol):
    """A test as a function of the table of counts."""

    def judge(self, tables: Counts) -> Sample:
        """Return P of each table, NaN where there is none; shapes (m, rows, columns) → (m,)."""
        ...

    def estimate(self, tables: Counts) -> Sample:
        """Return the estimate of each table, NaN where there is none; shapes as in `judge`."""
        ...


def find_fragility(*, table: RowTable, test: RowTest, alpha: float = 0.05) -> Fragility:
    """Find the fewest rows that would have to be coded differently to move P across alpha.

    The search is exhaustive: all tables that one recoding leads to, then all that two lead to, and
    so on, until P of one of them is on the other side. Tables without a P do not count.

    Parameters
    ----------
    table
        The rows by their codes, and what could have been coded differently.
    test
        The test, as a function of such tables.
    alpha
        Level of significance; P below it is significant.

    Returns
    -------
    Fragility
        With the index and the recodings that reach it. None, with a warning, where the test gives
        no P as coded, nothing is coded, or no recoding that was searched moves P across alpha.

    Raises
    ------
    ValueError
        If `alpha` does not lie between 0 and 1.

    References
    ----------
    Walsh M, et al. J Clin Epidemiol. 2014;67:622-628 (from significance, one group, one direction).
    Khan MS, et al. JAMA Netw Open. 2020;3:e2012469 (towards significance).
    """
    check_level(alpha)
    p = _read(test.judge(table.counts[np.newaxis]))
    obstacle = _NO_P if p is None else "" if table.recode else _NOTHING_CODED
    if p is None or obstacle:
        return Fragility(charts=len(table), p=p, definition=_DEFINITION, warnings=(obstacle,))
    moves = list_moves(table)
    rings: list[Ring] = []
    for ring in walk_rings(table, moves):
        rings.append(ring)
        after = test.judge(ring.tables)
        crossed = _find_crossing(after, p, alpha)
        if len(crossed):
            return _report(table, (p, alpha), rings, moves, after, crossed)
        if sum(len(one.tables) for one in rings) > MOST_TABLES:
            break
    reached = f"No recoding of up to {len(rings)} charts moves P across {show_alpha(alpha)}."
    return Fragility(charts=len(table), p=p, definition=_DEFINITION, warnings=(reached,))


def leave_one_out(*, table: RowTable, test: RowTest, alpha: float = 0.05) -> LeaveOneOut:
    """Find the range of P and of the estimate as each row in turn is left out.

    Parameters
    ----------
    table
        The rows by their codes.
    test
        The test, as a function of such tables.
    alpha
        Level of significance; P below it is significant.

    Returns
    -------
    LeaveOneOut
        With a warning where leaving some row out leaves no P, or no estimate.

    Raises
    ------
    ValueError
        If `alpha` does not lie between 0 and 1.

    References
    ----------
    Miller RG. Biometrika. 1974;61:1-15 (the jackknife, of which these are the values).
    """
    check_level(alpha)
    p = _read(test.judge(table.counts[np.newaxis]))
    tables, weights = remove_each(table.counts)
    after, estimates = test.judge(tables), test.estimate(tables)
    known, found = after[np.isfinite(after)], estimates[np.isfinite(estimates)]
    crossed = [] if p is None else _find_crossing(after, p, alpha)
    return LeaveOneOut(
        charts=len(table),
        p_low=float(known.min()) if len(known) else None,
        p_high=float(known.max()) if len(known) else None,
        estimate_low=float(found.min()) if len(found) else None,
        estimate_high=float(found.max()) if len(found) else None,
        crossing=None if p is None else int(weights[crossed].sum()),
        warnings=_describe_gaps(weights, after, estimates),
    )


def recode_each(*, table: RowTable, test: RowTest, alpha: float = 0.05) -> RecodedRows:
    """Compute P after each recoding of a single row.

    Parameters
    ----------
    table
        The rows by their codes, and what could have been coded differently.
    test
        The test, as a function of such tables.
    alpha
        Level of significance that P is to be read by.

    Returns
    -------
    RecodedRows
        One part for each recoding of which there is a row; its P is None, with a warning, where
        the test has none then.

    Raises
    ------
    ValueError
        If `alpha` does not lie between 0 and 1.

    References
    ----------
    Walsh M, et al. J Clin Epidemiol. 2014;67:622-628.
    """
    check_level(alpha)
    p = _read(test.judge(table.counts[np.newaxis]))
    moves = [move for move in list_moves(table) if table.counts[move.start]]
    tables = [apply_move(table.counts, move) for move in moves]
    after = test.judge(np.array(tables)) if tables else np.empty(0)
    return RecodedRows(
        p=p,
        alpha=alpha,
        moves=tuple(
            _report_move(table, move, found) for move, found in zip(moves, after, strict=True)
        ),
        warnings=() if p is not None else ("The test gives no P as coded.",),
    )


def _read(values: Sample) -> float | None:
    """Return the only value, None for NaN."""
    return float(values[0]) if np.isfinite(values[0]) else None


def _find_crossing(after: Sample, p: float, alpha: float) -> list[int]:
    """Return where P is on the other side of alpha, the farthest from it first."""
    other = after >= alpha if p < alpha else after < alpha
    order = np.argsort(-after if p < alpha else after, kind="stable")
    return [int(position) for position in order if other[position]]


def _report(  # noqa: PLR0913, PLR0917 - what was found, and where
    table: RowTable,
    level: tuple[float, float],
    rings: Sequence[Ring],
    moves: Sequence[Move],
    after: Sample,
    crossed: Sequence[int],
) -> Fragility:
    p, alpha = level
    sides = ("significant", "not significant")
    before, now = sides if p < alpha else sides[::-1]
    paths = [trace_path(rings, position, moves) for position in crossed[:MOST_WAYS]]
    return Fragility(
        charts=len(table),
        p=p,
        index=len(rings),
        direction=f"from {before} to {now}",
        ways=len(crossed),
        p_after=float(after[crossed[0]]),
        recodings="; or ".join(_describe_path(table, path) for path in paths),
        definition=_DEFINITION,
    )


def _describe_path(table: RowTable, path: Sequence[Move]) -> str:
    """Return the moves of a path in words, equal ones as "2 × …"."""
    words = [table.describe_move(move) for move in path]
    counted = {each: words.count(each) for each in sorted(words)}
    return " and ".join(f"{n} × {each}" if n > 1 else each for each, n in counted.items())


def _report_move(table: RowTable, move: Move, p: float) -> RecodedRow:
    known = bool(np.isfinite(p))
    return RecodedRow(
        move=table.name_move(move),
        recoding=table.describe_move(move),
        charts=int(table.counts[move.start]),
        p=float(p) if known else None,
        warnings=() if known else ("After this recoding the test has no P.",),
    )


def _describe_gaps(weights: NDArray[np.int64], after: Sample, estimates: Sample) -> tuple[str, ...]:
    """Say how many rows leave no P, or no estimate, when left out; nothing if all do."""
    gaps = ((after, "no P"), (estimates, "no finite estimate"))
    counts = [(int(weights[~np.isfinite(values)].sum()), words) for values, words in gaps]
    return tuple(
        f"For {n} of the {weights.sum()} charts, leaving it out leaves {words}."
        for n, words in counts
        if 0 < n < weights.sum()
    )

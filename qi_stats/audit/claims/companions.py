"""What a publication prints beside a number: a test statistic, a confidence interval, a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.consistency import Bounds, Statistic, read_bounds, read_statistic

if TYPE_CHECKING:
    from qi_stats.audit.claims.schema import ClaimEntry, IntervalEntry, StatisticEntry
    from qi_stats.audit.consistency.p_value import Sides
    from qi_stats.audit.consistency.t_test import Method


@dataclass(frozen=True, slots=True)
class Beside:
    """Statistic with its sides, interval of a ratio (`is_wald` if it says so), two-sample test."""

    statistic: Statistic | None = None
    sides: Sides = 2
    bounds: Bounds | None = None
    is_wald: bool = False
    test: Method | None = None


def read_beside(entry: ClaimEntry) -> Beside:
    """Return what stands beside the claim.

    Raises
    ------
    ValueError
        If a text is no number, or the degrees of freedom are not those of the test.
    """
    interval = entry.interval
    return Beside(
        statistic=None if entry.statistic is None else _read_statistic(entry.statistic),
        sides=entry.sides,
        bounds=None if interval is None else _read_interval(interval),
        is_wald=interval is not None and interval.method == "wald",
        test=entry.test,
    )


def _read_interval(entry: IntervalEntry) -> Bounds:
    return read_bounds(entry.low, entry.high, entry.level)


def _read_statistic(entry: StatisticEntry) -> Statistic:
    test, value = entry.named
    degrees = (entry.df, entry.df1, entry.df2)
    return read_statistic(test, value, *(one for one in degrees if one is not None))

"""What a publication prints beside a number: a test statistic, a confidence interval, a test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.consistency import Bounds, Statistic, read_bounds, read_statistic

if TYPE_CHECKING:
    from qi_stats.audit.claims.schema import ClaimEntry, IntervalEntry, StatisticEntry, TestName
    from qi_stats.audit.consistency.counts import Measure
    from qi_stats.audit.consistency.p_value import Sides


@dataclass(frozen=True, slots=True)
class Beside:
    """Statistic with its sides, interval (`is_wald` if it says so), test, measure of a ratio."""

    statistic: Statistic | None = None
    sides: Sides = 2
    bounds: Bounds | None = None
    is_wald: bool = False
    test: TestName | None = None
    measure: Measure | None = None


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
        measure=entry.measure,
    )


def _read_interval(entry: IntervalEntry) -> Bounds:
    return read_bounds(entry.low, entry.high, entry.level)


def _read_statistic(entry: StatisticEntry) -> Statistic:
    test, value = entry.named
    degrees = (entry.df, entry.df1, entry.df2)
    return read_statistic(test, value, *(one for one in degrees if one is not None))

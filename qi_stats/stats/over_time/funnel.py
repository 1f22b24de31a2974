"""Funnel plots: shares or rates of units of unequal size, with limits that narrow with size."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import check_choice
from qi_stats.stats.over_time.count_charts import read_groups
from qi_stats.stats.over_time.results import ROUNDING, name_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

DEFINITIONS = {
    "p": "funnel plot of shares, exact binomial limits, interpolated (Spiegelhalter)",
    "u": "funnel plot of rates, exact Poisson limits, interpolated (Spiegelhalter)",
}
EMPTY = "There is no unit, so there is no center line."
NO_SPREAD = "All units have no events, or nothing but events, so there are no limits."
WARN, ALARM = 0.025, 0.001
"""Tails beyond the inner and the outer limits: 95% and 99.8% of units lie within."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPoint(Estimate):
    """One unit: its size, its share or rate, and the limits for that size."""

    label: str = ""
    size: float | None = field(default=None, metadata=shown("Size", "decimal1", plain=True))
    value: float | None = field(default=None, metadata=shown("Value", "decimal3", plain=True))
    inner_low: float | None = field(default=None, metadata=shown("95% limit, lower", "decimal3"))
    inner_high: float | None = field(default=None, metadata=shown("95% limit, upper", "decimal3"))
    low: float | None = field(default=None, metadata=shown("99.8% limit, lower", "decimal3"))
    high: float | None = field(default=None, metadata=shown("99.8% limit, upper", "decimal3"))
    signal: str | None = field(default=None, metadata=shown("Signal", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelChart(Estimate):
    """A funnel plot; `outside` counts the units beyond the 99.8% limits, `beyond_inner` the 95%.

    `false_alarm` is the chance that at least one unit lies outside where all have the same share
    or rate; exact limits of small counts give somewhat less.
    """

    n: int = field(default=0, metadata=shown("Units", "integer", plain=True))
    center: float | None = field(default=None, metadata=shown("Center line", "decimal3"))
    beyond_inner: int | None = field(
        default=None, metadata=shown("Units beyond the 95% limits", "integer")
    )
    outside: int | None = field(
        default=None, metadata=shown("Units beyond the 99.8% limits", "integer")
    )
    false_alarm: float | None = field(
        default=None, metadata=shown("Chance of a false alarm", "percent1")
    )
    points: tuple[FunnelPoint, ...] = field(default=(), metadata=parts(by="label"))


def funnel_chart(
    counts: ArrayLike,
    sizes: ArrayLike,
    *,
    kind: str = "p",
    labels: Sequence[str] | None = None,
) -> FunnelChart:
    """Compare shares or rates of units with what chance makes of units of their size.

    Parameters
    ----------
    counts
        Shape (n,), events of each unit.
    sizes
        Shape (n,), cases of each unit for kind "p" (whole numbers), opportunity for "u".
    kind
        "p", events among cases, or "u", events for each unit of opportunity.
    labels
        Names of the units; "1", "2", … by default.

    Returns
    -------
    FunnelChart
        The center is the share or rate of all units together. No limits, with a warning, where it
        is 0, or 1 for kind "p". `signal` is "above" or "below" beyond the 99.8% limits.

    Raises
    ------
    ValueError
        If the shapes differ, a count is negative or no whole number, a size is not above 0, or a
        share has more events than cases, or cases that are no whole number.

    References
    ----------
    Spiegelhalter (2005), Stat Med 24:1185-1202, appendix A.1.1 and A.1.3, on R's `qbinom` and
    `qpois`.
    """
    check_choice("kind", kind, DEFINITIONS)
    events, size = read_groups(counts, sizes, kind)
    if kind == "p" and (size != np.floor(size)).any():
        raise ValueError("sizes must be whole numbers of cases")
    names, definition = name_points(labels, len(events)), DEFINITIONS[kind]
    if not len(events):
        return FunnelChart(definition=definition, warnings=(EMPTY,))
    center = float(events.sum() / size.sum())
    if center == 0 or (kind == "p" and center == 1):
        return FunnelChart(
            n=len(events), center=center, definition=definition, warnings=(NO_SPREAD,)
        )
    tails = (WARN, 1 - WARN, ALARM, 1 - ALARM)
    limits = [_find_limits(tail, size, center, kind) for tail in tails]
    rows = zip(names, size, events / size, *limits, strict=True)
    points = tuple(_make_point(name, [float(one) for one in row]) for name, *row in rows)
    return FunnelChart(
        n=len(points),
        center=center,
        beyond_inner=sum(_judge(p.value, p.inner_low, p.inner_high) != "none" for p in points),
        outside=sum(point.signal != "none" for point in points),
        false_alarm=-math.expm1(len(points) * math.log1p(-2 * ALARM)),
        points=points,
        definition=definition,
    )


def _find_limits(tail: float, size: Sample, center: float, kind: str) -> Sample:
    """Return where the chance of at most that many events reaches `tail`, between two counts."""
    from scipy import stats

    chance = stats.binom(size, center) if kind == "p" else stats.poisson(size * center)
    count = chance.ppf(tail)
    reached, before = chance.cdf(count), chance.cdf(count - 1)
    back = (reached - tail) / (reached - before)
    return np.maximum((count - back) / size, 0.0)


def _make_point(name: str, row: list[float]) -> FunnelPoint:
    size, value, inner_low, inner_high, low, high = row
    return FunnelPoint(
        label=name,
        size=size,
        value=value,
        inner_low=inner_low,
        inner_high=inner_high,
        low=low,
        high=high,
        signal=_judge(value, low, high),
    )


def _judge(value: float | None, low: float | None, high: float | None) -> str:
    """Return on which side of the limits a value lies; what rounding alone misses is inside."""
    assert value is not None and low is not None and high is not None  # noqa: S101, PT018
    slack = ROUNDING * max(abs(value), abs(low), abs(high))
    return "above" if value > high + slack else "below" if value < low - slack else "none"

"""What a control chart returns, and how it is made from values, center and limits."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scipy import special

from qi_stats.estimates import Estimate, parts, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.stats.arrays import Sample

SIGMAS = 3
NORMAL_FALSE_ALARM = 2 * float(special.ndtr(-SIGMAS))
ROUNDING = 1e-12
"""Share of a value below which a difference from a limit is rounding, as in a constant series."""
EMPTY = "There is no value, so there is no center line."
ONE = "One value has no moving range, so there are no limits."

DEFINITIONS = {
    "xmr": "Individuals chart, limits from the mean moving range",
    "xmr_screened": "Individuals chart, limits from the mean moving range without large ranges",
    "p": "p chart, binomial limits",
    "u": "u chart, Poisson limits for unequal opportunity",
    "c": "c chart, Poisson limits for equal opportunity",
    "g": "g chart, geometric limits for cases between events",
    "t": "t chart, times between events to the power 1/3.6",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPoint(Estimate):
    """One point of a control chart, in the chart's units, with its limits."""

    label: str = ""
    value: float | None = field(default=None, metadata=shown("Value", "decimal2", plain=True))
    low: float | None = field(default=None, metadata=shown("Lower control limit", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Upper control limit", "decimal2"))
    signal: str | None = field(default=None, metadata=shown("Signal", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChart(Estimate):
    """A control chart: center, number of points outside, chance of a false alarm, points.

    `false_alarm` is the chance that at least one point of the chart falls outside by chance alone
    where the points are independent and normal; the charts of counts come near it only.
    """

    n: int = field(default=0, metadata=shown("Points", "integer", plain=True))
    center: float | None = field(default=None, metadata=shown("Center line", "decimal2"))
    outside: int | None = field(default=None, metadata=shown("Points outside", "integer"))
    false_alarm: float | None = field(
        default=None, metadata=shown("Chance of a false alarm", "percent1")
    )
    points: tuple[ChartPoint, ...] = field(default=(), metadata=parts(by="label"))


def take_baseline(series: Sample, baseline: int | None) -> Sample:
    """Return the first values that give center and limits; all where `baseline` is None."""
    if baseline is None:
        return series
    if not 1 <= baseline <= len(series):
        raise ValueError(f"baseline must be from 1 to {len(series)}, not {baseline}")
    return series[:baseline]


def name_points(labels: Sequence[str] | None, n: int) -> Sequence[str]:
    """Return the names of n points; ValueError unless labels are n different texts."""
    names = tuple(map(str, range(1, n + 1))) if labels is None else labels
    if len(names) != n or len(set(names)) != n:
        raise ValueError(f"labels must be {n} different texts")
    return names


def draw_without_limits(
    series: Sample, center: float, kind: str, labels: Sequence[str] | None
) -> ControlChart:
    """Return a chart of values that has a center and no limits."""
    names = name_points(labels, len(series))
    points = tuple(ChartPoint(label=x, value=float(y)) for x, y in zip(names, series, strict=True))
    return ControlChart(
        n=len(series),
        center=center,
        points=points,
        definition=DEFINITIONS[kind],
        warnings=(ONE,),
    )


def draw_chart(
    series: Sample,
    center: float,
    limits: tuple[Sample, Sample],
    kind: str,
    labels: Sequence[str] | None,
) -> ControlChart:
    """Return a chart with the points beyond its limits."""
    names = name_points(labels, len(series))
    points = tuple(
        ChartPoint(label=name, value=value, low=low, high=high, signal=_judge(value, low, high))
        for name, value, low, high in zip(names, *map(_listed, (series, *limits)), strict=True)
    )
    return ControlChart(
        n=len(points),
        center=center,
        outside=sum(point.signal != "none" for point in points),
        false_alarm=-math.expm1(len(points) * math.log1p(-NORMAL_FALSE_ALARM)),
        points=points,
        definition=DEFINITIONS[kind],
    )


def _listed(values: Sample) -> list[float]:
    return [float(value) for value in values]


def _judge(value: float, low: float, high: float) -> str:
    """Return on which side of the limits a value lies; a limit that rounding alone misses holds."""
    slack = ROUNDING * max(abs(value), abs(low), abs(high))
    return "above" if value > high + slack else "below" if value < low - slack else "none"

"""Shewhart's control charts: individuals, proportions, rates, counts and rare events.

Each chart gives a center line and limits three standard deviations from it, where the standard
deviation is the one that the kind of data itself implies. A point outside is a signal.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import check_choice, read_sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

SIGMAS = 3
PAIRS_SD = 1.128
"""Mean range of two normal values in standard deviations, d2 of the tables, to three digits."""
SCREEN = 3.267
"""A moving range above this many mean moving ranges is left out once (D4 for pairs)."""
WEIBULL = 3.6
"""Power that brings exponential times near the normal distribution (Nelson 1994)."""
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


def xmr_chart(
    values: ArrayLike,
    *,
    baseline: int | None = None,
    screened: bool = False,
    labels: Sequence[str] | None = None,
) -> ControlChart:
    """Chart individual values with limits from the mean moving range.

    Parameters
    ----------
    values
        Shape (n,), in the order of time, without missing values.
    baseline
        How many of the first values give center and limits (frozen); all of them by default.
    screened
        Leave out, once, moving ranges above 3.267 times their mean (Nelson 1982).
    labels
        Names of the points; "1", "2", … by default.

    Returns
    -------
    ControlChart
        In the units of the values. Without limits, with a warning, for one value.

    Raises
    ------
    ValueError
        If a value is missing or infinite, `baseline` is not from 1 to n, or labels are not n
        different texts.

    References
    ----------
    Montgomery (2009), Introduction to Statistical Quality Control, eq. 6.33; Nelson (1982), J Qual
    Technol 14:172-173; R: `qicharts2::qic(chart = "i")`.
    """
    series = read_sample(values)
    base = _take_baseline(series, baseline)
    kind = "xmr_screened" if screened else "xmr"
    if len(series) == 0:
        return ControlChart(definition=DEFINITIONS[kind], warnings=(EMPTY,))
    center, reach = float(base.mean()), _measure_reach(base, screened=screened)
    if reach is None:
        return _draw_without_limits(series, center, kind, labels)
    limits = np.full(len(series), center - reach), np.full(len(series), center + reach)
    return _draw_chart(series, center, limits, kind, labels)


def attribute_chart(
    counts: ArrayLike,
    sizes: ArrayLike,
    *,
    kind: str = "p",
    baseline: int | None = None,
    labels: Sequence[str] | None = None,
) -> ControlChart:
    """Chart proportions (p chart) or rates (u chart) of groups of unequal size.

    Parameters
    ----------
    counts
        Shape (n,), events of each group.
    sizes
        Shape (n,), cases of each group for kind "p", opportunity (such as patient days) for "u".
    kind
        "p", events among cases, or "u", events for each unit of opportunity.
    baseline
        How many of the first groups give center and limits (frozen); all of them by default.
    labels
        Names of the points; "1", "2", … by default.

    Returns
    -------
    ControlChart
        Values and limits are proportions or rates; a limit below 0, or above 1 for "p", is cut.

    Raises
    ------
    ValueError
        If the shapes differ, a count is negative or no whole number, a size is not above 0, or a
        proportion has more events than cases.

    References
    ----------
    Montgomery (2009), Introduction to Statistical Quality Control, eq. 7.8 and 7.19; R:
    `qicharts2::qic(chart = "p")` and `"u"`.
    """
    check_choice("kind", kind, ("p", "u"))
    events, opportunity = _read_groups(counts, sizes, kind)
    if len(events) == 0:
        return ControlChart(definition=DEFINITIONS[kind], warnings=(EMPTY,))
    base = slice(0, len(_take_baseline(events, baseline)))
    center = float(events[base].sum() / opportunity[base].sum())
    spread = np.sqrt((center * (1 - center) if kind == "p" else center) / opportunity)
    low, high = np.maximum(center - SIGMAS * spread, 0.0), center + SIGMAS * spread
    limits = low, np.minimum(high, 1.0) if kind == "p" else high
    return _draw_chart(events / opportunity, center, limits, kind, labels)


def count_chart(
    counts: ArrayLike,
    *,
    kind: str = "c",
    baseline: int | None = None,
    labels: Sequence[str] | None = None,
) -> ControlChart:
    """Chart counts of equal opportunity (c chart), or cases between rare events (g chart).

    Parameters
    ----------
    counts
        Shape (n,), whole numbers of 0 or more.
    kind
        "c", events in groups of the same size, or "g", cases between two events.
    baseline
        How many of the first counts give center and limits (frozen); all of them by default.
    labels
        Names of the points; "1", "2", … by default.

    Returns
    -------
    ControlChart
        Limits stand about the mean, and a lower limit below 0 is cut. The center of a c chart is
        the mean; that of a g chart, whose counts are skewed, the median.

    Raises
    ------
    ValueError
        If a count is negative or no whole number.

    References
    ----------
    Montgomery (2009), Introduction to Statistical Quality Control, eq. 7.17; Benneyan (2001),
    Health Care Manag Sci 4:305-318, for g; R: `qicharts2::qic(chart = "c")` and `"g"`.
    """
    check_choice("kind", kind, ("c", "g"))
    series = read_sample(counts, "counts")
    if (series < 0).any() or (series != np.floor(series)).any():
        raise ValueError("counts must be whole numbers of 0 or more")
    if len(series) == 0:
        return ControlChart(definition=DEFINITIONS[kind], warnings=(EMPTY,))
    base = _take_baseline(series, baseline)
    mean = float(base.mean())
    reach = SIGMAS * math.sqrt(mean if kind == "c" else mean * (mean + 1))
    limits = np.full(len(series), max(mean - reach, 0.0)), np.full(len(series), mean + reach)
    center = mean if kind == "c" else float(np.median(base))
    return _draw_chart(series, center, limits, kind, labels)


def t_chart(
    times: ArrayLike,
    *,
    baseline: int | None = None,
    screened: bool = False,
    labels: Sequence[str] | None = None,
) -> ControlChart:
    """Chart times between rare events: an individuals chart of their power 1/3.6.

    Parameters
    ----------
    times
        Shape (n,), above 0, in any unit of time.
    baseline, screened, labels
        As in `xmr_chart`.

    Returns
    -------
    ControlChart
        In the units of `times`; a lower limit below 0 is cut.

    Raises
    ------
    ValueError
        If a time is not above 0.

    References
    ----------
    Nelson (1994), J Qual Technol 26:239-241; Montgomery (2009), section 7.3.5; R:
    `qicharts2::qic(chart = "t")`.
    """
    series = read_sample(times, "times")
    if (series <= 0).any():
        raise ValueError("times must be above 0")
    if len(series) == 0:
        return ControlChart(definition=DEFINITIONS["t"], warnings=(EMPTY,))
    base = _take_baseline(series, baseline) ** (1 / WEIBULL)
    center, reach = float(base.mean()), _measure_reach(base, screened=screened)
    if reach is None:
        return _draw_without_limits(series, center**WEIBULL, "t", labels)
    low, high = max(center - reach, 0.0) ** WEIBULL, (center + reach) ** WEIBULL
    limits = np.full(len(series), low), np.full(len(series), high)
    return _draw_chart(series, center**WEIBULL, limits, "t", labels)


def _take_baseline(series: Sample, baseline: int | None) -> Sample:
    if baseline is None:
        return series
    if not 1 <= baseline <= len(series):
        raise ValueError(f"baseline must be from 1 to {len(series)}, not {baseline}")
    return series[:baseline]


def _measure_reach(base: Sample, *, screened: bool) -> float | None:
    """Return three standard deviations, from the moving ranges; None for one value."""
    ranges = np.abs(np.diff(base))
    if len(ranges) == 0:
        return None
    if screened and (ranges < SCREEN * ranges.mean()).any():
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    return SIGMAS * float(ranges.mean()) / PAIRS_SD


def _read_groups(counts: ArrayLike, sizes: ArrayLike, kind: str) -> tuple[Sample, Sample]:
    events, opportunity = read_sample(counts, "counts"), read_sample(sizes, "sizes")
    if len(events) != len(opportunity):
        raise ValueError(f"counts and sizes differ in length: {len(events)}, {len(opportunity)}")
    if (events < 0).any() or (events != np.floor(events)).any():
        raise ValueError("counts must be whole numbers of 0 or more")
    if (opportunity <= 0).any():
        raise ValueError("sizes must be above 0")
    if kind == "p" and (events > opportunity).any():
        raise ValueError("counts must not exceed sizes")
    return events, opportunity


def _name_points(labels: Sequence[str] | None, n: int) -> Sequence[str]:
    names = tuple(map(str, range(1, n + 1))) if labels is None else labels
    if len(names) != n or len(set(names)) != n:
        raise ValueError(f"labels must be {n} different texts")
    return names


def _draw_without_limits(
    series: Sample, center: float, kind: str, labels: Sequence[str] | None
) -> ControlChart:
    names = _name_points(labels, len(series))
    points = tuple(ChartPoint(label=x, value=float(y)) for x, y in zip(names, series, strict=True))
    return ControlChart(
        n=len(series),
        center=center,
        points=points,
        definition=DEFINITIONS[kind],
        warnings=(ONE,),
    )


def _draw_chart(
    series: Sample,
    center: float,
    limits: tuple[Sample, Sample],
    kind: str,
    labels: Sequence[str] | None,
) -> ControlChart:
    names = _name_points(labels, len(series))
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

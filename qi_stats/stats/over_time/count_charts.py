"""Shewhart's control charts of counts: proportions, rates, counts, cases between events."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.stats.arrays import check_choice, read_pairs, read_sample
from qi_stats.stats.over_time.results import (
    DEFINITIONS,
    EMPTY,
    SIGMAS,
    ControlChart,
    draw_chart,
    take_baseline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample


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
    events, opportunity = read_groups(counts, sizes, kind)
    if len(events) == 0:
        return ControlChart(definition=DEFINITIONS[kind], warnings=(EMPTY,))
    base = slice(0, len(take_baseline(events, baseline)))
    center = float(events[base].sum() / opportunity[base].sum())
    spread = np.sqrt((center * (1 - center) if kind == "p" else center) / opportunity)
    low, high = np.maximum(center - SIGMAS * spread, 0.0), center + SIGMAS * spread
    limits = low, np.minimum(high, 1.0) if kind == "p" else high
    return draw_chart(events / opportunity, center, limits, kind, labels)


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
    base = take_baseline(series, baseline)
    mean = float(base.mean())
    reach = SIGMAS * math.sqrt(mean if kind == "c" else mean * (mean + 1))
    limits = np.full(len(series), max(mean - reach, 0.0)), np.full(len(series), mean + reach)
    center = mean if kind == "c" else float(np.median(base))
    return draw_chart(series, center, limits, kind, labels)


def read_groups(counts: ArrayLike, sizes: ArrayLike, kind: str) -> tuple[Sample, Sample]:
    """Return events and sizes; ValueError where they can be no counts among such sizes."""
    events, opportunity = read_pairs(counts, sizes, ("counts", "sizes"))
    if (events < 0).any() or (events != np.floor(events)).any():
        raise ValueError("counts must be whole numbers of 0 or more")
    if (opportunity <= 0).any():
        raise ValueError("sizes must be above 0")
    if kind == "p" and (events > opportunity).any():
        raise ValueError("counts must not exceed sizes")
    return events, opportunity

"""Shewhart's control charts of measurements: individual values, and times between rare events.

Limits stand three standard deviations from the center, as the moving ranges give them; a point
outside is a signal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_stats.stats.arrays import read_sample
from qi_stats.stats.over_time.results import (
    DEFINITIONS,
    EMPTY,
    SIGMAS,
    ControlChart,
    draw_chart,
    draw_without_limits,
    take_baseline,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

PAIRS_SD = 1.128
"""Mean range of two normal values in standard deviations, d2 of the tables, to three digits."""
SCREEN = 3.267
"""A moving range above this many mean moving ranges is left out once (D4 for pairs)."""
WEIBULL = 3.6
"""Power that brings exponential times near the normal distribution (Nelson 1994)."""


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
    base = take_baseline(series, baseline)
    kind = "xmr_screened" if screened else "xmr"
    if len(series) == 0:
        return ControlChart(definition=DEFINITIONS[kind], warnings=(EMPTY,))
    center, reach = float(base.mean()), _measure_reach(base, screened=screened)
    if reach is None:
        return draw_without_limits(series, center, kind, labels)
    limits = np.full(len(series), center - reach), np.full(len(series), center + reach)
    return draw_chart(series, center, limits, kind, labels)


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
    base = take_baseline(series, baseline) ** (1 / WEIBULL)
    center, reach = float(base.mean()), _measure_reach(base, screened=screened)
    if reach is None:
        return draw_without_limits(series, center**WEIBULL, "t", labels)
    low, high = max(center - reach, 0.0) ** WEIBULL, (center + reach) ** WEIBULL
    limits = np.full(len(series), low), np.full(len(series), high)
    return draw_chart(series, center**WEIBULL, limits, "t", labels)


def _measure_reach(base: Sample, *, screened: bool) -> float | None:
    """Return three standard deviations, from the moving ranges; None for one value."""
    ranges = np.abs(np.diff(base))
    if len(ranges) == 0:
        return None
    if screened and (ranges < SCREEN * ranges.mean()).any():
        ranges = ranges[ranges < SCREEN * ranges.mean()]
    return SIGMAS * float(ranges.mean()) / PAIRS_SD

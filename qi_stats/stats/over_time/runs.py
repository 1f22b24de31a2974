"""Run charts: the two Anhøj rules for non-random variation about a median.

A rule of thumb is only as good as its error rates. Both rules look at the same two counts, the
longest run on one side of the center and the number of crossings, and so their joint chance of a
signal is exact: it is summed over all sequences of sides.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import read_sample
from qi_stats.stats.over_time.results import name_points, take_baseline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

ANHOEJ = "Anhøj rules: unusually long run, unusually few crossings"
CROSSINGS_TAIL = 0.05
"""Chance below which a number of crossings is unusually small (Chen 2010)."""
FOUND_OFTEN = 0.8
"""The chance with which a lasting shift counts as one that the chart would have found."""
LONGEST_SERIES = 300
"""Beyond it the exact chances, whose cost grows with the cube, are left out with a warning."""
NO_CENTER = "There is no value, so there is no center line."
NO_USEFUL = "Every value lies on the center line, so there is no run."
TOO_LONG = f"The chances are not computed for series of more than {LONGEST_SERIES:,} useful values."


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPoint(Estimate):
    """One value of a run chart."""

    label: str = ""
    value: float | None = field(default=None, metadata=shown("Value", "decimal2", plain=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChart(Estimate):
    """The counts of a run chart, the limits they are held against, and what the rules can show.

    `false_alarm` is the chance of a signal when nothing changes; `detectable` the least lasting
    shift, in standard deviations of a normal process, that would give a signal in 80% of series of
    this length.
    """

    n: int = field(default=0, metadata=shown("Values", "integer", plain=True))
    center: float | None = field(default=None, metadata=shown("Center line", "decimal1"))
    useful: int | None = field(default=None, metadata=shown("Values off the center", "integer"))
    longest_run: int | None = field(default=None, metadata=shown("Longest run", "integer"))
    longest_run_limit: int | None = field(
        default=None, metadata=shown("Longest run, upper limit", "integer")
    )
    crossings: int | None = field(default=None, metadata=shown("Crossings", "integer"))
    crossings_limit: int | None = field(
        default=None, metadata=shown("Crossings, lower limit", "integer")
    )
    signal: str | None = field(default=None, metadata=shown("Signal", "text"))
    false_alarm: float | None = field(
        default=None, metadata=shown("Chance of a false alarm", "percent1")
    )
    detectable: float | None = field(
        default=None, metadata=shown("Least shift found with 80% power, SD", "decimal2")
    )
    points: tuple[RunPoint, ...] = field(default=(), metadata=parts(by="label"))


def run_chart(
    values: ArrayLike,
    *,
    baseline: int | None = None,
    center: float | None = None,
    labels: Sequence[str] | None = None,
) -> RunChart:
    """Look for non-random variation in a series by the Anhøj rules.

    Parameters
    ----------
    values
        Shape (n,), in the order of time, without missing values.
    baseline
        How many of the first values give the median; all of them by default. The rules are
        applied to all values.
    center
        The center line where it is known beforehand, in the units of the values; it replaces the
        median, and `baseline` has no use beside it.
    labels
        Names of the points; "1", "2", … by default.

    Returns
    -------
    RunChart
        `signal` is "long run", "few crossings", "long run, few crossings" or "none". Values on
        the center line count for neither side. None, with a warning, where no value is off it.

    Raises
    ------
    ValueError
        If a value is missing or infinite, `baseline` is not from 1 to n, or labels are not n
        different texts.

    Notes
    -----
    A run is unusually long above round(log2 m) + 3, with m the values off the center; crossings
    are unusually few below the 5% quantile of a binomial distribution of m - 1 and one half.
    The chances take the side of each value as independent of the others; the median of the same
    values makes them slightly dependent, so that they are near for short series and not exact.

    References
    ----------
    Anhøj and Olesen (2014), PLoS One 9:e113825; Schilling (2012), Math Mag 85:141-149, for the
    longest run; Chen (2010), for the crossings, as in R: `qicharts2::qic(chart = "run")`.
    """
    series = read_sample(values)
    if len(series) == 0:
        return RunChart(definition=ANHOEJ, warnings=(NO_CENTER,))
    middle = float(np.median(take_baseline(series, baseline))) if center is None else float(center)
    sides = np.sign(series - middle)
    sides = sides[sides != 0]
    names = name_points(labels, len(series))
    points = tuple(RunPoint(label=x, value=float(y)) for x, y in zip(names, series, strict=True))
    known = RunChart(n=len(series), center=middle, points=points, definition=ANHOEJ)
    if len(sides) == 0:
        return replace(known, useful=0, warnings=(NO_USEFUL,))
    return _judge_runs(known, sides)


def find_run_limits(useful: int) -> tuple[int, int]:
    """Return the longest usual run and the least usual number of crossings of `useful` values.

    Raises
    ------
    ValueError
        If `useful` is less than 1.
    """
    if useful < 1:
        raise ValueError(f"useful must be 1 or more, not {useful}")
    longest = round(math.log2(useful)) + 3
    trials = useful - 1
    counts = np.arange(trials + 1)
    fewest = int(counts[special.bdtr(counts, trials, 0.5) >= CROSSINGS_TAIL][0]) if trials else 0
    return longest, fewest


def chance_of_signal(useful: int, above: float = 0.5) -> float:
    """Return the chance that the rules signal in `useful` values, each above with chance `above`.

    Parameters
    ----------
    useful
        Values off the center line.
    above
        Chance that a value lies above it; 0.5 gives the chance of a false alarm.

    Raises
    ------
    ValueError
        If `useful` is less than 1, or `above` is not between 0 and 1.

    References
    ----------
    Wentzel-Larsen and Anhøj (2019), PLoS One 14:e0223233: the joint distribution of crossings and
    longest run, here by recursion over the values.
    """
    if not 0 <= above <= 1:
        raise ValueError(f"above must lie between 0 and 1, not {above}")
    longest, fewest = find_run_limits(useful)
    # usual[s, c, r]: chance of being on side s after c crossings (capped), in a run of r + 1.
    usual = np.zeros((2, fewest + 1, longest))
    usual[:, 0, 0] = 1 - above, above
    for _ in range(useful - 1):
        usual = _add_value(usual, above)
    return float(1 - usual[:, fewest, :].sum())


def _add_value(usual: NDArray[np.float64], above: float) -> NDArray[np.float64]:
    """Return the chances after one more value; runs beyond the longest usual one drop out."""
    chances = np.array([1 - above, above])
    after = np.zeros_like(usual)
    after[:, :, 1:] = usual[:, :, :-1] * chances[:, None, None]
    crossed = usual.sum(axis=2)[::-1] * chances[:, None]
    after[:, 1:, 0] += crossed[:, :-1]
    after[:, -1, 0] += crossed[:, -1]
    return after


def _judge_runs(chart: RunChart, sides: NDArray[np.float64]) -> RunChart:
    useful = len(sides)
    turns = np.flatnonzero(np.diff(sides))
    lengths = np.diff([-1, *turns, useful - 1])
    longest, fewest = find_run_limits(useful)
    broken = [
        word
        for word, is_broken in (
            ("long run", lengths.max() > longest),
            ("few crossings", len(turns) < fewest),
        )
        if is_broken
    ]
    known = useful <= LONGEST_SERIES
    return replace(
        chart,
        useful=useful,
        longest_run=int(lengths.max()),
        longest_run_limit=longest,
        crossings=len(turns),
        crossings_limit=fewest,
        signal=", ".join(broken) or "none",
        false_alarm=chance_of_signal(useful) if known else None,
        detectable=_find_detectable(useful) if known else None,
        warnings=() if known else (TOO_LONG,),
    )


def _find_detectable(useful: int) -> float | None:
    """Return the least shift in SD found with 80% power, or None where no shift gives a signal.

    The chance of a signal grows with the shift once it is past its least value near none; the
    least shift is found by halving, to a thousandth of a standard deviation.
    """
    if chance_of_signal(useful, 1.0) < FOUND_OFTEN:
        return None
    low, high = 0.0, 8.0
    while high - low > 1e-4:
        middle = (low + high) / 2
        if chance_of_signal(useful, float(special.ndtr(middle))) < FOUND_OFTEN:
            low = middle
        else:
            high = middle
    return round(high, 3)

"""How numbers are spread: bins of equal width with their counts, and boxes with their points."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import read_count, read_sample

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from qi_stats.stats.arrays import Sample

STURGES = "width by Sturges' rule, rounded to 1, 2 or 5 times a power of ten"
DECLARED = "width as declared"
CLOSED_LEFT = "a bin holds its lower end, and not its upper one"
BOX = "quartiles of type 7; whiskers to the last values within 1.5 times the box (Tukey)"
NO_VALUES = "There are no values to show."
MOST_BINS = 200
MOST_POINTS = 500
TOO_MANY_POINTS = f"More than {MOST_POINTS} different values: single points are left out."
SLACK = 1e-7
"""Share of a bin by which a value may miss its end and still counts as lying on it, as in R."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bins(Estimate):
    """Bins of equal width, in the units of the values."""

    start: float | None = field(default=None, metadata=shown("First bin, lower end", "decimal2"))
    width: float | None = field(default=None, metadata=shown("Width of a bin", "decimal2"))
    number: int = field(default=0, metadata=shown("Bins", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BinCount(Estimate):
    """One bin: its ends, and how many values lie in it."""

    name: str = ""
    low: float = field(metadata=shown("Bin, lower end", "decimal2"))
    high: float = field(metadata=shown("Bin, upper end", "decimal2"))
    n: int = field(metadata=shown("n", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram(Estimate):
    """How many values lie in each bin."""

    n: int = field(metadata=shown("n", "integer", plain=True))
    bins: tuple[BinCount, ...] = field(default=(), metadata=parts(by="name"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PointCount(Estimate):
    """How many rows have one value."""

    value: str = ""
    n: int = field(metadata=shown("n", "integer", plain=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxSummary(Estimate):
    """Quartiles, whiskers, and the number of values beyond them, in the units of the values."""

    n: int = field(metadata=shown("n", "integer", plain=True))
    q1: float | None = field(default=None, metadata=shown("First quartile", "decimal1"))
    median: float | None = field(default=None, metadata=shown("Median", "decimal1"))
    q3: float | None = field(default=None, metadata=shown("Third quartile", "decimal1"))
    whisker_low: float | None = field(default=None, metadata=shown("Lower whisker", "decimal1"))
    whisker_high: float | None = field(default=None, metadata=shown("Upper whisker", "decimal1"))
    beyond: int = field(default=0, metadata=shown("Beyond the whiskers", "integer"))
    points: tuple[PointCount, ...] = field(default=(), metadata=parts(by="value"))


def choose_bins(values: ArrayLike, *, width: float | None = None) -> Bins:
    """Choose bins of equal width that hold all values.

    Parameters
    ----------
    values
        Shape (n,), without missing values: those of all groups that share the bins.
    width
        Width of a bin, in the units of the values; by Sturges' rule if None.

    Returns
    -------
    Bins
        The lower end of the first is a multiple of the width.

    Raises
    ------
    ValueError
        If a value is missing or infinite, the width is not above 0, or it asks for more than 200
        bins.

    References
    ----------
    Sturges (1926), J Am Stat Assoc 21:65-66; R: `pretty(range(x), nclass.Sturges(x))`.
    """
    sample = read_sample(values)
    if width is not None and not (math.isfinite(width) and width > 0):
        raise ValueError(f"width must be above 0, not {width}")
    definition = f"{STURGES if width is None else DECLARED}; {CLOSED_LEFT}"
    if not len(sample):
        return Bins(definition=definition, warnings=(NO_VALUES,))
    low, high = float(sample.min()), float(sample.max())
    chosen = _choose_width(low, high, len(sample)) if width is None else float(width)
    first = math.floor(low / chosen + SLACK)
    number = math.floor(high / chosen + SLACK) - first + 1
    if number > MOST_BINS:
        message = f"bins of width {chosen:g} would be {number:,}; {MOST_BINS} are shown at most"
        raise ValueError(message)
    start = float(f"{first * chosen:.12g}")
    return Bins(start=start, width=chosen, number=number, definition=definition)


def count_bins(values: ArrayLike, *, start: float, width: float, number: int) -> Histogram:
    """Count the values in each of `number` bins of equal width.

    Parameters
    ----------
    values
        Shape (n,), without missing values.
    start, width
        Lower end of the first bin, and the width of each, in the units of the values.
    number
        How many bins.

    Returns
    -------
    Histogram
        One part for each bin, named by its lower end; a bin holds its lower end, and not its
        upper one.

    Raises
    ------
    ValueError
        If a value lies in no bin, is missing or infinite, or the width is not above 0.

    References
    ----------
    R: `hist(x, breaks = start + width * 0:number, right = FALSE)`.
    """
    sample, most = read_sample(values), read_count(number, "number")
    if not width > 0:
        raise ValueError(f"width must be above 0, not {width}")
    places = np.floor((sample - start) / width + SLACK).astype(np.int64)
    if len(places) and (places.min() < 0 or places.max() >= most):
        raise ValueError("each value must lie in a bin: choose the bins from all values")
    counts = np.bincount(places, minlength=most)
    ends = [float(f"{start + width * i:.12g}") for i in range(most + 1)]
    bins = tuple(
        BinCount(name=_name_value(low), low=low, high=high, n=int(n))
        for low, high, n in zip(ends, ends[1:], counts, strict=False)
    )
    warnings = () if len(sample) else (NO_VALUES,)
    return Histogram(n=len(sample), bins=bins, definition=CLOSED_LEFT, warnings=warnings)


def summarize_box(values: ArrayLike, *, points: bool = False) -> BoxSummary:
    """Return what a box plot shows of numbers.

    Parameters
    ----------
    values
        Shape (n,), without missing values.
    points
        Whether each value is counted, or only those beyond the whiskers.

    Returns
    -------
    BoxSummary
        One part for each different value that is counted, the lowest first; none, with a warning,
        where they are too many.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Tukey (1977), Exploratory Data Analysis; quartiles as in R: `quantile(x)`, the rest as in
    `ggplot2::stat_boxplot`.
    """
    sample = np.sort(read_sample(values))
    if not len(sample):
        return BoxSummary(n=0, definition=BOX, warnings=(NO_VALUES,))
    q1, median, q3 = (float(q) for q in np.quantile(sample, (0.25, 0.5, 0.75)))
    reach = 1.5 * (q3 - q1)
    inside = (sample >= q1 - reach) & (sample <= q3 + reach)
    found, counts = np.unique(sample if points else sample[~inside], return_counts=True)
    fits = len(found) <= MOST_POINTS
    return BoxSummary(
        n=len(sample),
        q1=q1,
        median=median,
        q3=q3,
        whisker_low=float(sample[inside][0]),
        whisker_high=float(sample[inside][-1]),
        beyond=int((~inside).sum()),
        points=_count_points(found, counts) if fits else (),
        definition=BOX,
        warnings=() if fits else (TOO_MANY_POINTS,),
    )


def _count_points(found: Sample, counts: NDArray[np.int64]) -> tuple[PointCount, ...]:
    pairs = zip(found, counts, strict=True)
    return tuple(PointCount(value=_name_value(float(value)), n=int(n)) for value, n in pairs)


def _choose_width(low: float, high: float, n: int) -> float:
    """Return 1, 2 or 5 times a power of ten: the one nearest to the cell of Sturges' rule.

    The factors between 1, 2, 5 and 10 are those of R's `pretty` with a bias of 1.5 to wider cells.
    """
    if low == high:
        return 1.0
    cell = (high - low) / math.ceil(math.log2(n) + 1)
    base = 10.0 ** math.floor(math.log10(cell))
    for factor, next_one, bias in ((1, 2, 1.5), (2, 5, 2.75), (5, 10, 1.5)):
        if next_one * base - cell >= bias * (cell - factor * base):
            return factor * base
    return 10 * base


def _name_value(value: float) -> str:
    """Return a value as a part of a key: its digits, without an exponent."""
    return np.format_float_positional(float(f"{value:.12g}"), trim="-")

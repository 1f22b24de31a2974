"""A ratio, its confidence interval and its P value against each other.

A Wald interval of a ratio is symmetric on the log scale, so that ratio² = low · high, and its
width gives the standard error, hence z and P. Profile-likelihood and exact intervals are not
symmetric: a failure says that the interval is none of Wald's, or that a number is wrong.
Source: Altman & Bland (2011), How to obtain the P value from a confidence interval, BMJ 343:d2304.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_p, find_p
from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    admit_loosely,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.printed import Printed

_SLACK = 1e-12  # of a logarithm, so that rounding errors of the computer refute nothing


@dataclass(frozen=True, slots=True)
class Bounds:
    """A confidence interval as printed; `level` is in percent."""

    low: Printed
    high: Printed
    level: float = 95.0

    @property
    def is_exact(self) -> bool:
        """Whether both ends are numbers, and none is one such as “<0.01”."""
        return self.low.relation == self.high.relation == "="

    @property
    def text(self) -> str:
        """The interval as “0.01 to 0.83”."""
        return f"{self.low.text} to {self.high.text}"


def read_bounds(low: str, high: str, level: float = 95.0) -> Bounds:
    """Return the interval that these texts print; ValueError if one is no number."""
    return Bounds(read_number(low), read_number(high), level)


def check_ratio(ratio: str | Printed, bounds: Bounds) -> Consistency:
    """Tell whether `ratio` can be the middle of its interval on the log scale.

    Returns
    -------
    Consistency
        `possible` is the interval of ratios in the middle of intervals that print so.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> check_ratio("2.00", read_bounds("1.00", "4.00")).is_right
    True
    >>> check_ratio("2.00", read_bounds("1.00", "5.00")).is_right
    False
    """
    printed = read_number(ratio)

    def holds(rounding: Rounding) -> bool:
        squared = _square(admit_rounded(printed, rounding))
        return _overlap(squared, _multiply_bounds(bounds, rounding))

    product = _multiply_bounds(bounds, "truncation")
    middle = [Fraction(math.sqrt(one)) for one in (product.low, product.high)]
    possible = Interval(middle[0], middle[1], True, True)
    return Consistency("ratio", select_roundings(holds), possible)


def is_inside(ratio: str | Printed, bounds: Bounds) -> bool:
    """Return whether the ratio can lie in its own interval, as every method's does."""
    middle, low, high = (
        admit_loosely(one, "truncation") for one in (read_number(ratio), bounds.low, bounds.high)
    )
    return middle.high >= low.low and middle.low <= high.high


def check_ratio_p(p: str | Printed, ratio: str | Printed, bounds: Bounds) -> Consistency:
    """Tell whether `p` can be the Wald P value of `ratio` with this interval.

    Returns
    -------
    Consistency
        `possible` is the interval of P values that ratio and interval allow.

    Raises
    ------
    ValueError
        If a text is no number, or the ratio or the interval is a bound.

    Examples
    --------
    >>> check_ratio_p(".03", "0.08", read_bounds("0.01", "0.83")).is_right
    True
    """
    printed = read_number(ratio)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        found = bound_wald_p(printed, bounds, rounding)
        return () if found is None else (found,)

    return compare_p(read_number(p), bound, "ratio")


def bound_wald_p(ratio: Printed, bounds: Bounds, rounding: Rounding = "binary") -> Range | None:
    """Return the least and largest two-sided Wald P value; None where no ratio is positive."""
    from scipy import special

    middle, low, high = (
        _take_log(admit_loosely(one, rounding)) for one in (ratio, bounds.low, bounds.high)
    )
    if middle is None or low is None or high is None:
        return None
    reach = float(special.ndtri(0.5 + bounds.level / 200))
    corners = list(_list_corners(((0.0, middle), (-reach, low), (reach, high))))
    if not corners:
        return None
    sizes = [abs(log) / error if error > 0 else math.inf for log, error in corners]
    is_null = min(log for log, _ in corners) <= 0 <= max(log for log, _ in corners)
    nearest = 0.0 if is_null or math.isinf(low[0]) else min(sizes)
    farthest = math.inf if math.isinf(middle[0]) else max(sizes)
    return find_p("z", farthest, []), find_p("z", nearest, [])


def _list_corners(strips: tuple[tuple[float, Range], ...]) -> Iterator[tuple[float, float]]:
    """Yield the corners of all (log ratio, standard error) in every strip.

    A strip is what an interval leaves of log + slope · error. Where the lower bound prints as 0
    its strip is open below, and the error has no upper limit.
    """
    lines = [(slope, end) for slope, ends in strips for end in ends if math.isfinite(end)]
    for (slope, end), (other, stop) in combinations(lines, 2):
        if slope != other:
            error = (end - stop) / (slope - other)
            log = end - slope * error
            if error >= -_SLACK and all(
                ends[0] - _SLACK <= log + factor * error <= ends[1] + _SLACK
                for factor, ends in strips
            ):
                yield log, max(error, 0.0)


def _take_log(values: Interval) -> Range | None:
    if values.high <= 0:
        return None
    return (math.log(values.low) if values.low > 0 else -math.inf), math.log(values.high)


def _square(values: Interval) -> Interval:
    low = max(values.low, Fraction(0))
    high = max(values.high, Fraction(0))
    return Interval(low * low, high * high, values.low_closed, values.high_closed)


def _multiply_bounds(bounds: Bounds, rounding: Rounding) -> Interval:
    first, second = (admit_loosely(one, rounding) for one in (bounds.low, bounds.high))
    low = max(first.low, Fraction(0)) * max(second.low, Fraction(0))
    high = max(first.high, Fraction(0)) * max(second.high, Fraction(0))
    return Interval(low, high, True, True)


def _overlap(first: Interval, second: Interval) -> bool:
    low, high = max(first.low, second.low), min(first.high, second.high)
    return low < high or (low == high and low in first and low in second)

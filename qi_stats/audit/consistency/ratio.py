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
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_p, find_p
from qi_stats.audit.consistency.rounding import (
    Rounding,
    admit_loosely,
    admit_rounded,
    read_number,
    select_roundings,
)
from qi_stats.audit.consistency.verdict import Consistency
from qi_stats.audit.printed import Interval

if TYPE_CHECKING:
    from qi_stats.audit.printed import Printed


@dataclass(frozen=True, slots=True)
class Bounds:
    """A confidence interval as printed; `level` is in percent."""

    low: Printed
    high: Printed
    level: float = 95.0


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
    return compare_p(read_number(p), lambda one: bound_wald_p(printed, bounds, one), "ratio")


def bound_wald_p(ratio: Printed, bounds: Bounds, rounding: Rounding = "binary") -> Range | None:
    """Return the least and largest two-sided Wald P value; None where no ratio is positive."""
    from scipy import special

    logs, low, high = (
        _take_log(admit_loosely(one, rounding)) for one in (ratio, bounds.low, bounds.high)
    )
    if logs is None or low is None or high is None:
        return None
    quantile = float(special.ndtri(0.5 + bounds.level / 200))
    narrow, wide = ((high[0] - low[1]) / 2 / quantile, (high[1] - low[0]) / 2 / quantile)
    near, far = _bound_distance(logs)
    if wide <= 0:
        return None
    steepest = math.inf if narrow <= 0 else far / narrow
    flattest = 0.0 if math.isinf(wide) else near / wide
    return find_p("z", steepest, []), find_p("z", flattest, [])


def _bound_distance(logs: Range) -> Range:
    """Return the least and largest distance from 0 of the values from end to end."""
    ends = sorted((abs(logs[0]), abs(logs[1])))
    return (0.0 if logs[0] <= 0 <= logs[1] else ends[0]), ends[1]


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

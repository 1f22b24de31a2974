"""An estimate, its standard error, its confidence interval, its t and its P against each other.

The standard error of a mean is SD / √n; an interval reaches a quantile of t (or of the normal
distribution) times the standard error to each side; t is the estimate over its standard error.
Source: Altman & Bland (2011), How to obtain the P value from a confidence interval, BMJ 343:d2304;
Altman & Bland (2005), Standard deviations and standard errors, BMJ 331:903.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_p, compare_ranges, find_p
from qi_stats.audit.consistency.rounding import Rounding, read_number, span_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.ratio import Bounds
    from qi_stats.audit.consistency.result import Consistency


def check_standard_error(se: str | Printed, sd: str | Printed, n: int) -> Consistency:
    """Tell whether `se` can be the standard error of a mean of `n` values with this SD.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or `n` is not positive.

    Examples
    --------
    >>> check_standard_error("0.50", "2.00", 16).is_right
    True
    >>> check_standard_error("0.05", "2.00", 16).is_right
    False
    """
    if n < 1:
        message = f"a mean needs n of at least 1, not {n}"
        raise ValueError(message)
    spread = read_number(sd)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        low, high = span_number(spread, rounding)
        return ((max(low, 0.0) / math.sqrt(n), high / math.sqrt(n)),)

    return compare_p(read_number(se), bound, "estimate")


def check_mean_interval(sd: str | Printed, n: int, bounds: Bounds) -> Consistency:
    """Tell whether the interval of a mean is as wide as `sd` and `n` make it.

    Returns
    -------
    Consistency
        Of the half width: `possible` is its interval by the SD, from the normal quantile to
        that of t with n - 1 degrees of freedom, since papers use both.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or `n` is below 2.
    """
    if n < 2:
        message = f"an interval needs n of at least 2, not {n}"
        raise ValueError(message)
    spread, quantiles = read_number(sd), find_quantiles(bounds.level, n - 1)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        low, high = (max(end, 0.0) / math.sqrt(n) for end in span_number(spread, rounding))
        return tuple((one * low, one * high) for one in quantiles)

    return compare_ranges(lambda one: halve_width(bounds, one), bound, "estimate")


def check_middle(value: str | Printed, bounds: Bounds) -> Consistency:
    """Tell whether an estimate can lie in the middle of its interval, as Wald's and t's do.

    Returns
    -------
    Consistency
        `possible` is the interval of middles.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> from qi_stats.audit.consistency import read_bounds
    >>> check_middle("2.0", read_bounds("1.0", "3.0")).is_right
    True
    >>> check_middle("2.0", read_bounds("1.0", "4.0")).is_right
    False
    """
    printed = read_number(value)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        low, high = (span_number(one, rounding) for one in (bounds.low, bounds.high))
        return (((low[0] + high[0]) / 2, (low[1] + high[1]) / 2),)

    return compare_ranges(lambda one: span_number(printed, one), bound, "estimate")


def check_estimate_p(
    p: str | Printed, value: str | Printed, bounds: Bounds, df: float = math.inf
) -> Consistency:
    """Tell whether `p` can be the P value of a difference from 0 with this interval.

    Parameters
    ----------
    p, value, bounds
        As printed.
    df
        Degrees of freedom of the interval's t; the normal distribution is allowed as well.

    Raises
    ------
    ValueError
        If a text is no number, or value or interval is a bound.
    """
    printed = read_number(value)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        return tuple(bound_estimate_p(printed, bounds, df, rounding))

    return compare_p(read_number(p), bound, "estimate")


def bound_estimate_p(
    value: Printed, bounds: Bounds, df: float, rounding: Rounding = "binary"
) -> Iterable[Range]:
    """Yield the range of P for the normal distribution and for t with `df`."""
    low, high = span_number(value, rounding)
    sizes = sorted((abs(low), abs(high)))
    near = 0.0 if low <= 0 <= high else sizes[0]
    widths = halve_width(bounds, rounding)
    for quantile, degrees in zip(find_quantiles(bounds.level, df), (math.inf, df), strict=False):
        errors = [one / quantile for one in widths]
        t = [
            size / error if error > 0 else math.inf
            for size, error in ((sizes[1], errors[0]), (near, errors[1]))
        ]
        ends = [
            find_p("z", one, []) if math.isinf(degrees) else find_p("t", one, [degrees])
            for one in t
        ]
        yield ends[0], ends[1]


def check_quotient(t: str | Printed, value: str | Printed, se: str | Printed) -> Consistency:
    """Tell whether a t or z, by its size, can be an estimate over its standard error.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> check_quotient("2.50", "0.50", "0.20").is_right
    True
    >>> check_quotient("2.90", "0.50", "0.20").is_right
    False
    """
    top, error, printed = read_number(value), read_number(se), read_number(t)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        low, high = span_number(top, rounding)
        sizes = sorted((abs(low), abs(high)))
        below = span_number(error, rounding)
        near = 0.0 if low <= 0 <= high else sizes[0] / below[1]
        return ((near, sizes[1] / below[0] if below[0] > 0 else math.inf),)

    def given(rounding: Rounding) -> Range:
        ends = span_number(printed, rounding)
        sizes = sorted(map(abs, ends))
        return (0.0 if ends[0] <= 0 <= ends[1] else sizes[0]), sizes[1]

    return compare_ranges(given, bound, "estimate")


def check_error_interval(se: str | Printed, bounds: Bounds, df: float | None = None) -> Consistency:
    """Tell whether an interval is as wide as this standard error makes it.

    Parameters
    ----------
    se, bounds
        As printed.
    df
        Degrees of freedom of its t; the normal distribution is allowed as well. If None, they are
        not known, and any quantile from the normal one to that of t with 1 is allowed.

    Returns
    -------
    Consistency
        Of the half width.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> from qi_stats.audit.consistency import read_bounds
    >>> check_error_interval("0.50", read_bounds("1.02", "2.98"), math.inf).is_right
    True
    >>> check_error_interval("0.50", read_bounds("1.50", "2.50")).is_right
    False
    """
    error = read_number(se)
    quantiles = find_quantiles(bounds.level, 1.0 if df is None else df)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        low, high = (max(end, 0.0) for end in span_number(error, rounding))
        if df is None:
            return ((quantiles[0] * low, quantiles[1] * high),)
        return tuple((one * low, one * high) for one in quantiles)

    return compare_ranges(lambda one: halve_width(bounds, one), bound, "estimate")


def find_quantiles(level: float, df: float) -> tuple[float, ...]:
    """Return the normal quantile of a two-sided interval, and that of t where df is finite."""
    from scipy import special

    share = 0.5 + level / 200
    normal = float(special.ndtri(share))
    return (normal,) if math.isinf(df) else (normal, float(special.stdtrit(df, share)))


def halve_width(bounds: Bounds, rounding: Rounding) -> Range:
    """Return from the least to the largest half width of an interval that prints so."""
    low, high = (span_number(one, rounding) for one in (bounds.low, bounds.high))
    return max(high[0] - low[1], 0.0) / 2, max(high[1] - low[0], 0.0) / 2

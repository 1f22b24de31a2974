"""A difference of two means and its interval, from the printed summaries of two groups.

Sources: Student (1908); Welch (1947), Biometrika 34, 28-35; Altman (1991), Practical Statistics
for Medical Research, 160-163.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.estimates import find_quantiles, halve_width
from qi_stats.audit.consistency.p_value import Range, compare_ranges
from qi_stats.audit.consistency.rounding import Rounding, read_number, span_number
from qi_stats.audit.consistency.t_test import bound_distance, bound_t_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.ratio import Bounds
    from qi_stats.audit.consistency.result import Consistency
    from qi_stats.audit.consistency.t_test import Group, Method


def check_mean_difference(value: str | Printed, first: Group, second: Group) -> Consistency:
    """Tell whether a difference, by its size, can be that of these two means.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> from qi_stats.audit.consistency import read_group
    >>> groups = read_group(20, "5.1", "1.0"), read_group(20, "3.9", "1.0")
    >>> [check_mean_difference(one, *groups).is_right for one in ("1.2", "-1.2", "1.4")]
    [True, True, False]
    """
    printed = read_number(value)
    return compare_ranges(
        lambda one: bound_distance(span_number(printed, one)),
        lambda one: (bound_distance(_subtract(first, second, one)),),
        "summaries",
    )


def check_difference_interval(
    bounds: Bounds, first: Group, second: Group, method: Method | None = None
) -> Consistency:
    """Tell whether the interval of a difference is as wide as these groups make it.

    Parameters
    ----------
    bounds
        The interval as printed.
    first, second
        The groups, with 2 values or more in each.
    method
        By Student's or Welch's t; either of them, or the normal distribution, if not given.

    Returns
    -------
    Consistency
        Of the half width: `possible` is its interval by the summaries.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or a group has fewer than 2 values.
    """
    return compare_ranges(
        lambda one: halve_width(bounds, one),
        lambda one: tuple(_list_widths(bounds.level, (first, second), method, one)),
        "summaries",
    )


def check_difference_error(
    se: str | Printed, first: Group, second: Group, method: Method | None = None
) -> Consistency:
    """Tell whether `se` can be the standard error of the difference of these two means.

    By Student's or Welch's formula, as `method` says; by either, if it is not given.

    Raises
    ------
    ValueError
        If the text is no number or a bound.
    """
    printed, groups = read_number(se), (first, second)
    methods: tuple[Method, ...] = ("student", "welch") if method is None else (method,)
    return compare_ranges(
        lambda one: span_number(printed, one),
        lambda one: tuple(bound_error(groups, other, one) for other in methods),
        "summaries",
    )


def _list_widths(
    level: float, groups: tuple[Group, Group], method: Method | None, rounding: Rounding
) -> Iterator[Range]:
    """Yield the half widths by each method and distribution."""
    methods: tuple[Method, ...] = ("student", "welch") if method is None else (method,)
    for one in methods:
        error = bound_error(groups, one, rounding)
        found = bound_t_test(*groups, one, rounding)
        low, high = (1.0, math.inf) if found is None else found.df
        normal = find_quantiles(level, math.inf)[0]
        yield find_quantiles(level, high)[-1] * error[0], find_quantiles(level, low)[-1] * error[1]
        if method is None:
            yield normal * error[0], normal * error[1]


def bound_error(groups: tuple[Group, Group], method: Method, rounding: Rounding) -> Range:
    """Return the least and largest standard error of the difference."""
    sizes = [one.n for one in groups]
    ends = [[max(end, 0.0) ** 2 for end in span_number(one.sd, rounding)] for one in groups]
    errors = []
    for side in (0, 1):
        variances = [one[side] for one in ends]
        if method == "welch":
            errors.append(math.sqrt(sum(v / n for v, n in zip(variances, sizes, strict=True))))
            continue
        squares = sum(v * (n - 1) for v, n in zip(variances, sizes, strict=True))
        errors.append(math.sqrt(squares / (sum(sizes) - 2) * sum(1 / n for n in sizes)))
    return errors[0], errors[1]


def _subtract(first: Group, second: Group, rounding: Rounding) -> Range:
    spans = (span_number(one.mean, rounding) for one in (first, second))
    found = [one - other for one, other in product(*spans)]
    return min(found), max(found)

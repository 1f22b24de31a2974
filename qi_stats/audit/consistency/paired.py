"""Paired t tests from printed summaries: of the change, or of the values before and after.

Of two measurements of the same people the SD of the change lies between the difference and the
sum of both SDs, whatever their correlation, so that t has a least and perhaps a largest value.
Source: Student (1908), Biometrika 6, 1-25; the bounds are those of a correlation of 1 and -1.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_p, compare_ranges, find_p
from qi_stats.audit.consistency.rounding import Rounding, read_number, span_number
from qi_stats.audit.consistency.t_test import Group, bound_distance

if TYPE_CHECKING:
    from qi_stats.audit.consistency.p_value import Sides
    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency


def bound_paired_t(first: Group, second: Group | None, rounding: Rounding = "binary") -> Range:
    """Return the least and largest size of t; the largest is infinite where SDs may be equal.

    Parameters
    ----------
    first
        The values before, or the changes where `second` is None.
    second
        The values after, of the same people.
    rounding
        How the numbers were rounded.
    """
    low, high = span_number(first.mean, rounding)
    spread = span_number(first.sd, rounding)
    if second is not None:
        ends, sds = span_number(second.mean, rounding), span_number(second.sd, rounding)
        low, high = low - ends[1], high - ends[0]
        nearest = bound_distance((spread[0] - sds[1], spread[1] - sds[0]))[0]
        spread = nearest, spread[1] + sds[1]
    near, far = bound_distance((low, high))
    root = math.sqrt(first.n)
    least = near * root / spread[1] if spread[1] > 0 else math.inf
    return least, far * root / spread[0] if spread[0] > 0 else math.inf


def check_paired_t(t: str | Printed, first: Group, second: Group | None = None) -> Consistency:
    """Tell whether t, by its size, can be that of a paired test of these summaries.

    Raises
    ------
    ValueError
        If a text is no number or a bound.
    """
    printed = read_number(t)
    return compare_ranges(
        lambda one: bound_distance(span_number(printed, one)),
        lambda one: (bound_paired_t(first, second, one),),
        "summaries",
    )


def check_paired_p(
    p: str | Printed, first: Group, second: Group | None = None, sides: Sides = 2
) -> Consistency:
    """Tell whether `p` can be the P value of a paired t test of these summaries.

    Parameters
    ----------
    p
        As printed.
    first, second
        The values before and after, or the changes alone.
    sides
        1 for a one-sided test in the direction of the change.

    Raises
    ------
    ValueError
        If a text is no number, or there are fewer than 2 values.

    Examples
    --------
    >>> from qi_stats.audit.consistency import read_group
    >>> change = read_group(25, "-2.0", "4.0")
    >>> check_paired_p(".02", change).is_right, check_paired_p(".2", change).is_right
    (True, False)
    >>> check_paired_p(".9", read_group(25, "9.0", "2.0"), read_group(25, "5.0", "2.0")).is_right
    False
    """
    if first.n < 2:
        message = "a paired t test needs at least 2 values"
        raise ValueError(message)
    df = [float(first.n - 1)]

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        near, far = bound_paired_t(first, second, rounding)
        return ((find_p("t", far, df, sides), find_p("t", near, df, sides)),)

    return compare_p(read_number(p), bound, "summaries")

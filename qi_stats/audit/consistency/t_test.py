"""Two-sample t tests from printed summaries: n, mean and SD of two groups.

Interval arithmetic over everything that could have been printed so. Where the values are whole
numbers, only the sums and sums of squares that GRIMMER leaves are tried, so that the range of t
and P is as narrow as it can be.
Sources: Student (1908); Welch (1947), Biometrika 34, 28-35; for printed summaries, Nuijten et al.
(2016) as in `p_value`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.grimmer import list_moments
from qi_stats.audit.consistency.p_value import Range, Sides, compare_p, find_p
from qi_stats.audit.consistency.rounding import Rounding, admit_loosely, read_number
from qi_stats.audit.consistency.sample import Budget, has_sample

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency
    from qi_stats.audit.consistency.sample import Ends

Method: TypeAlias = Literal["student", "welch"]

MOST_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class Group:
    """The printed summary of one group.

    `is_whole` says that all values are whole numbers; `ends` are the numbers
    between which they lie, where they are known.
    """

    n: int
    mean: Printed
    sd: Printed
    is_whole: bool = False
    ends: Ends | None = None


@dataclass(frozen=True, slots=True)
class TTest:
    """What summaries leave of a t test.

    Ranges of t (mean of the first group less that of the second) and of df; of the two-sided P
    one range, or where the summaries leave a list of samples each possible value as a range.
    """

    t: Range
    df: Range
    p: tuple[Range, ...]


def read_group(n: int, mean: str, sd: str, *, is_whole: bool = False) -> Group:
    """Return the group that these texts describe; ValueError if one is no number."""
    return Group(n, read_number(mean), read_number(sd), is_whole)


def check_t_test(
    p: str | Printed, first: Group, second: Group, method: Method, sides: Sides = 2
) -> Consistency:
    """Tell whether `p` can be the P value of the t test of these two groups.

    A test with one side is one in the direction of the difference.

    Returns
    -------
    Consistency
        `possible` is the interval of P values that the summaries allow.

    Raises
    ------
    ValueError
        If a text is no number, or a group has fewer than 2 values.

    Examples
    --------
    >>> groups = read_group(10, "5.0", "1.0"), read_group(10, "4.0", "1.0")
    >>> check_t_test(".04", *groups, "student").is_right
    True
    >>> check_t_test(".4", *groups, "student").is_right
    False
    """
    printed = read_number(p)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        found = bound_t_test(first, second, method, rounding)
        if found is None:
            return ()
        halved = tuple((low * sides / 2, high * sides / 2) for low, high in found.p)
        return select_near(halved, printed)

    return compare_p(printed, bound, "summaries")


def select_near(ranges: tuple[Range, ...], printed: Printed) -> tuple[Range, ...]:
    """Return the ranges that could print so, with the first and last, of ranges in order."""
    if len(ranges) < 3 or printed.relation != "=":
        return ranges
    low, high = (float(printed.value + side * printed.step) for side in (-1, 1))
    return (ranges[0], *(one for one in ranges if low <= one[0] <= high), ranges[-1])


def bound_t_test(
    first: Group, second: Group, method: Method, rounding: Rounding = "binary"
) -> TTest | None:
    """Return the ranges of t, df and P; None where no whole numbers have these summaries.

    Raises
    ------
    ValueError
        If a group has fewer than 2 values.
    """
    if min(first.n, second.n) < 2:
        message = "a t test needs at least 2 values in each group"
        raise ValueError(message)
    groups, budget = (first, second), Budget()
    is_whole = first.is_whole and second.is_whole
    if is_whole and math.prod(_count_pairs(one, rounding) for one in groups) <= MOST_PAIRS:
        moments = [list(_list_pairs(one, rounding, budget)) for one in groups]
        return _try_all((first.n, second.n), moments, method)
    return _bound_boxes(first, second, method, rounding)


def _select_ways(rounding: Rounding) -> tuple[Rounding, ...]:
    return ("binary",) if rounding != "truncation" else ("binary", rounding)


def _count_pairs(group: Group, rounding: Rounding) -> int:
    return sum(
        len(squares)
        for way in _select_ways(rounding)
        for _, squares in list_moments(group.mean, group.sd, group.n, way)
    )


def _list_pairs(group: Group, rounding: Rounding, budget: Budget) -> Iterator[tuple[int, int]]:
    """Yield sums and sums of squares that print so; under truncation also those rounded."""
    for way in _select_ways(rounding):
        for total, squares in list_moments(group.mean, group.sd, group.n, way):
            for one in squares:
                if group.ends is None or has_sample(group.n, total, one, group.ends, budget):
                    yield total, one


def _try_all(
    sizes: tuple[int, int], moments: list[list[tuple[int, int]]], method: Method
) -> TTest | None:
    """Return t, df and P of every pair of a sum and sum of squares of each group."""
    import numpy as np
    from scipy import special

    if not all(moments):
        return None
    (s1, q1), (s2, q2) = (np.array(one, dtype=float).T for one in moments)
    (n1, n2), (s1, q1) = sizes, (s1[:, None], q1[:, None])
    v1, v2 = (n1 * q1 - s1 * s1) / n1 / (n1 - 1), (n2 * q2 - s2 * s2) / n2 / (n2 - 1)
    a, b = v1 / n1, v2 / n2
    difference = (s1 * n2 - s2 * n1) / (n1 * n2)
    with np.errstate(divide="ignore", invalid="ignore"):
        squared = a + b
        df = squared**2 / (a * a / (n1 - 1) + b * b / (n2 - 1))
        if method == "student":
            pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2)
            squared, df = pooled * (1 / n1 + 1 / n2), np.full_like(df, n1 + n2 - 2)
        t = np.where(difference == 0, 0.0, difference / np.sqrt(squared))
    df = np.where(np.isnan(df), n1 + n2 - 2, df)
    values = np.unique(2 * special.stdtr(df, -np.abs(t)))
    p = tuple((one, one) for one in values.tolist())
    return TTest(_span(t), _span(df), p)


def _span(values: np.ndarray) -> Range:
    return float(values.min()), float(values.max())


def find_t(
    difference: float, variances: tuple[float, float], sizes: tuple[int, int], method: Method
) -> Range:
    """Return t and df of two groups; t is infinite where both have no spread but differ."""
    (v1, v2), (n1, n2) = variances, sizes
    a, b = v1 / n1, v2 / n2
    pooled = ((n1 - 1) * v1 + (n2 - 1) * v2) / (n1 + n2 - 2) * (1 / n1 + 1 / n2)
    error = math.sqrt(pooled if method == "student" else a + b)
    if error == 0:
        return (math.copysign(math.inf, difference) if difference else 0.0), float(n1 + n2 - 2)
    if method == "student":
        return difference / error, float(n1 + n2 - 2)
    return difference / error, (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1))


def _bound_boxes(first: Group, second: Group, method: Method, rounding: Rounding) -> TTest:
    """Return ranges over all means and SDs in their intervals, each taken at its worst."""
    means = [admit_loosely(one.mean, rounding) for one in (first, second)]
    low, high = float(means[0].low - means[1].high), float(means[0].high - means[1].low)
    variances = _square(first, rounding), _square(second, rounding)
    least, most = zip(*variances, strict=True)
    sizes = first.n, second.n
    # t is farthest from 0 with the least spread, and nearest with the most
    t_low = find_t(low, least if low < 0 else most, sizes, method)[0]
    t_high = find_t(high, least if high > 0 else most, sizes, method)[0]
    df = _bound_df(variances, sizes, method)
    near, far = bound_distance((t_low, t_high))
    p = find_p("t", far, [df[1]]), find_p("t", near, [df[0]])
    return TTest((t_low, t_high), df, (p,))


def bound_distance(ends: Range) -> Range:
    """Return the least and the largest distance from 0 of the values from end to end."""
    sizes = sorted((abs(ends[0]), abs(ends[1])))
    return (0.0 if ends[0] <= 0 <= ends[1] else sizes[0]), sizes[1]


def _square(group: Group, rounding: Rounding) -> Range:
    admitted = admit_loosely(group.sd, rounding)
    return max(float(admitted.low), 0.0) ** 2, float(admitted.high) ** 2


def _bound_df(variances: tuple[Range, Range], sizes: tuple[int, int], method: Method) -> Range:
    """Return the range of df; Welch's is largest where v / n / (n - 1) is the same in both."""
    largest = float(sum(sizes) - 2)
    if method == "student":
        return largest, largest
    found = [find_t(0.0, one, sizes, method)[1] for one in product(*variances)]
    scaled = [[v / n / (n - 1) for v in pair] for pair, n in zip(variances, sizes, strict=True)]
    meet = max(scaled[0][0], scaled[1][0]) <= min(scaled[0][1], scaled[1][1])
    return min(found), (largest if meet else max(found))

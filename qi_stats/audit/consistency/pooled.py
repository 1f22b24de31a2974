"""Mean and SD of all values from those of the groups into which they fall.

The mean is the groups' mean weighted by their sizes; the squared deviations are those within the
groups and those between their means.
Source: Higgins et al. (2023), Cochrane Handbook 6.5.2.10, formulas for combining groups.
"""

from __future__ import annotations

import math
from itertools import combinations
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_ranges
from qi_stats.audit.consistency.rounding import Rounding, read_number, span_number
from qi_stats.audit.consistency.t_test import bound_distance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency

SizedMean = tuple[int, "Printed"]


def check_pooled_mean(mean: str | Printed, groups: Sequence[SizedMean]) -> Consistency:
    """Tell whether `mean` can be that of all values, given the groups' sizes and means.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> groups = [(10, read_number("4.0")), (30, read_number("6.0"))]
    >>> check_pooled_mean("5.5", groups).is_right, check_pooled_mean("5.0", groups).is_right
    (True, False)
    """
    printed, total = read_number(mean), sum(n for n, _ in groups)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        spans = [(n, span_number(one, rounding)) for n, one in groups]
        low, high = (math.fsum(n * ends[side] for n, ends in spans) / total for side in (0, 1))
        return ((low, high),)

    return compare_ranges(lambda one: span_number(printed, one), bound, "summaries")


def check_pooled_sd(
    sd: str | Printed, groups: Sequence[SizedMean], sds: Sequence[Printed]
) -> Consistency:
    """Tell whether `sd` can be that of all values, given the groups' sizes, means and SDs.

    Raises
    ------
    ValueError
        If a text is no number or a bound.

    Examples
    --------
    >>> groups, one = [(10, read_number("4.0")), (10, read_number("6.0"))], read_number("1.0")
    >>> check_pooled_sd("1.4", groups, [one, one]).is_right
    True
    >>> check_pooled_sd("1.0", groups, [one, one]).is_right
    False
    """
    printed, sizes = read_number(sd), [n for n, _ in groups]
    total = sum(sizes)

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        between = _bound_between(groups, rounding)
        spans = [span_number(one, rounding) for one in sds]
        within = [
            sum((n - 1) * max(one[side], 0.0) ** 2 for n, one in zip(sizes, spans, strict=True))
            for side in (0, 1)
        ]
        low, high = (math.sqrt((w + b) / (total - 1)) for w, b in zip(within, between, strict=True))
        return ((low, high),)

    return compare_ranges(lambda one: span_number(printed, one), bound, "summaries")


def _bound_between(groups: Sequence[SizedMean], rounding: Rounding) -> Range:
    """Return the least and largest sum of squares between means, each pair at its worst."""
    total = sum(n for n, _ in groups)
    spans = [(n, span_number(one, rounding)) for n, one in groups]
    low = high = 0.0
    for (n1, first), (n2, second) in combinations(spans, 2):
        near, far = bound_distance((first[0] - second[1], first[1] - second[0]))
        low, high = low + n1 * n2 * near**2 / total, high + n1 * n2 * far**2 / total
    return low, high

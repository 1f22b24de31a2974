"""One-way analysis of variance from printed summaries: n, mean and SD of two groups or more.

F is the mean square between the groups over that within them. Each is bounded by itself over all
means and SDs that print so, which is a little wider than what data can have and never narrower.
With two groups F is the square of Student's t.
Source: Fisher (1925), Statistical Methods for Research Workers, chapter VII; for printed
summaries, Nuijten et al. (2016) as in `p_value`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.p_value import Range, compare_p, find_p
from qi_stats.audit.consistency.rounding import Rounding, admit_loosely, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency
    from qi_stats.audit.consistency.t_test import Group


@dataclass(frozen=True, slots=True)
class Anova:
    """What summaries leave of an analysis of variance: ranges of F and P, and both df."""

    f: Range
    df: tuple[int, int]
    p: Range


def check_anova(p: str | Printed, groups: Sequence[Group]) -> Consistency:
    """Tell whether `p` can be the P value of the one-way analysis of variance of these groups.

    Returns
    -------
    Consistency
        `possible` is the interval of P values that the summaries allow.

    Raises
    ------
    ValueError
        If `p` is no number, or there are fewer than 2 groups or than 2 values in one.

    Examples
    --------
    >>> from qi_stats.audit.consistency import read_group
    >>> groups = [read_group(10, mean, "1.0") for mean in ("5.0", "4.0", "4.5")]
    >>> check_anova(".11", groups).is_right, check_anova(".01", groups).is_right
    (True, False)
    """
    return compare_p(read_number(p), lambda one: (bound_anova(groups, one).p,), "summaries")


def bound_anova(groups: Sequence[Group], rounding: Rounding = "binary") -> Anova:
    """Return the ranges of F and P over all means and SDs that print so."""
    if len(groups) < 2 or min(one.n for one in groups) < 2:
        message = "an analysis of variance needs 2 groups, with 2 values in each"
        raise ValueError(message)
    total = sum(one.n for one in groups)
    df = len(groups) - 1, total - len(groups)
    between = _bound_between(groups, rounding)
    sds = [admit_loosely(one.sd, rounding) for one in groups]
    least, most = (
        sum((one.n - 1) * max(float(end), 0.0) ** 2 for one, end in zip(groups, ends, strict=True))
        for ends in ([sd.low for sd in sds], [sd.high for sd in sds])
    )
    f = tuple(
        _divide(square / df[0], error / df[1])
        for square, error in zip(between, (most, least), strict=True)
    )
    low, high = (find_p("f", one, list(map(float, df))) for one in reversed(f))
    return Anova((f[0], f[1]), df, (low, high))


def _divide(above: float, below: float) -> float:
    if below > 0:
        return above / below
    return math.inf if above > 0 else 0.0


def _bound_between(groups: Sequence[Group], rounding: Rounding) -> Range:
    """Return the least and largest sum of squares between the groups.

    It is least where the means lie as near as they can to one value, which is sought between the
    ends, and largest where each lies at the end that is farther from their middle.
    """
    means = [admit_loosely(one.mean, rounding) for one in groups]
    strips = [(one.n, float(m.low), float(m.high)) for one, m in zip(groups, means, strict=True)]
    cuts = sorted((low + high) / 2 for _, low, high in strips)
    corners = (
        [(n, high if low + high > 2 * cut else low) for n, low, high in strips]
        for cut in (-math.inf, *cuts)
    )
    return _find_nearest(strips), max(_sum_squares(one) for one in corners)


def _find_nearest(strips: Sequence[tuple[int, float, float]]) -> float:
    """Return the least weighted sum of squared distances of a point to the strips.

    The sum is convex, and a parabola between two ends next to each other.
    """
    ends = sorted({end for _, *pair in strips for end in pair})
    best = math.inf
    for left, right in zip(ends, ends[1:] or ends, strict=False):
        middle = (left + right) / 2
        outside = [(n, min(max(middle, low), high)) for n, low, high in strips]
        outside = [one for one in outside if one[1] != middle]
        weight = sum(n for n, _ in outside)
        spot = sum(n * end for n, end in outside) / weight if weight else middle
        spot = min(max(spot, left), right)
        best = min(best, sum(n * (spot - end) ** 2 for n, end in outside))
    return best


def _sum_squares(means: Sequence[tuple[int, float]]) -> float:
    grand = sum(n * mean for n, mean in means) / sum(n for n, _ in means)
    return sum(n * (mean - grand) ** 2 for n, mean in means)

"""Range against mean and SD: which SDs n numbers between a least and a largest one can have.

The SD is smallest when all other values lie together, and largest when all but one lie at the two
ends. Sources: Bhatia & Davis (2000), A better bound on the variance, American Mathematical Monthly
107(4), 353-357, for the upper bound without n; Heathers et al. (2018), SPRITE, PeerJ Preprints
6:e26968v1, for its use on printed summaries.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from qi_stats.audit.consistency.printed import Printed


@dataclass(frozen=True, slots=True)
class Extremes:
    """The least and the largest value as printed; whole numbers are exact, others are rounded."""

    low: Printed
    high: Printed
    is_whole: bool = False


def check_spread(
    sd: str | Printed, n: int, extremes: Extremes, mean: str | Printed | None = None
) -> Consistency:
    """Tell whether `n` numbers from the least to the largest can have this SD (and mean).

    Parameters
    ----------
    sd
        As printed, with divisor n - 1.
    n
        How many values there are, at least 2.
    extremes
        The least and the largest value, which both occur.
    mean
        As printed; any between the extremes if not given.

    Returns
    -------
    Consistency
        `possible` is the interval of the SDs that n, mean and range allow, whatever was printed.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or `n` is below 2.

    Examples
    --------
    >>> low, high = read_number("1"), read_number("5")
    >>> check_spread("2.5", 20, Extremes(low, high, is_whole=True), "3.0").is_right
    False
    """
    if n < 2:
        message = f"an SD needs n of at least 2, not {n}"
        raise ValueError(message)
    printed_sd = read_number(sd)
    printed_mean = None if mean is None else read_number(mean)

    def holds(rounding: Rounding) -> bool:
        variances = bound_variances(n, extremes, printed_mean, rounding)
        given = admit_rounded(printed_sd, rounding)
        return variances is not None and _meets(given, variances)

    possible = bound_variances(n, extremes, printed_mean, "binary")
    return Consistency("spread", select_roundings(holds), _take_root(possible))


def bound_variances(
    n: int, extremes: Extremes, mean: Printed | None, rounding: Rounding
) -> Interval | None:
    """Return the interval of the variances that `n` values can have; None if there are none.

    Both extremes occur. Unless they are whole numbers, the widest range that they admit bounds
    the variance from above and the narrowest from below.
    """
    low, high = (admit_rounded(one, rounding) for one in (extremes.low, extremes.high))
    inner, outer = (low.high, high.low), (low.low, high.high)
    if extremes.is_whole:
        inner = outer = (extremes.low.value, extremes.high.value)
    sums = _bound_sums(n, outer, mean, rounding)
    if outer[0] > outer[1] or sums is None:
        return None
    least = _find_least(n, inner, sums) if inner[0] <= inner[1] else Fraction(0)
    largest = _find_largest(n, outer, sums)
    return Interval(least / (n - 1), largest / (n - 1), True, True)


def _bound_sums(
    n: int, ends: tuple[Fraction, Fraction], mean: Printed | None, rounding: Rounding
) -> tuple[Fraction, Fraction] | None:
    """Return the least and largest sum of `n` values that reach from end to end, with this mean."""
    low, high = ends
    least, largest = (n - 1) * low + high, low + (n - 1) * high
    if mean is not None:
        admitted = admit_rounded(mean, rounding).scale(n)
        least, largest = max(least, admitted.low), min(largest, admitted.high)
    return (least, largest) if least <= largest else None


def _find_least(
    n: int, ends: tuple[Fraction, Fraction], sums: tuple[Fraction, Fraction]
) -> Fraction:
    """Return the least sum of squared deviations: the others lie together, near mid-range."""
    low, high = ends
    total = min(max(Fraction(n) * (low + high) / 2, sums[0]), sums[1])
    rest = (total - low - high) ** 2 / (n - 2) if n > 2 else Fraction(0)
    return max(low**2 + high**2 + rest - total**2 / n, Fraction(0))


def _find_largest(
    n: int, ends: tuple[Fraction, Fraction], sums: tuple[Fraction, Fraction]
) -> Fraction:
    """Return the largest sum of squared deviations: all but at most one value lie at the ends."""
    low, width = ends[0], ends[1] - ends[0]
    if width == 0:
        return Fraction(0)
    bounds = [(one - n * low) / width for one in sums]
    whole = (n // 2, math.ceil(bounds[0]), math.floor(bounds[1]))
    shares = [*bounds, *(Fraction(one) for one in whole if bounds[0] <= one <= bounds[1])]
    return max(width**2 * (_sum_squares(one) - one**2 / n) for one in shares)


def _sum_squares(share: Fraction) -> Fraction:
    """Return the largest sum of squares of values between 0 and 1 whose sum is `share`."""
    whole = share // 1
    return whole + (share - whole) ** 2


def _meets(sds: Interval, variances: Interval) -> bool:
    """Return whether the square of some SD in `sds` lies in the closed interval `variances`."""
    if sds.high < 0:
        return False
    above = sds.high**2 - variances.low
    below = variances.high - max(sds.low, Fraction(0)) ** 2
    reaches_up = above > 0 or (above == 0 and sds.high_closed)
    return reaches_up and (below > 0 or (below == 0 and (sds.low_closed or sds.low < 0)))


def _take_root(variances: Interval | None) -> Interval | None:
    if variances is None:
        return None
    low, high = math.sqrt(variances.low), math.sqrt(variances.high)
    return Interval(Fraction(low), Fraction(high), True, True)

"""GRIMMER: whether a printed mean and SD can be those of n whole numbers.

With the sum S and the sum of squares Q of n whole numbers, n Q - S² = n (n - 1) SD². So for each
sum that the mean allows, the SD leaves an interval for Q, which must hold a whole number that is
even or odd as S is (the parity test), since x² and x are even together, and no less than whole
numbers with this sum must have: those that lie next to their mean.

Sources: Anaya (2016), The GRIMMER test, PeerJ Preprints 4:e2400v1; Allard (2018), Analytic-GRIMMER,
aurelienallard.netlify.app. Unlike theirs, every sum that the mean allows is tried, and all
arithmetic is exact.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.grim import list_totals
from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.printed import Printed


def check_grimmer(mean: str | Printed, sd: str | Printed, n: int, items: int = 1) -> Consistency:
    """Tell whether `mean` and `sd` (divisor n - 1) can be those of `n` whole numbers.

    Parameters
    ----------
    mean, sd
        As printed.
    n
        How many values there are, at least 2.
    items
        How many whole numbers each value averages.

    Returns
    -------
    Consistency
        `possible` is the interval of true SDs.

    Raises
    ------
    ValueError
        If a text is no number or a bound, `n` is below 2 or `items` below 1.

    Examples
    --------
    >>> check_grimmer("5.23", "2.55", n=35).is_right
    False
    >>> check_grimmer("5.23", "2.55", n=31).is_right
    True
    """
    if n < 2 or items < 1:
        message = f"an SD needs n of at least 2 and items of at least 1, not {n} and {items}"
        raise ValueError(message)
    printed = read_number(mean), read_number(sd)
    roundings = select_roundings(lambda one: any(list_moments(*printed, n, one, items)))
    widest = [one for one in roundings if one in {"binary", "truncation"}]
    ends = [end for one in widest for end in _span_moments(list_moments(*printed, n, one, items))]
    possible = span_sds(ends, n, items) if ends else None
    return Consistency("grimmer", roundings, possible)


def check_population_sd(mean: str | Printed, sd: str | Printed, n: int, items: int = 1) -> bool:
    """Tell whether mean and SD can be those of `n` whole numbers if the SD has divisor n.

    Examples
    --------
    >>> check_population_sd("2.0", "0.8", 3), check_grimmer("2.0", "0.8", 3).is_right
    (True, False)
    """
    printed, spread = read_number(mean), read_number(sd)
    allowed = admit_rounded(spread, "binary").scale(items)
    squared = Interval(max(allowed.low, Fraction(0)) ** 2, allowed.high**2, True, True)
    for total in list_totals(printed, n * items, "binary"):
        sums = squared.scale(n * n).shift(total * total).scale(Fraction(1, n)).integers()
        first = max(sums.start, find_least_squares(n, total))
        if range(first + (first - total) % 2, sums.stop, 2):
            return True
    return False


def list_moments(
    mean: Printed, sd: Printed, n: int, rounding: Rounding, items: int = 1
) -> Iterator[tuple[int, range]]:
    """Yield each sum of whole numbers that the mean allows with the sums of squares left by the SD.

    The numbers are `n` sums of `items` whole numbers. Sums of squares have the parity of the sum.
    """
    for total in list_totals(mean, n * items, rounding):
        squares = bound_squares(admit_rounded(sd, rounding).scale(items), n, total)
        if squares:
            yield total, squares


def bound_squares(sd: Interval, n: int, total: int) -> range:
    """Return the possible sums of squares of `n` whole numbers with this sum and SD."""
    low = max(sd.low, Fraction(0))
    if sd.high < 0:
        return range(0)
    squared = Interval(low * low, sd.high**2, sd.low_closed or sd.low < 0, sd.high_closed)
    inside = squared.scale(n * (n - 1)).shift(total * total).scale(Fraction(1, n)).integers()
    first = max(inside.start, find_least_squares(n, total))
    return range(first + (first - total) % 2, inside.stop, 2)


def find_least_squares(n: int, total: int) -> int:
    """Return the least sum of squares of `n` whole numbers with this sum."""
    share, rest = divmod(total, n)
    return (n - rest) * share * share + rest * (share + 1) ** 2


def _span_moments(moments: Iterator[tuple[int, range]]) -> Iterator[tuple[int, int]]:
    for total, squares in moments:
        yield total, squares[0]
        yield total, squares[-1]


def span_sds(moments: list[tuple[int, int]], n: int, items: int = 1) -> Interval:
    """Return the interval of the SDs that belong to sums and sums of squares of `n` numbers."""
    spreads = [n * squares - total * total for total, squares in moments]
    scale = n * (n - 1) * items * items
    low, high = (math.sqrt(Fraction(one, scale)) for one in (min(spreads), max(spreads)))
    return Interval(Fraction(low), Fraction(high), True, True)

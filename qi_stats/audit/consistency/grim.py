"""GRIM: whether a printed mean can be the mean of n whole numbers.

Source: Brown & Heathers (2017), The GRIM test: a simple technique detects numerous anomalies in
the reporting of results in psychology, Social Psychological and Personality Science 8(4), 363-369.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.printed import print_number
from qi_stats.audit.consistency.result import Consistency, span_values
from qi_stats.audit.consistency.rounding import (
    ROUNDINGS,
    Rounding,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from qi_stats.audit.consistency.printed import Printed


def check_grim(mean: str | Printed, n: int, items: int = 1) -> Consistency:
    """Tell whether `mean` can be that of `n` whole numbers, or of `n` means of `items` of them.

    Parameters
    ----------
    mean
        The mean as printed: "5.20" and "5.2" are different claims.
    n
        How many values there are.
    items
        How many whole numbers each value averages, as a scale of several questions does.

    Raises
    ------
    ValueError
        If `mean` is no number or a bound, or `n` or `items` is not positive.

    Examples
    --------
    >>> check_grim("5.19", n=28).is_right, check_grim("5.19", n=28).nearest
    (False, ('5.18', '5.21'))
    >>> check_grim("5.21", n=28).is_right
    True
    """
    if n < 1 or items < 1:
        message = f"n and items must be positive, not {n} and {items}"
        raise ValueError(message)
    printed, parts = read_number(mean), n * items
    kept = {one: list_totals(printed, parts, one) for one in ROUNDINGS}
    roundings = select_roundings(lambda one: bool(kept[one]))
    ends = [end for one in roundings for end in (kept[one][0], kept[one][-1])]
    possible = span_values(Fraction(end, parts) for end in ends)
    nearest = () if "binary" in roundings else _find_nearest(printed, parts)
    return Consistency("grim", roundings, possible, nearest)


def _find_nearest(printed: Printed, parts: int) -> tuple[str, ...]:
    below = Fraction(printed.value * parts // 1)
    around = (print_number(float(one / parts), printed.places) for one in (below, below + 1))
    return tuple(dict.fromkeys(around))


def list_totals(mean: Printed, parts: int, rounding: Rounding) -> range:
    """Return the sums of `parts` whole numbers whose mean prints so under `rounding`."""
    return admit_rounded(mean, rounding).scale(parts).integers()

"""Percentages against their denominators: which whole numbers out of n print so.

The simplest granularity test: with n units there are n + 1 shares. Source: Brown & Heathers
(2017), The GRIM test, Social Psychological and Personality Science 8(4), 363-369.
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
    from collections.abc import Iterable

    from qi_stats.audit.consistency.printed import Printed


def check_percent(percent: str | Printed, total: int, count: int | None = None) -> Consistency:
    """Tell whether `percent` can be the share of a whole number of `total` units.

    Parameters
    ----------
    percent
        The printed percentage, with or without its sign.
    total
        The denominator.
    count
        The numerator, if it is printed too; any from 0 to `total` otherwise.

    Raises
    ------
    ValueError
        If `percent` is no number or a bound, or `total` is not positive.

    Examples
    --------
    >>> check_percent("62.5%", 24).is_right, check_percent("62.5%", 25).is_right
    (True, False)
    >>> check_percent("41.6", 24).roundings
    ('truncation',)
    """
    if total < 1:
        message = f"a share of {total} units has no percentage"
        raise ValueError(message)
    printed = read_number(percent)
    kept = {one: list_counts(printed, total, one, count) for one in ROUNDINGS}
    roundings = select_roundings(lambda one: bool(kept[one]))
    possible = span_values(Fraction(100 * k, total) for one in roundings for k in kept[one])
    nearest = () if "binary" in roundings else _find_nearest(printed, total, count)
    return Consistency("percent", roundings, possible, nearest)


def list_counts(
    printed: Printed, total: int, rounding: Rounding, count: int | None = None
) -> range:
    """Return the whole numbers out of `total` whose percentage prints so under `rounding`.

    With `count` that number alone is considered.
    """
    inside = admit_rounded(printed, rounding).scale(Fraction(total, 100)).integers()
    first, last = (0, total) if count is None else (count, count)
    return range(max(inside.start, first), max(min(inside.stop, last + 1), first, 0))


def list_denominators(percent: str | Printed, count: int, totals: Iterable[int]) -> tuple[int, ...]:
    """Return those of `totals` of which `count` units are the printed percentage, if rounded.

    Examples
    --------
    >>> list_denominators("33.3", 3, (24, 9, 12))
    (9,)
    """
    printed = read_number(percent)
    return tuple(
        one
        for one in dict.fromkeys(totals)
        if one >= max(count, 1) and list_counts(printed, one, "binary", count)
    )


def _find_nearest(printed: Printed, total: int, count: int | None) -> tuple[str, ...]:
    if count is not None:
        counts = {count}
    else:
        below = printed.value * total // 100
        counts = {min(max(one, 0), total) for one in (below, below + 1)}
    shares = [float(Fraction(100 * one, total)) for one in sorted(counts)]
    return tuple(dict.fromkeys(print_number(one, printed.places) for one in shares))

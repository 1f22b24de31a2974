"""Medians of whole numbers, and medians against mean and SD.

A median is never farther from the mean than the standard deviation with divisor n.
Source: Hotelling & Solomons (1932), The limits of a measure of skewness, Annals of Mathematical
Statistics 3, 141-142.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.errors import tell_numbers
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.moments import find_quantities
from qi_stats.audit.consistency.p_value import Range, compare_ranges
from qi_stats.audit.consistency.rounding import admit_rounded, span_number
from qi_stats.audit.consistency.t_test import bound_distance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_stats.audit.checks.moments import Quantity
    from qi_stats.audit.checks.sizes import Sizes
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency
    from qi_stats.audit.consistency.rounding import Rounding


def examine_medians(
    claims: Claims, sizes: Sizes, doubted: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the medians that no whole numbers have, and those too far from their mean."""
    for quantity in find_quantities(claims, sizes).values():
        for median in quantity.list("median"):
            yield from _examine_whole(quantity, median)
            if quantity.n is None or quantity.n < 2:
                continue
            for mean, sd in product(quantity.list("mean"), quantity.list("sd")):
                if not {mean.name, sd.name} & set(doubted):
                    found = _check_distance(median, mean, sd, quantity.n)
                    if not found.is_right:
                        tail = "a median lies within one SD (with divisor n) of the mean"
                        yield tell_numbers(found, (median, mean, sd), tail)


def _examine_whole(quantity: Quantity, median: Claim) -> Iterator[Finding]:
    """Yield that a median is neither a whole number nor halfway between two, as n has it."""
    if quantity.items != 1:
        return
    is_odd = quantity.n is not None and quantity.n % 2 == 1
    steps = 1 if is_odd else 2
    ways: tuple[Rounding, ...] = ("binary", "truncation")
    if not any(admit_rounded(median.printed, one).scale(steps).integers() for one in ways):
        of = f"{quantity.n} whole numbers" if quantity.n is not None else "whole numbers"
        what = "a whole number" if is_odd else "a whole number or halfway between two"
        message = f"{cite(median)}: the median of {of} is {what}, unless it is interpolated."
        yield Finding("ambiguous", (median.name,), message)


def _check_distance(median: Claim, mean: Claim, sd: Claim, n: int) -> Consistency:
    factor = math.sqrt((n - 1) / n)

    def given(rounding: Rounding) -> Range:
        first, second = (span_number(one.printed, rounding) for one in (median, mean))
        return bound_distance((first[0] - second[1], first[1] - second[0]))

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        return ((0.0, factor * max(span_number(sd.printed, rounding)[1], 0.0)),)

    return compare_ranges(given, bound, "spread")

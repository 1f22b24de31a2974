"""Means, SDs, least and largest values of one quantity against each other and against n."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.checks.cite import cite, show_interval
from qi_stats.audit.checks.errors import examine_errors, tell_numbers
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency import (
    Consistency,
    Ends,
    Extremes,
    check_debit,
    check_grim,
    check_grimmer,
    check_population_sd,
    check_sample,
    check_spread,
)
from qi_stats.audit.consistency.rounding import admit_loosely

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from qi_stats.audit.checks.sizes import Rows, Sizes
    from qi_stats.audit.claims.model import Claim, Claims, Target


@dataclass(slots=True)
class Quantity:
    """What is printed of one variable over the same rows, by kind, repetitions left out.

    `items` is the number of whole numbers that a value averages; None if it may be any number.
    """

    n: int | None
    items: int | None
    claims: dict[str, dict[str, Claim]] = field(default_factory=dict)

    def list(self, kind: str) -> list[Claim]:
        """Return the claims of a kind that print different texts."""
        return list(self.claims.get(kind, {}).values())

    @property
    def limits(self) -> tuple[Claim, Fraction, Fraction] | None:
        """The limits of the scale, which need not occur, with the claim that says so."""
        for claim in self.list("limits"):
            low, high = claim.kind.read(claim.text)
            return claim, low.value, high.value
        return None

    @property
    def ends(self) -> tuple[Claim, Claim] | None:
        """The first printed least and largest value, if both are printed."""
        low, high = self.list("minimum"), self.list("maximum")
        return (low[0], high[0]) if low and high else None

    @property
    def whole_ends(self) -> Ends | None:
        """The least and largest value printed of whole numbers, or else the scale of each item."""
        if self.items is None or (self.items > 1 and self.limits is None):
            return None
        if self.items == 1 and self.ends is not None:
            low, high = (one.printed.value for one in self.ends)
        elif self.limits is not None:
            _, low, high = self.limits
        else:
            return None
        if not low.denominator == high.denominator == 1:
            return None
        occur = self.items == 1 and self.ends is not None
        return Ends(int(low), int(high), occur=occur)


_ORDERS = (
    ("minimum", "mean", "maximum"),
    ("minimum", "lower_quartile", "median", "upper_quartile", "maximum"),
)
_EXTREMES = frozenset({"minimum", "maximum"})
Quantities: TypeAlias = "dict[tuple[Rows, str], Quantity]"


def find_quantities(claims: Claims, sizes: Sizes) -> Quantities:
    """Return what the claims say of each numeric variable over each set of rows."""
    found: Quantities = {}
    for claim in claims:
        target = claim.target
        numeric = "moments" in claim.kind.checks
        if not numeric or target is None or target.variable is None:
            continue
        if not claim.is_exact:
            continue
        spot = (find_rows(target), target.variable)
        quantity = found.setdefault(spot, Quantity(None, None))
        quantity.n = quantity.n or find_n(claims, sizes, target)
        quantity.items = quantity.items or find_items(claims, target)
        quantity.claims.setdefault(claim.kind.quantity or "", {}).setdefault(claim.text, claim)
    return found


def find_n(claims: Claims, sizes: Sizes, target: Target) -> int | None:
    """Return how many values the claim's number is of; None where the claims do not tell."""
    if target.n is not None or target.variable is None:
        return target.n
    variable = claims.codebook.variable(target.table, target.variable)
    size = sizes.get(find_rows(target))
    return None if size is None or variable.missing or variable.only_if else size.exact


def find_items(claims: Claims, target: Target) -> int | None:
    """Return how many whole numbers each value averages; None where it may be any number."""
    if target.items is not None or target.variable is None:
        return target.items
    return 1 if claims.codebook.variable(target.table, target.variable).type == "integer" else None


def examine_moments(claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    """Yield the means, SDs and ranges that can't belong to one set of numbers."""
    for quantity in find_quantities(claims, sizes).values():
        for sd in quantity.list("sd"):
            if sd.printed.value < 0:
                message = f"{cite(sd)}: an SD is never negative."
                yield Finding("impossible", (sd.name,), message)
        yield from _examine_order(quantity)
        yield from _examine_limits(quantity)
        if quantity.n is None or quantity.n < 1:
            yield from _tell_unknown(quantity)
            continue
        means, sds, ses = (quantity.list(one) for one in ("mean", "sd", "se"))
        yield from examine_errors(means, sds, ses, quantity.n)
        refuted = list(_refute_means(quantity, quantity.n))
        yield from refuted
        names = {finding.claims[0] for finding in refuted}
        for mean, sd in product(quantity.list("mean"), quantity.list("sd")):
            if mean.name not in names and quantity.n > 1 and sd.printed.value >= 0:
                yield from _examine_pair(quantity, quantity.n, mean, sd)


def _examine_order(quantity: Quantity) -> Iterator[Finding]:
    for order in _ORDERS:
        yield from _compare_order(quantity, order)


def _compare_order(quantity: Quantity, order: tuple[str, ...]) -> Iterator[Finding]:
    for place, kind in enumerate(order):
        for below, above in (
            (one, other)
            for one in quantity.list(kind)
            for later in order[place + 1 :]
            for other in quantity.list(later)
        ):
            is_told = "mean" not in order and {kind, above.kind.quantity} == _EXTREMES
            if not is_told and _find_ends(quantity, below)[0] > _find_ends(quantity, above)[1]:
                message = f"{cite(below)} is larger than {cite(above)}."
                yield Finding("contradiction", (below.name, above.name), message)


def _examine_limits(quantity: Quantity) -> Iterator[Finding]:
    if quantity.limits is None:
        return
    scale, least, most = quantity.limits
    for claim in (one for kind in ("minimum", "mean", "maximum") for one in quantity.list(kind)):
        low, high = _find_ends(quantity, claim)
        if high < least or low > most:
            message = f"{cite(claim)} lies outside the scale, {cite(scale)}."
            yield Finding("contradiction", (claim.name, scale.name), message)


def _find_ends(quantity: Quantity, claim: Claim) -> tuple[Fraction, Fraction]:
    """Return the least and largest true value; a whole number among whole numbers is exact."""
    printed = claim.printed
    if quantity.items == 1 and claim.kind.quantity in _EXTREMES:
        return printed.value, printed.value
    admitted = admit_loosely(printed, "truncation")
    return admitted.low, admitted.high


def _tell_unknown(quantity: Quantity) -> Iterator[Finding]:
    for claim in (*quantity.list("mean"), *quantity.list("sd")):
        if claim.key is None:
            message = f"{cite(claim)}: the claims do not tell of how many values."
            yield Finding("not_recomputable", (claim.name,), message)


def _refute_means(quantity: Quantity, n: int) -> Iterator[Finding]:
    """Yield a finding for each mean that no whole numbers have."""
    for mean in quantity.list("mean"):
        if quantity.items is None:
            continue
        found = check_grim(mean.printed, n, quantity.items)
        if not found.is_right:
            nearest = " and ".join(found.nearest)
            tail = f"no {n} whole numbers have this mean; the nearest are {nearest}"
            yield tell_numbers(found, (mean,), tail)


def _examine_pair(quantity: Quantity, n: int, mean: Claim, sd: Claim) -> Iterator[Finding]:
    """Yield the simplest test that the mean and SD fail, if there is one."""
    ends = quantity.whole_ends
    exact = None if ends is None else _check_exactly((n, quantity.items or 1), mean, sd, ends)
    if exact is not None and exact.is_right and (quantity.items == 1 or quantity.ends is None):
        if not exact.is_decided:
            message = f"{cite(mean)}, {cite(sd)}: no sample was found, and none was excluded."
            yield Finding("undecided", (mean.name, sd.name), message, exact)
        return
    if quantity.items is not None:
        found = check_grimmer(mean.printed, sd.printed, n, quantity.items)
        if not found.is_right and check_population_sd(mean.printed, sd.printed, n, quantity.items):
            message = f"{cite(sd)}, {cite(mean)}: right only with n, not n - 1, as its divisor."
            yield Finding("ambiguous", (sd.name, mean.name), message, found)
            return
        if not found.is_right:
            yield tell_numbers(found, (sd, mean), f"no {n} whole numbers have this mean and SD")
            return
    if quantity.ends is None:
        yield from _tell_scale(quantity, mean, sd, exact)
        return
    low, high = quantity.ends
    extremes = Extremes(low.printed, high.printed, is_whole=quantity.items == 1)
    if extremes.low.value > extremes.high.value:
        return
    found = check_spread(sd.printed, n, extremes, mean.printed)
    numbers = (sd, mean, *quantity.ends)
    if not found.is_right:
        allowed = show_interval(found.possible)
        yield tell_numbers(found, numbers, f"with this mean and range the SD is {allowed}")
    elif exact is not None:
        tail = f"no {n} whole numbers of this range have this mean and SD"
        yield tell_numbers(exact, numbers, tail)


def _tell_scale(
    quantity: Quantity, mean: Claim, sd: Claim, exact: Consistency | None
) -> Iterator[Finding]:
    """Yield that no whole numbers on the scale have this mean and SD."""
    if exact is not None and not exact.is_right and quantity.limits is not None:
        scale, low, high = quantity.limits
        of = (
            f"averages of {quantity.items} whole numbers"
            if quantity.items != 1
            else "whole numbers"
        )
        tail = f"no {quantity.n} {of} from {low} to {high} have this mean and SD"
        yield tell_numbers(exact, (sd, mean, scale), tail)


def _check_exactly(size: tuple[int, int], mean: Claim, sd: Claim, ends: Ends) -> Consistency:
    """Look for a sample of so many values, each the average of so many whole numbers."""
    n, items = size
    if (ends.low, ends.high, items) == (0, 1, 1):
        return check_debit(mean.printed, sd.printed, n)
    return check_sample(mean.printed, sd.printed, n, ends, items)

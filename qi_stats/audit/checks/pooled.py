"""Mean and SD of all rows against those of the groups that make them up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, cite_all, show_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.moments import find_quantities
from qi_stats.audit.consistency.pooled import check_pooled_mean, check_pooled_sd

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_stats.audit.checks.moments import Quantities, Quantity
    from qi_stats.audit.checks.sizes import Rows, Sizes
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency


def examine_pooled(
    claims: Claims, sizes: Sizes, doubted: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the means and SDs of all rows that those of the groups do not give.

    Groups are compared where they are levels of one variable whose sizes add up to the whole.
    Numbers in doubt themselves are left out.
    """
    quantities = find_quantities(claims, sizes)
    for (rows, variable), whole in quantities.items():
        for by in _list_variables(quantities, rows, variable):
            parts = _list_parts(quantities, rows, variable, by)
            if whole.n is None or whole.n < 2 or sum(one.n or 0 for one in parts) != whole.n:
                continue
            yield from _compare(claims, whole, parts, doubted)


def _list_variables(quantities: Quantities, rows: Rows, variable: str) -> list[str]:
    table, conditions = rows
    extra = (
        one
        for (other, inside), name in quantities
        if other == table and name == variable and conditions < inside
        for one in inside - conditions
        if len(inside - conditions) == 1
    )
    return list(dict.fromkeys(one.variable for one in extra))


def _list_parts(quantities: Quantities, rows: Rows, variable: str, by: str) -> list[Quantity]:
    """Return the quantity of each single level of `by`; none of levels that overlap."""
    table, conditions = rows
    found = {}
    for ((other, inside), name), quantity in quantities.items():
        extra = inside - conditions
        if other != table or name != variable or not conditions < inside or len(extra) != 1:
            continue
        (only,) = extra
        if only.variable == by and len(only.allowed) == 1:
            found[only.allowed[0]] = quantity
    return list(found.values()) if len(found) > 1 else []


def _compare(
    claims: Claims, whole: Quantity, parts: list[Quantity], doubted: Collection[str]
) -> Iterator[Finding]:
    means = [_take(one, "mean", doubted) for one in parts]
    if not parts or None in means:
        return
    sized = [(one.n or 0, mean.printed) for one, mean in zip(parts, means, strict=True) if mean]
    names = tuple(one.name for one in means if one)
    mean, sd = _take(whole, "mean", doubted), _take(whole, "sd", doubted)
    if mean is not None:
        found = check_pooled_mean(mean.printed, sized)
        if not found.is_right:
            yield _tell(claims, mean, found, names)
            return
    sds = [_take(one, "sd", doubted) for one in parts]
    if sd is not None and None not in sds:
        found = check_pooled_sd(sd.printed, sized, [one.printed for one in sds if one])
        if not found.is_right:
            yield _tell(claims, sd, found, (*names, *(one.name for one in sds if one)))


def _take(quantity: Quantity, kind: str, doubted: Collection[str]) -> Claim | None:
    """Return the claim of a kind, if there is one alone and it is not in doubt."""
    listed = quantity.list(kind)
    return listed[0] if len(listed) == 1 and listed[0].name not in doubted else None


def _tell(claims: Claims, claim: Claim, found: Consistency, names: tuple[str, ...]) -> Finding:
    tail = (
        f"of the groups together, {cite_all(claims, names)}, it is {show_interval(found.possible)}"
    )
    if found.is_truncated:
        message = f"{cite(claim)}: {tail}, so a number was cut off, not rounded."
        return Finding("truncated", (claim.name, *names), message, found)
    return Finding("contradiction", (claim.name, *names), f"{cite(claim)}: {tail}.", found)

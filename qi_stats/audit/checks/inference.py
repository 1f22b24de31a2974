"""P values against test statistics, group summaries, ratios and confidence intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from qi_stats.audit.checks.cite import cite, show_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.moments import find_quantities
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency import (
    Consistency,
    Group,
    check_p,
    check_ratio,
    check_ratio_p,
    check_t_test,
)
from qi_stats.audit.consistency.p_value import SIDED
from qi_stats.audit.consistency.ratio import is_inside
from qi_stats.audit.consistency.rounding import admit_loosely
from qi_stats.audit.consistency.t_test import Method, bound_distance, bound_t_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.moments import Quantities, Quantity
    from qi_stats.audit.checks.sizes import Sizes
    from qi_stats.audit.claims.model import Claim, Claims, Target


def examine_inference(claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    """Yield the P values and ratios that can't follow from what is printed beside them."""
    quantities = find_quantities(claims, sizes)
    for claim in claims:
        if "p_value" in claim.kind.checks:
            yield from _examine_range(claim)
            yield from _examine_p(claim, claims, quantities)
        elif "interval" in claim.kind.checks:
            yield from _examine_ratio(claim, claims)


def _examine_range(claim: Claim) -> Iterator[Finding]:
    value = claim.printed.value
    if value > 1 or value < 0:
        message = f"{cite(claim)}: a P value lies between 0 and 1."
        yield Finding("impossible", (claim.name,), message)
    elif value == 0 and claim.printed.relation == "=":
        message = f"{cite(claim)}: no P value is 0; a bound such as <.001 is meant."
        yield Finding("typographic", (claim.name,), message)


def _examine_p(claim: Claim, claims: Claims, quantities: Quantities) -> Iterator[Finding]:
    groups = find_groups(claim, quantities)
    ratio = next(
        (one for one in claims if "interval" in one.kind.checks and _is_same(one, claim)), None
    )
    if claim.reported.statistic is not None:
        yield from _examine_statistic(claim)
    if groups is not None:
        yield from _examine_groups(claim, groups)
        yield from _examine_t(claim, groups)
    silent = claim.reported.statistic is None and groups is None and ratio is None
    if silent and claim.key is None:
        message = f"{cite(claim)} has no statistic or summary beside it."
        yield Finding("not_recomputable", (claim.name,), message)


def _examine_statistic(claim: Claim) -> Iterator[Finding]:
    statistic, sides = claim.reported.statistic, claim.reported.sides
    if statistic is None:
        return
    found = check_p(claim.printed, statistic, sides)
    if found.is_right:
        return
    text = f"{statistic.test} = {statistic.value.text}"
    tail = f"{text} has P from {show_interval(found.possible)}"
    if sides == 2 and statistic.test in SIDED and check_p(claim.printed, statistic, 1).is_right:
        tail = f"{tail}; it would be right for a one-sided test"
    yield _tell(claim, found, tail)


def find_groups(claim: Claim, quantities: Quantities) -> tuple[Group, Group] | None:
    """Return the printed summaries of the two groups that a P value compares, if there are two.

    They are means and SDs of the claim's first variable over rows that differ by one level of its
    second variable.
    """
    if claim.target is None or len(claim.target.variables) != 2:
        return None
    outcome, by = claim.target.variables
    table, where = find_rows(claim.target)
    found = []
    for ((other, conditions), name), quantity in quantities.items():
        extra = conditions - where
        named = (other, name) == (table, outcome) and where <= conditions and len(extra) == 1
        if named and all(one.variable == by and len(one.allowed) == 1 for one in extra):
            found.append(_build_group(quantity))
    groups = [group for group in found if group is not None]
    return (groups[0], groups[1]) if len(groups) == len(found) == 2 else None


def _build_group(quantity: Quantity) -> Group | None:
    means, sds = quantity.list("mean"), quantity.list("sd")
    if quantity.n is None or quantity.n < 2 or len(means) != 1 or len(sds) != 1:
        return None
    ends, is_whole = None, quantity.items == 1
    if is_whole and quantity.ends is not None:
        low, high = (one.printed.value for one in quantity.ends)
        ends = int(low), int(high)
    return Group(quantity.n, means[0].printed, sds[0].printed, is_whole, ends)


def _examine_groups(claim: Claim, groups: tuple[Group, Group]) -> Iterator[Finding]:
    stated = claim.reported.test
    methods: tuple[Method, ...] = (stated,) if stated is not None else get_args(Method)
    answers = {one: check_t_test(claim.printed, *groups, one) for one in methods}
    if any(found.is_right or found.possible is None for found in answers.values()):
        return
    ranges = " and ".join(
        f"P from {show_interval(found.possible)} ({name.capitalize()}'s t test)"
        for name, found in answers.items()
    )
    best = max(answers.values(), key=lambda found: len(found.roundings))
    yield _tell(claim, best, f"the two groups have {ranges}")


def _examine_t(claim: Claim, groups: tuple[Group, Group]) -> Iterator[Finding]:
    """Compare a printed t with those that the summaries allow, by size: its sign is a choice."""
    statistic, stated = claim.reported.statistic, claim.reported.test
    if statistic is None or statistic.test != "t" or statistic.value.relation != "=":
        return
    methods: tuple[Method, ...] = (stated,) if stated is not None else get_args(Method)
    given = admit_loosely(statistic.value, "truncation")
    printed = sorted((abs(float(given.low)), abs(float(given.high))))
    ranges = [bound_t_test(*groups, one, "truncation") for one in methods]
    found = [bound_distance(one.t) for one in ranges if one is not None]
    if found and not any(printed[0] <= far and near <= printed[1] for near, far in found):
        low, high = min(near for near, _ in found), max(far for _, far in found)
        tail = f"the two groups have a t of {low:.3g} to {high:.3g}"
        message = f"{cite(claim)}: t = {statistic.value.text}, but {tail}."
        yield Finding("impossible", (claim.name,), message)


def _is_same(one: Claim, other: Claim) -> bool:
    """Return whether two claims are about the same test."""
    return _describe(one.target) == _describe(other.target)


def _describe(target: Target | None) -> object:
    return None if target is None else (find_rows(target), target.variables)


def _examine_ratio(claim: Claim, claims: Claims) -> Iterator[Finding]:
    bounds = claim.reported.bounds
    if bounds is None:
        return
    text = f"{bounds.low.text} to {bounds.high.text}"
    if not is_inside(claim.printed, bounds):
        message = f"{cite(claim)} lies outside its own interval, {text}."
        yield Finding("contradiction", (claim.name,), message)
        return
    middle = check_ratio(claim.printed, bounds)
    if not middle.is_right:
        tail = f"in the middle of {text} on the log scale lies {show_interval(middle.possible)}"
        yield _tell_wald(claim, (claim,), middle, tail)
    for p in claims:
        if "p_value" in p.kind.checks and _is_same(p, claim):
            found = check_ratio_p(p.printed, claim.printed, bounds)
            if middle.is_right and not found.is_right:
                tail = f"its interval, {text}, has P from {show_interval(found.possible)}"
                yield _tell_wald(claim, (p, claim), found, tail)


def _tell_wald(claim: Claim, claims: tuple[Claim, ...], found: Consistency, tail: str) -> Finding:
    """Return a finding that is a fault only where the interval is said to be Wald's."""
    if claim.reported.is_wald:
        return _tell(claims[0], found, tail, claims[1:])
    names = tuple(one.name for one in claims)
    message = f"{cite(claims[0])}: {tail}, unless it is no Wald interval."
    return Finding("not_recomputable", names, message, found)


def _tell(claim: Claim, found: Consistency, tail: str, others: tuple[Claim, ...] = ()) -> Finding:
    names = (claim.name, *(one.name for one in others))
    if found.is_truncated:
        message = f"{cite(claim)}: {tail}, so it was cut off, not rounded."
        return Finding("truncated", names, message, found)
    return Finding("impossible", names, f"{cite(claim)}: {tail}.", found)

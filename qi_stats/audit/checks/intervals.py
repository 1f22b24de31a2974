"""Ratios, differences and coefficients against their intervals, P values and printed counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval
from qi_stats.audit.checks.effects import examine_effect, examine_effect_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency import (
    check_estimate_p,
    check_middle,
    check_ratio,
    check_ratio_p,
)
from qi_stats.audit.consistency.ratio import is_inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.groups import CountTable
    from qi_stats.audit.claims.model import Claim, Claims, Target
    from qi_stats.audit.consistency import Bounds, Consistency


def is_same(one: Claim, other: Claim) -> bool:
    """Return whether two claims are about the same test."""
    return _describe(one.target) == _describe(other.target)


def _describe(target: Target | None) -> object:
    return None if target is None else (find_rows(target), target.variables)


def examine_estimate(
    claim: Claim, claims: Claims, table: CountTable | None = None
) -> Iterator[Finding]:
    """Yield what can't be right of an estimate, its interval, its P value and its counts."""
    is_counted = table is not None and table.is_two_by_two and claim.is_exact
    if table is not None and is_counted:
        yield from examine_effect(claim, table)
    bounds = claim.reported.bounds
    if bounds is None or not claim.is_exact:
        return
    if not bounds.is_exact:
        message = f"{cite(claim)}: an interval of {bounds.text} has no end to compare with."
        yield Finding("not_recomputable", (claim.name,), message)
        return
    if not is_inside(claim.printed, bounds):
        message = f"{cite(claim)} lies outside its own interval, {bounds.text}."
        yield Finding("contradiction", (claim.name,), message)
        return
    if table is not None and is_counted:
        is_settled, finding = examine_effect_interval(claim, table, bounds)
        if finding is not None:
            yield finding
        if is_settled:
            return
    yield from _examine_shape(claim, claims, bounds)


def _examine_shape(claim: Claim, claims: Claims, bounds: Bounds) -> Iterator[Finding]:
    """Hold an interval against its middle and its P value, as those of Wald and t have them."""
    text = bounds.text
    middle = _check_middle(claim, bounds)
    if not middle.is_right:
        scale = " on the log scale" if claim.kind.quantity == "ratio" else ""
        tail = f"in the middle of {text}{scale} lies {show_interval(middle.possible)}"
        yield _tell_wald(claim, (claim,), middle, tail)
        return
    for p in claims:
        if "p_value" in p.kind.checks and is_same(p, claim):
            found = _check_p(p, claim, bounds)
            if not found.is_right:
                tail = f"its interval, {text}, has P from {show_interval(found.possible)}"
                yield _tell_wald(claim, (p, claim), found, tail)


def _check_middle(claim: Claim, bounds: Bounds) -> Consistency:
    check = check_ratio if claim.kind.quantity == "ratio" else check_middle
    return check(claim.printed, bounds)


def _check_p(p: Claim, claim: Claim, bounds: Bounds) -> Consistency:
    if claim.kind.quantity == "ratio":
        return check_ratio_p(p.printed, claim.printed, bounds)
    statistic = p.reported.statistic or claim.reported.statistic
    df = float(statistic.df[0].value) if statistic is not None and statistic.df else math.inf
    return check_estimate_p(p.printed, claim.printed, bounds, df)


def _tell_wald(claim: Claim, claims: tuple[Claim, ...], found: Consistency, tail: str) -> Finding:
    """Return a finding that is a fault only where the interval is said to be Wald's."""
    names = tuple(one.name for one in claims)
    if claim.reported.formula != "wald":
        kind = "is no Wald interval" if claim.kind.quantity == "ratio" else "is not symmetric"
        message = f"{cite(claims[0])}: {tail}, unless it {kind}."
        return Finding("not_recomputable", names, message, found)
    if found.is_truncated:
        message = f"{cite(claims[0])}: {tail}, so it was cut off, not rounded."
        return Finding("truncated", names, message, found)
    return Finding("impossible", names, f"{cite(claims[0])}: {tail}.", found)

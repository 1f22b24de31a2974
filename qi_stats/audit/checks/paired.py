"""P values and t of paired tests against the summaries before and after, or of the change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import show_interval, show_statistic
from qi_stats.audit.checks.decisions import tell_test
from qi_stats.audit.checks.groups import NamedGroup, build_group
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency.paired import bound_paired_t, check_paired_p, check_paired_t

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.checks.moments import Quantities
    from qi_stats.audit.claims.model import Claim


def find_pair(claim: Claim, quantities: Quantities) -> tuple[NamedGroup, ...]:
    """Return the summaries of a paired test: of both variables, or of the first, the change.

    None where the claim names another test, or a summary is missing.
    """
    if claim.target is None or claim.reported.test != "paired":
        return ()
    rows = find_rows(claim.target)
    known = [quantities.get((rows, name)) for name in claim.target.variables]
    built = [None if one is None else build_group(one) for one in known]
    if not built or built[0] is None or (known[1] is not None and built[1] is None):
        return ()
    return tuple(one for one in built if one is not None)


def examine_paired(claim: Claim, pair: tuple[NamedGroup, ...]) -> Iterator[Finding]:
    """Yield that t, its degrees of freedom or P are not those of a paired test."""
    names = tuple(name for one in pair for name in one.claims)
    first, second = pair[0].summary, pair[1].summary if len(pair) > 1 else None
    statistic = claim.reported.statistic
    if statistic is None:
        found = check_paired_p(claim.printed, first, second, claim.reported.sides)
        tail = f"the summaries have P from {show_interval(found.possible)} (paired t test)"
        if not found.is_right:
            yield tell_test(claim, found, tail, names)
        return
    if statistic.test != "t" or statistic.value.relation != "=":
        return
    text, df = show_statistic(statistic), statistic.df[0]
    found = check_paired_t(statistic.value, first, second)
    if df.value > first.n - 1:
        tail = f"{text} has {df.text} degrees of freedom, but {first.n} pairs leave {first.n - 1}"
        yield tell_test(claim, None, tail, names)
    elif not found.is_right and df.value == first.n - 1:
        least = bound_paired_t(first, second)[0]
        reach = f"{least:.3g} or more" if found.possible is None else show_interval(found.possible)
        tail = f"{text}, but the summaries give {reach} by its size"
        yield tell_test(claim, found, tail, names)

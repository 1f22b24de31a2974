"""Differences of means, and their intervals, against the printed summaries of two groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.consistency.mean_differences import (
    check_difference_error,
    check_difference_interval,
    check_mean_difference,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.groups import NamedGroup
    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency import Consistency
    from qi_stats.audit.consistency.t_test import Group, Method

_METHODS: dict[str, Method] = {"student": "student", "welch": "welch"}


def examine_mean_difference(claim: Claim, groups: tuple[NamedGroup, ...]) -> Iterator[Finding]:
    """Yield that a difference is not that of the means, or its interval not that of the SDs.

    Where the difference itself is another one, it may be adjusted, and its interval is not held
    against the groups.
    """
    if len(groups) != 2 or claim.kind.quantity != "difference" or not claim.is_exact:
        return
    first, second = (one.summary for one in groups)
    names = (claim.name, *(name for one in groups for name in one.claims))
    found = check_mean_difference(claim.printed, first, second)
    if not found.is_right:
        tail = f"the means differ by {show_interval(found.possible)}"
        yield _tell(claim, found, names, tail, "it is adjusted")
        return
    stated = claim.reported.test
    if stated is None or stated in _METHODS:
        yield from _examine_spread(claim, (first, second), names, _METHODS.get(stated or ""))


def _examine_spread(
    claim: Claim, groups: tuple[Group, Group], names: tuple[str, ...], method: Method | None
) -> Iterator[Finding]:
    """Hold the interval and the standard error against the SDs of the groups."""
    by = f"{method.capitalize()}'s t" if method else "Student's t, Welch's t and the normal"
    unless = None if method else "it is adjusted or another method is meant"
    bounds, error = claim.reported.bounds, claim.reported.error
    if error is not None and error.relation == "=":
        found = check_difference_error(error, *groups, method)
        if not found.is_right:
            tail = (
                f"its standard error, {error.text}, is {show_interval(found.possible)} by the SDs"
            )
            yield _tell(claim, found, names, tail, unless)
            return
    if bounds is not None and bounds.is_exact:
        found = check_difference_interval(bounds, *groups, method)
        if not found.is_right:
            reach = f"would reach {show_interval(found.possible)} to each side by {by}"
            yield _tell(claim, found, names, f"the interval {bounds.text} {reach}", unless)


def _tell(
    claim: Claim, found: Consistency, names: tuple[str, ...], tail: str, unless: str | None
) -> Finding:
    if found.is_truncated:
        message = f"{cite(claim)}: {tail}, so a number was cut off, not rounded."
        return Finding("truncated", names, message, found)
    if unless is None:
        return Finding("impossible", names, f"{cite(claim)}: {tail}.", found)
    return Finding("ambiguous", names, f"{cite(claim)}: {tail}, unless {unless}.", found)

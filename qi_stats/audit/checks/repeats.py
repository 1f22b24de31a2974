"""The same quantity stated more than once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows, find_whole
from qi_stats.audit.consistency.rounding import admit_loosely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.claims.model import Claim, Claims


def examine_repeats(claims: Claims) -> Iterator[Finding]:
    """Yield a finding for each number that can't be what an earlier claim says it is."""
    stated: dict[object, list[Claim]] = defaultdict(list)
    for claim in claims:
        if "restated" in claim.kind.checks and claim.target is not None and claim.is_exact:
            target = claim.target
            spot = (claim.kind.quantity, find_rows(target), find_whole(target), target.variable)
            stated[spot].append(claim)
    for first, *others in stated.values():
        for other in others:
            yield from _compare(first, other)


def _compare(first: Claim, other: Claim) -> Iterator[Finding]:
    names = (other.name, first.name)
    if "whole_number" in first.kind.checks:
        agree = first.printed.value == other.printed.value
    else:
        one, two = (admit_loosely(claim.printed, "truncation") for claim in (first, other))
        agree = one.low <= two.high and two.low <= one.high
    if not agree:
        message = f"{cite(other)} is said to be {cite(first)}; no value prints as both."
        yield Finding("contradiction", names, message)
    elif first.printed.places != other.printed.places:
        message = f"{cite(other)} is printed with another number of decimals than {cite(first)}."
        yield Finding("typographic", names, message)

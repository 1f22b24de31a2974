"""Decision errors: words about significance against the P value, statistic or interval beside them.

Source: Nuijten et al. (2016), Behavior Research Methods 48, 1205-1226 ("gross inconsistencies").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency.p_value import Range, bound_p
from qi_stats.audit.consistency.rounding import admit_loosely

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency.printed import Printed


def examine_decisions(claims: Claims) -> Iterator[Finding]:
    """Yield the words about significance that the numbers of the same test refute."""
    for claim in claims:
        if "decision" not in claim.kind.checks or claim.target is None:
            continue
        same = [one for one in claims if _is_same_test(one, claim)]
        for number in same:
            reach = find_reach(number)
            if reach is not None and not claim.kind.allows_p(*reach):
                yield _tell(claim, number)


def _is_same_test(one: Claim, other: Claim) -> bool:
    if one.target is None or other.target is None:
        return False
    variables = set(one.target.variables) == set(other.target.variables)
    return variables and find_rows(one.target) == find_rows(other.target)


def find_reach(claim: Claim) -> Range | None:
    """Return the P values that a claim allows, by its text or by what stands beside it."""
    ranges: list[Range | None] = []
    if claim.kind.quantity == "p":
        ranges.append(reach_printed(claim.printed))
    if claim.reported.statistic is not None:
        ranges.append(bound_p(claim.reported.statistic, claim.reported.sides, "truncation"))
    if not ranges or None in ranges:
        return None
    lows, highs = zip(*(one for one in ranges if one is not None), strict=True)
    return (max(lows), min(highs)) if max(lows) <= min(highs) else None


def reach_printed(printed: Printed) -> Range:
    """Return the least and largest P value that is printed so, rounded or cut off."""
    value = float(printed.value)
    if printed.relation == "<":
        return 0.0, value
    if printed.relation == ">":
        return value, 1.0
    admitted = admit_loosely(printed, "truncation")
    return float(admitted.low), float(admitted.high)


def _tell(claim: Claim, number: Claim) -> Finding:
    names = tuple(dict.fromkeys((claim.name, number.name)))
    statistic = number.reported.statistic
    shown = (
        f"P {number.text}"
        if number.kind.quantity == "p" or statistic is None
        else (f"{statistic.test} = {statistic.value.text}")
    )
    words = claim.kind.name.replace("_", " ")
    is_or_not = "is" if words.startswith("not ") else "is not"
    message = f"{cite(claim)} says {words}, but {shown} ({number.place}) {is_or_not}."
    return Finding("contradiction", names, message)

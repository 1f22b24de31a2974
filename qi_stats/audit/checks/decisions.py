"""Decision errors: words about significance against each number that stands for the same test.

The P value as printed, the P value recomputed from its statistic, and the interval of a ratio or
difference are held against the word one by one: where a slip made two of them disagree, the word
can rest on the wrong one.
Source: Nuijten et al. (2016), Behavior Research Methods 48, 1205-1226 ("gross inconsistencies").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_range, show_statistic
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.claims.kinds import KINDS, SIGNIFICANCE
from qi_stats.audit.consistency.p_value import Range, bound_p
from qi_stats.audit.consistency.rounding import Rounding, admit_loosely
from qi_stats.audit.consistency.t_test import bound_distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency, Statistic
    from qi_stats.audit.consistency.printed import Printed

_NULLS = {"ratio": 1.0, "difference": 0.0, "coefficient": 0.0}
_LEVEL = 100 * (1 - SIGNIFICANCE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """P values from least to largest that a claim leaves, and how a reader is told so."""

    claim: Claim
    reach: Range
    shown: str


def examine_decisions(claims: Claims) -> Iterator[Finding]:
    """Yield the words about significance that some number of the same test refutes.

    What several numbers say against one word is one finding.
    """
    for claim in claims:
        if "decision" not in claim.kind.checks or claim.target is None:
            continue
        same = [one for one in claims if _is_same_test(one, claim)]
        evidence = [found for one in same for found in list_evidence(one)]
        against = [one for one in evidence if not claim.kind.allows_p(*one.reach)]
        if against:
            yield _tell(claim, against, [one for one in evidence if one not in against])


def _is_same_test(one: Claim, other: Claim) -> bool:
    if one.target is None or other.target is None:
        return False
    variables = set(one.target.variables) == set(other.target.variables)
    return variables and find_rows(one.target) == find_rows(other.target)


def list_evidence(claim: Claim) -> Iterator[Evidence]:
    """Yield the P values that a claim leaves by its text, its statistic and its interval."""
    if claim.kind.quantity == "p":
        yield Evidence(claim, reach_printed(claim.printed), f"P {claim.text}")
    statistic, bounds = claim.reported.statistic, claim.reported.bounds
    if statistic is not None:
        reach = bound_p(statistic, claim.reported.sides, "truncation")
        if reach is not None:
            shown = f"{show_statistic(statistic)} with P {show_range(reach)}"
            yield Evidence(claim, reach, shown)
    is_usual = bounds is not None and bounds.level == _LEVEL and bounds.is_exact
    if bounds is not None and is_usual and claim.kind.quantity in _NULLS:
        low, high = (admit_loosely(one, "truncation") for one in (bounds.low, bounds.high))
        null = _NULLS[claim.kind.quantity]
        shown = f"the interval {bounds.text}"
        if low.low > null or high.high < null:
            yield Evidence(claim, (0.0, SIGNIFICANCE), f"{shown}, without {null:g}")
        elif low.high < null < high.low:
            yield Evidence(claim, (SIGNIFICANCE, 1.0), f"{shown}, with {null:g} in it")


def reach_printed(printed: Printed) -> Range:
    """Return the least and largest P value that is printed so, rounded or cut off."""
    value = float(printed.value)
    if printed.relation == "<":
        return 0.0, value
    if printed.relation == ">":
        return value, 1.0
    admitted = admit_loosely(printed, "truncation")
    return float(admitted.low), float(admitted.high)


def changes_conclusion(claim: Claim, found: Consistency) -> bool:
    """Return whether a printed P value and what was found for it lie on two sides of .05."""
    if claim.kind.quantity != "p" or found.possible is None:
        return False
    printed = reach_printed(claim.printed)
    right = float(found.possible.low), float(found.possible.high)
    words = [kind for kind in KINDS.values() if "decision" in kind.checks]
    return any(kind.allows_p(*printed) and not kind.allows_p(*right) for kind in words) and not any(
        kind.allows_p(*printed) and kind.allows_p(*right) for kind in words
    )


def _tell(claim: Claim, against: list[Evidence], others: list[Evidence]) -> Finding:
    told = [*against, *others]
    names = tuple(dict.fromkeys((claim.name, *(one.claim.name for one in told))))
    words = claim.kind.name.replace("_", " ")
    verbs = ("is", "is not") if words.startswith("not ") else ("is not", "is")
    message = f"{cite(claim)} says {words}, but {_list(against)} {verbs[0]}"
    if others:
        message = f"{message}, while {_list(others)} {verbs[1]}"
    return Finding("conclusion", names, f"{message}.")


def _list(evidence: list[Evidence]) -> str:
    return " and ".join(f"{one.shown} ({one.claim.place})" for one in evidence)


def tell_test(
    claim: Claim,
    found: Consistency | None,
    tail: str,
    others: tuple[str, ...] = (),
    *,
    is_certain: bool = True,
) -> Finding:
    """Return the finding that a P value or statistic does not follow from what stands beside it.

    Where it is not certain which test was used (`is_certain`), it is ambiguous.
    """
    names = (claim.name, *others)
    if found is not None and found.is_truncated:
        what = "so a number was" if claim.printed.relation != "=" else "so it was"
        message = f"{cite(claim)}: {tail}, {what} cut off, not rounded."
        return Finding("truncated", names, message, found)
    if not is_certain:
        message = f"{cite(claim)}: {tail}, unless another test is meant."
        return Finding("ambiguous", names, message, found)
    is_about_p = claim.reported.statistic is None or not others
    if found is not None and is_about_p and changes_conclusion(claim, found):
        message = f"{cite(claim)}: {tail}, on the other side of .05."
        return Finding("conclusion", names, message, found)
    return Finding("impossible", names, f"{cite(claim)}: {tail}.", found)


def span_size(statistic: Statistic, rounding: Rounding) -> Range:
    """Return the sizes of a statistic that print so; the sign is a choice."""
    given = admit_loosely(statistic.value, rounding)
    return bound_distance((float(given.low), float(given.high)))

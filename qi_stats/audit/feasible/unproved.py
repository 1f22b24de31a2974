"""Statements that the printed counts allow and do not show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.feasible.conflicts import Checker

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.feasible.conflicts import Conflict


def find_unproved(claims: Claims) -> tuple[Conflict, ...]:
    """Return each claim of a majority that the other claims leave open, with what they leave to it.

    Such a word sums up counts; where the counts that are printed can go either way, it says more
    than they do. A claim that the others contradict is not among them.
    """
    counted = [one for one in claims.standing() if _counts(one)]
    asked = [one for one in counted if one.means == "majority"]
    if not asked:
        return ()
    checker = Checker(claims.codebook, counted)
    found = (checker.describe(one, [o for o in counted if not _restates(o, one)]) for one in asked)
    return tuple(one for one in found if _is_open(one))


def _counts(claim: Claim) -> bool:
    return claim.target is not None and not claim.kind.is_test


def _restates(one: Claim, other: Claim) -> bool:
    """Say whether a claim is another in words, or the same one."""
    return one.target == other.target and one.kind is other.kind


def _is_open(conflict: Conflict) -> bool:
    if conflict.allowed is None or conflict.whole is None or len(set(conflict.whole)) > 1:
        return False
    low, high = conflict.allowed
    return 2 * low <= conflict.whole[0] < 2 * high

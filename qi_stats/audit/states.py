"""Verdicts → what the publication settles about each record of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.ledger import State

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims import Claim
    from qi_stats.audit.verdicts import Verdict

_EXACT_WORDS = frozenset({"all", "none", "half"})
_PRINTED_KINDS = frozenset({"count", "percent", "mean", "sd", "minimum", "maximum", "p", "ratio"})


def settle_states(verdicts: Iterable[Verdict]) -> dict[str, State]:
    """Return the state of every record that a claim is about, by the record's key.

    A record is `published` where a claim that prints its value is reproduced. Where the claim says
    less than the value (“not significant”, “most of them”) or is not reproduced, the record is
    `illustrative` and names the claim. Of several claims about one record, the first that settles
    it counts.
    """
    states: dict[str, State] = {}
    for verdict in verdicts:
        claim = verdict.claim
        if claim.key is None:
            continue
        settled = verdict.outcome == "reproduced" and prints_value(claim)
        if settled and states.get(claim.key, State("illustrative")).identified != "published":
            states[claim.key] = State("published", claim=claim.name)
        states.setdefault(claim.key, State("illustrative", claim=claim.name))
    return states


def prints_value(claim: Claim) -> bool:
    """Say whether the claim tells the value itself, in figures or in words that leave no choice."""
    return claim.means in _EXACT_WORDS or claim.kind in _PRINTED_KINDS

"""Claims × ledger → verdicts: whether the recomputed values print as the publication has them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_files.errors import InputError, quote, suggest
from qi_stats.audit.consistency.printed import POLICIES, find_policies, print_number
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency.printed import Policy
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger

Outcome: TypeAlias = Literal[
    "reproduced",
    "allowed",
    "truncated",
    "not_reproduced",
    "conflict",
    "not_answerable",
    "definition",
]

OUTCOMES: dict[Outcome, str] = {
    "reproduced": "Reproduced",
    "allowed": "Possible, not shown",
    "truncated": "Differs in the last digit",
    "not_reproduced": "Not reproduced",
    "conflict": "Conflict",
    "not_answerable": "Not answerable",
    "definition": "Definition",
}
RESULTS: tuple[Outcome, ...] = (
    "reproduced",
    "allowed",
    "truncated",
    "not_reproduced",
    "conflict",
)
"""Outcomes of claims that report a result, which records can answer."""
NOT_SHOWN = "The printed numbers allow it; the rows were made so."
UNSETTLED = frozenset({"bounded", "illustrative"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    Attributes
    ----------
    claim
        The claim.
    outcome
        A key of `OUTCOMES`.
    recomputed
        The recomputed value, rounded half up to the places of the printed one; None without one.
    policies
        Rounding policies under which the recomputed value prints as the printed one.
    reason
        Why the claim is not simply reproduced; None if it is.
    """

    claim: Claim
    outcome: Outcome
    recomputed: str | None = None
    policies: tuple[Policy, ...] = ()
    reason: str | None = None


def judge_claims(claims: Claims, ledger: Ledger, codebook: Codebook) -> tuple[Verdict, ...]:
    """Return a verdict for every claim, in the order of the claims.

    Raises
    ------
    InputError
        If a claim's key is no record of the ledger.
    """
    return tuple(
        judge_level(claim, codebook) if claim.kind.about == "level" else judge_claim(claim, ledger)
        for claim in claims
    )


def judge_claim(claim: Claim, ledger: Ledger) -> Verdict:
    """Return the verdict on a claim that a record of the ledger answers.

    Raises
    ------
    InputError
        If the claim's key is no record of the ledger.
    """
    if claim.key is None:
        return Verdict(claim, "not_answerable", reason=claim.unanswered)
    if claim.key not in ledger:
        do = suggest(claim.key, ledger.keys(), "list the keys with `qi-stats show`")
        raise InputError(claim.where, quote(claim.key), "the key of a record of the ledger", do)
    record = ledger.get(claim.key)
    if not isinstance(record.stat, int | float):
        return _fail(claim, None, (), " ".join(record.warnings) or "The record is no number.")
    value = float(record.stat)
    is_borne_out = claim.kind.bears_out(claim, value)
    if is_borne_out is not None:
        recomputed = format_number(value, record.fmt)
        if is_borne_out:
            return Verdict(claim, "reproduced", recomputed, POLICIES)
        return _fail(claim, recomputed, (), "The recomputed value says otherwise.")
    return _judge_number(claim, value)


def qualify_verdicts(verdicts: Iterable[Verdict], ledger: Ledger) -> tuple[Verdict, ...]:
    """Return the verdicts; statements that the rows bear out by construction are told apart.

    Rows that were filled in so that a statement in words holds, or one that can be read in another
    way, can't show that it does. Such a verdict is `allowed` where the record's state in `ledger`
    says that its value is not settled.
    """
    return tuple(
        replace(one, outcome="allowed", reason=NOT_SHOWN)
        if one.outcome == "reproduced"
        and one.claim.key is not None
        and (one.claim.kind.quantity is None or one.claim.open is not None)
        and ledger.get(one.claim.key).identified in UNSETTLED
        else one
        for one in verdicts
    )


def judge_level(claim: Claim, codebook: Codebook) -> Verdict:
    """Return the verdict on a claim about a level, which the codebook answers."""
    code = claim.kind.look_up(claim, codebook)
    if code is None:
        return Verdict(claim, "not_answerable", reason="The claim names no level.")
    if code == claim.printed.value:
        return Verdict(claim, "definition", str(code), POLICIES)
    return _fail(claim, str(code), (), "The codebook has another code.")


def _judge_number(claim: Claim, value: float) -> Verdict:
    shown = value * claim.kind.scale
    printed = claim.printed
    policies = find_policies(shown, printed)
    recomputed = _imitate(claim.text, print_number(shown, printed.places))
    if {"half_up", "half_even"} & set(policies):
        return Verdict(claim, "reproduced", recomputed, policies)
    reason = f"Recomputed it prints as {recomputed}."
    return _fail(claim, recomputed, policies, reason)


def _fail(
    claim: Claim, recomputed: str | None, policies: tuple[Policy, ...], reason: str
) -> Verdict:
    if claim.gives_way is not None:
        reason = claim.gives_way.why
    if policies:
        return Verdict(claim, "truncated", recomputed, policies, reason)
    outcome: Outcome = "conflict" if claim.gives_way is not None else "not_reproduced"
    return Verdict(claim, outcome, recomputed, policies, reason)


def _imitate(printed: str, number: str) -> str:
    """Return `number` in the manner of the text `printed`: no zero before the point, percent."""
    if printed.lstrip("<>= ").startswith("."):
        number = number.replace("0.", ".", 1)
    return f"{number}%" if printed.endswith("%") else number

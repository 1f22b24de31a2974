"""Findings: what an audit says about claims, from a changed conclusion to a matter of style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.consistency import Consistency

Rank: TypeAlias = Literal[
    "conclusion",
    "contradiction",
    "impossible",
    "truncated",
    "ambiguous",
    "open",
    "question",
    "undecided",
    "not_recomputable",
    "typographic",
]

RANKS: dict[Rank, str] = {
    "conclusion": "Changes the conclusion",
    "contradiction": "Contradiction",
    "impossible": "Impossible under rounding",
    "truncated": "Right only if truncated",
    "ambiguous": "Ambiguous reading or denominator",
    "open": "Not shown by what is printed",
    "question": "Question",
    "undecided": "Not decided",
    "not_recomputable": "Not recomputable",
    "typographic": "Typographic",
}
FAULTS: frozenset[Rank] = frozenset(
    {"conclusion", "contradiction", "impossible", "truncated", "ambiguous"}
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found.

    Attributes
    ----------
    rank
        A key of `RANKS`.
    claims
        Names of the claims that it is about, the one that is in doubt first.
    message
        One sentence in plain words, with the numbers.
    consistency
        The answer of the test of single numbers that it rests on; None for a comparison.
    is_sum
        Whether it says that parts do not add up to the first claim.
    """

    rank: Rank
    claims: tuple[str, ...]
    message: str
    consistency: Consistency | None = None
    is_sum: bool = False

    @property
    def technique(self) -> str | None:
        """The test of single numbers that it rests on; None for a comparison."""
        return None if self.consistency is None else self.consistency.technique

    @property
    def is_fault(self) -> bool:
        """Whether some printed number can't be right as it stands."""
        return self.rank in FAULTS


def rank_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetitions, the gravest first, otherwise in their order."""
    order = list(RANKS)
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: order.index(one.rank)))


def settle_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings such that one slip is reported once.

    A P value that a word about significance rests on is told with the word. Two percentages or
    more that fail beside a total that its own parts contradict follow from that total; a total
    beside a part whose own percentage contradicts it follows from that part.
    """
    found = list(dict.fromkeys(findings))
    decided = {name for one in found if one.rank == "conclusion" for name in one.claims[1:]}
    kept = [one for one in found if one.technique != "p_value" or one.claims[0] not in decided]
    shares = [one for one in kept if one.technique == "percent" and one.is_fault]
    for total in [one for one in kept if one.is_sum]:
        resting = [one for one in shares if total.claims[0] in one.claims[1:]]
        explained = any(
            one.rank == "impossible" and one.claims[1] in total.claims[1:] for one in resting
        )
        if len(resting) > 1:
            kept = [one for one in kept if one not in resting]
        elif explained:
            kept.remove(total)
    return tuple(kept)

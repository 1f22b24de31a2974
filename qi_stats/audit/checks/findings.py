"""Findings: what an audit says about claims, from a contradiction down to a matter of style."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.consistency import Consistency

Rank: TypeAlias = Literal[
    "contradiction",
    "impossible",
    "truncated",
    "ambiguous",
    "open",
    "not_recomputable",
    "typographic",
]

RANKS: dict[Rank, str] = {
    "contradiction": "Contradiction",
    "impossible": "Impossible under rounding",
    "truncated": "Right only if truncated",
    "ambiguous": "Ambiguous reading or denominator",
    "open": "Not shown by what is printed",
    "not_recomputable": "Not recomputable",
    "typographic": "Typographic",
}
FAULTS: frozenset[Rank] = frozenset({"contradiction", "impossible", "truncated", "ambiguous"})


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
    """

    rank: Rank
    claims: tuple[str, ...]
    message: str
    consistency: Consistency | None = None

    @property
    def is_fault(self) -> bool:
        """Whether some printed number can't be right as it stands."""
        return self.rank in FAULTS


def rank_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetitions, the gravest first, otherwise in their order."""
    order = list(RANKS)
    return tuple(sorted(dict.fromkeys(findings), key=lambda one: order.index(one.rank)))

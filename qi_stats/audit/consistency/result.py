"""What a consistency test answers."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.printed import Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.consistency.rounding import Rounding

Technique: TypeAlias = Literal[
    "percent",
    "grim",
    "grimmer",
    "debit",
    "spread",
    "sample",
    "p_value",
    "ratio",
    "summaries",
    "counts",
    "estimate",
    "computed",
]


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether printed numbers can be right, and how they must then have been rounded.

    Attributes
    ----------
    technique
        The test.
    roundings
        Ways of rounding that make the numbers right; empty if none does.
    possible
        From the least to the largest true value of the tested number that is left, under any
        of `roundings`; None if there is none.
    nearest
        Where the numbers are not right, the values next to the printed one that could have been
        printed, as text; empty where they make no list.
    is_decided
        False where a search ended before it was through, so that the numbers pass unproven.
    """

    technique: Technique
    roundings: tuple[Rounding, ...]
    possible: Interval | None = None
    nearest: tuple[str, ...] = ()
    is_decided: bool = True

    @property
    def is_right(self) -> bool:
        """Whether some way of rounding to the nearest makes the numbers right."""
        return "binary" in self.roundings

    @property
    def is_truncated(self) -> bool:
        """Whether the numbers are right only if they were cut off, not rounded."""
        return self.roundings == ("truncation",)

    @property
    def is_impossible(self) -> bool:
        """Whether no way of rounding makes the numbers right."""
        return not self.roundings


def span_values(values: Iterable[Fraction | int]) -> Interval | None:
    """Return the closed interval from the least to the largest of `values`; None without any."""
    found = [Fraction(value) for value in values]
    return Interval(min(found), max(found), True, True) if found else None

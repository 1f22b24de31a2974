"""What is printed of a test: its P value, a ratio, or the direction of a difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.consistency.printed import admit

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim

ZERO = 1e-12
"""A difference nearer to 0 is none: groups that are alike leave so much by rounding."""


class P(Kind):
    """A P value."""

    name = "p"
    about = "test"
    quantity = "p"
    checks = frozenset({"p_value"})
    fmt = "p"

    def bound_p(self, claim: Claim) -> tuple[float, float] | None:
        """Return the P values that print so."""
        ends = admit(claim.printed)
        return max(0.0, float(ends.low)), min(1.0, float(ends.high))


class Ratio(Kind):
    """An odds ratio, risk ratio or the like."""

    name = "ratio"
    about = "test"
    quantity = "ratio"
    checks = frozenset({"interval"})
    fmt = "ratio"


class Difference(Ratio):
    """A difference of means or proportions."""

    name = "difference"
    quantity = "difference"
    fmt = "decimal2"


class Direction(Kind):
    """A difference or association in words: it is positive, or it is negative."""

    name = "direction"
    about = "test"
    meanings = {  # noqa: RUF012 - a class variable of the base
        "positive": lambda value: value > ZERO,
        "negative": lambda value: value < -ZERO,
    }

    def settles(self, claim: Claim) -> bool:
        """Say no: the size of the difference is left open."""
        return False

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether the difference has this sign."""
        return self.meanings[claim.means or ""](value)

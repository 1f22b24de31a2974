"""Words about significance: “differed significantly”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim

SIGNIFICANCE = 0.05


class Significant(Kind):
    """A test has a P value below 0.05."""

    name = "significant"
    about = "test"
    checks = frozenset({"decision"})
    fmt = "p"

    def settles(self, claim: Claim) -> bool:
        """Say no: many P values are significant."""
        return False

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether the P value is below 0.05."""
        return value < SIGNIFICANCE

    def bound_p(self, claim: Claim) -> tuple[float, float] | None:
        """Return from 0 to 0.05."""
        return 0.0, SIGNIFICANCE

    def allows_p(self, low: float, high: float) -> bool:
        """Say whether some P value of the range is below 0.05."""
        return low < SIGNIFICANCE


class NotSignificant(Significant):
    """A test has a P value of 0.05 or more."""

    name = "not_significant"

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether the P value is 0.05 or more."""
        return value >= SIGNIFICANCE

    def bound_p(self, claim: Claim) -> tuple[float, float] | None:
        """Return from 0.05 to 1."""
        return SIGNIFICANCE, 1.0

    def allows_p(self, low: float, high: float) -> bool:
        """Say whether some P value of the range is above 0.05."""
        return high > SIGNIFICANCE

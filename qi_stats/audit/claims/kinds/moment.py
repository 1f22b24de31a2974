"""The mean and the standard deviation of a numeric variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import MomentRestriction

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim


class Mean(Kind):
    """The mean of `variable` over the rows that meet `where`."""

    name = "mean"
    about = "values"
    quantity = "mean"
    checks = frozenset({"moments", "restated"})
    plainness = 2

    def restrict(self, claim: Claim) -> MomentRestriction | None:
        """Return that the values have this mean."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        return MomentRestriction(target.table, target.where, target.variable, mean=claim.printed)


class Sd(Kind):
    """The standard deviation, with divisor n - 1."""

    name = "sd"
    about = "values"
    quantity = "sd"
    checks = frozenset({"moments", "restated"})
    plainness = 2

    def restrict(self, claim: Claim) -> MomentRestriction | None:
        """Return that the values have this SD."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        return MomentRestriction(target.table, target.where, target.variable, sd=claim.printed)

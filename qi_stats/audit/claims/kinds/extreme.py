"""The least and the largest value of a numeric variable, which both occur."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import (
    UNBOUNDED,
    LinearRestriction,
    ValueCount,
    round_inward,
)

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim


class _Extreme(Kind):
    about = "values"
    checks = frozenset({"moments", "restated"})
    plainness = 3
    beyond: ClassVar[Literal["below", "above"]]

    def restrict(self, claim: Claim) -> LinearRestriction | None:
        """Return that no value lies beyond the printed one, and that it occurs."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        rows, bound = (target.table, target.where, target.variable), claim.printed.value
        totals = ValueCount(*rows, self.beyond, bound), ValueCount(*rows, "at", bound)
        return LinearRestriction(totals, (((1, 0), 0, 0), ((0, 1), 1, UNBOUNDED)))


class Minimum(_Extreme):
    """The least value of `variable` over the rows that meet `where`."""

    name = "minimum"
    quantity = "minimum"
    beyond = "below"

    def bound(self, claim: Claim) -> tuple[int | None, int | None]:
        """Return the least whole number that is left."""
        return round_inward(claim.printed.value, None)


class Maximum(_Extreme):
    """The largest value."""

    name = "maximum"
    quantity = "maximum"
    beyond = "above"

    def bound(self, claim: Claim) -> tuple[int | None, int | None]:
        """Return the largest whole number that is left."""
        return round_inward(None, claim.printed.value)

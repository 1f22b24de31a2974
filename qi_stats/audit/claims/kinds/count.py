"""A number of rows: “24 patients”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.kinds.share import count_part
from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import LinearRestriction

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim


class Count(Kind):
    """How many rows meet the conditions of `where` and `denominator`."""

    name = "count"
    about = "rows"
    quantity = "count"
    checks = frozenset({"whole_number", "restated"})
    plainness = 0

    def restrict(self, claim: Claim) -> LinearRestriction | None:
        """Return that so many rows are counted; for a number that isn't whole, that none can be."""
        if claim.target is None:
            return None
        value = claim.printed.value
        low, high = (int(value),) * 2 if value.denominator == 1 else (1, 0)
        return LinearRestriction((count_part(claim.target),), (((1,), low, high),))

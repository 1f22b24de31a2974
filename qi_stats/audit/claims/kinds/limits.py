"""The limits of a scale (“from 1 to 5”), which need not occur."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import keep_within, round_inward
from qi_stats.audit.consistency.printed import read_printed

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.claims.restrictions import LinearRestriction
    from qi_stats.audit.consistency.printed import Printed

_LIMITS = re.compile(r"(?:from |between )?(\S+?)(?: to | and | ?[-–—] ?)(\S+)")


class Limits(Kind):
    """The least and the largest value that `variable` can have, as a scale is defined.

    They close the values from above and below, as a minimum and a maximum do, without saying that
    both ends occur.
    """

    name = "limits"
    about = "values"
    quantity = "limits"
    text = "a lower limit and a higher one, such as “1 to 5”"
    checks = frozenset({"moments"})
    plainness = 3

    def read(self, text: str) -> tuple[Printed, ...]:
        """Return the lower and the upper limit."""
        match = _LIMITS.fullmatch(text.strip())
        if match is None:
            message = f"“{text}” is no range such as “1 to 5”"
            raise ValueError(message)
        low, high = read_printed(match[1]), read_printed(match[2])
        if low.value >= high.value or {low.relation, high.relation} != {"="}:
            message = f"“{text}” has no lower limit followed by a higher one"
            raise ValueError(message)
        return low, high

    def restrict(self, claim: Claim) -> LinearRestriction | None:
        """Return that no value lies outside the limits."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        low, high = self.read(claim.text)
        return keep_within((target.table, target.where, target.variable), low.value, high.value)

    def bound(self, claim: Claim) -> tuple[int | None, int | None]:
        """Return the least and the largest whole number on the scale."""
        low, high = self.read(claim.text)
        return round_inward(low.value, high.value)

    def settles(self, claim: Claim) -> bool:
        """Say no: no statistic of the data is printed."""
        return False

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether a value lies on the scale."""
        low, high = self.read(claim.text)
        return bool(low.value <= value <= high.value)

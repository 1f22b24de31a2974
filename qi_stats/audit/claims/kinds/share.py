"""Parts of a whole: printed as a percentage (“41.7%”), or told in words (“most patients”)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import UNBOUNDED, LinearRestriction, RowCount
from qi_stats.audit.consistency.rounding import admit_rounded

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim, Target

_IN_NUMBERS = {
    "all": ((1, -1), 0, 0),
    "none": ((1,), 0, 0),
    "half": ((2, -1), 0, 0),
    "majority": ((2, -1), 1, UNBOUNDED),
}


def count_part(target: Target) -> RowCount:
    """Return the number of rows that a target counts."""
    return RowCount(target.table, (*target.where, *target.denominator))


def count_whole(target: Target) -> RowCount:
    """Return the number of rows that a share is taken of."""
    return RowCount(target.table, target.denominator)


class Percent(Kind):
    """The share of the rows of `denominator` that meet `where`, in percent."""

    name = "percent"
    about = "rows"
    quantity = "percent"
    checks = frozenset({"denominator", "restated"})
    unit = "%"
    scale = 100
    plainness = 1

    def restrict(self, claim: Claim) -> LinearRestriction | None:
        """Return that the whole isn't empty, and that part / whole prints so."""
        if claim.target is None:
            return None
        admitted = admit_rounded(claim.printed, "binary").scale(Fraction(1, 100))
        ends = tuple(
            ((sign * end.denominator, -sign * end.numerator), 0, UNBOUNDED)
            for end, sign in ((admitted.low, 1), (admitted.high, -1))
        )
        totals = count_part(claim.target), count_whole(claim.target)
        return LinearRestriction(totals, (((0, 1), 1, UNBOUNDED), *ends))


class Words(Kind):
    """A share in words: all, none, half or the majority of the rows."""

    name = "words"
    about = "rows"
    meanings = {  # noqa: RUF012 - a class variable of the base
        "all": lambda share: share == 1,
        "none": lambda share: share == 0,
        "half": lambda share: share == 0.5,
        "majority": lambda share: share > 0.5,
    }
    checks = frozenset({"wording"})

    def restrict(self, claim: Claim) -> LinearRestriction | None:
        """Return what the words demand of part and whole."""
        if claim.target is None or claim.means is None:
            return None
        totals = count_part(claim.target), count_whole(claim.target)
        weights, low, high = _IN_NUMBERS[claim.means]
        return LinearRestriction(totals, (((*weights, 0)[:2], low, high),))

    def settles(self, claim: Claim) -> bool:
        """Say whether the words leave no choice: a majority may be of any size."""
        return claim.means != "majority"

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether a share is what the words say."""
        return self.meanings[claim.means or ""](value)

"""How many rows there are of each kind that claims name, as far as the claims tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.consistency.percent import list_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.audit.claims.model import Claim, Claims, Target
    from qi_stats.codebook import Condition

Rows: TypeAlias = "tuple[str, frozenset[Condition]]"


@dataclass(frozen=True, slots=True)
class Size:
    """A number of rows from `low` to `high`, and the claims that say so."""

    low: int
    high: int
    claims: tuple[str, ...]

    @property
    def exact(self) -> int | None:
        """The number, if there is one possible."""
        return self.low if self.low == self.high else None


Sizes: TypeAlias = "Mapping[Rows, Size]"


def find_rows(target: Target) -> Rows:
    """Return the rows that a claim counts or describes: a table and conditions in any order."""
    return target.table, _order(*target.where, *target.denominator)


def find_whole(target: Target) -> Rows:
    """Return the rows that a share is taken of."""
    return target.table, _order(*target.denominator)


def find_sizes(claims: Claims) -> dict[Rows, Size]:
    """Return the sizes that counts state, and those that percentages of a known total leave.

    Where several claims count the same rows the first one stands: the others are compared with it
    by `examine_repeats` and `examine_shares`.
    """
    sizes: dict[Rows, Size] = {}
    for claim in claims:
        count = read_count(claim)
        if count is not None and claim.target is not None:
            sizes.setdefault(find_rows(claim.target), Size(count, count, (claim.name,)))
    for claim in claims:
        if claim.kind.quantity == "percent" and claim.target is not None:
            size = _bound_share(claim, sizes.get(find_whole(claim.target)))
            if size is not None:
                sizes.setdefault(find_rows(claim.target), size)
    return sizes


def read_count(claim: Claim) -> int | None:
    """Return the whole number that a claim of a count prints; None for any other claim."""
    if claim.kind.quantity != "count":
        return None
    printed = claim.printed
    is_whole = printed.relation == "=" and printed.value.denominator == 1 and printed.value >= 0
    return int(printed.value) if is_whole else None


def _bound_share(claim: Claim, whole: Size | None) -> Size | None:
    if whole is None or whole.exact is None or claim.printed.relation != "=":
        return None
    rounded = list_counts(claim.printed, whole.exact, "binary")
    counts = rounded or list_counts(claim.printed, whole.exact, "truncation")
    return Size(counts[0], counts[-1], (claim.name, *whole.claims)) if counts else None


def _order(*conditions: Condition) -> frozenset[Condition]:
    """Return conditions such that equal ones are equal however their values were ordered."""
    return frozenset(
        replace(one, allowed=tuple(sorted(set(one.allowed), key=str))) for one in conditions
    )

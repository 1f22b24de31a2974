"""What a claim demands of a dataset: totals over its rows, and the values that they may have.

The model of all datasets makes constraints of it, the sampler a check of one dataset.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.rounding import admit_rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.codebook import Condition

    Side: TypeAlias = Literal["below", "at", "above"]

UNBOUNDED = 2**63 - 1
"""Stands for the lack of an upper end."""


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows of `table` meet `conditions`."""

    table: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class ValueCount:
    """How many of these rows have a value of `variable` below, at or above `bound`."""

    table: str
    conditions: tuple[Condition, ...]
    variable: str
    side: Side
    bound: Fraction

    def counts(self, value: int) -> bool:
        """Say whether a row with this value is counted."""
        if self.side == "at":
            return value == self.bound
        return value < self.bound if self.side == "below" else value > self.bound


Total: TypeAlias = RowCount | ValueCount


@dataclass(frozen=True, slots=True)
class LinearRestriction:
    """Weighted sums of `totals`, each from its lowest to its highest value.

    Attributes
    ----------
    totals
        The numbers that add up over rows.
    limits
        Each the weights of the totals, the lowest and the highest value of their sum.
    """

    totals: tuple[Total, ...]
    limits: tuple[tuple[tuple[int, ...], int, int], ...]

    def admits(self, values: Sequence[int]) -> bool:
        """Say whether totals may have these values."""
        return all(
            low <= sum(map(int.__mul__, weights, values)) <= high
            for weights, low, high in self.limits
        )


@dataclass(frozen=True, slots=True)
class MomentRestriction:
    """A printed mean, SD or both of `variable` in the rows of `table` that meet `conditions`.

    With n, the sum S and the sum of squares Q of whole numbers, n Q - S² = n (n - 1) SD², so that
    each possible (n, S) leaves an interval of Q.
    """

    table: str
    conditions: tuple[Condition, ...]
    variable: str
    mean: Printed | None = None
    sd: Printed | None = None

    def admits(self, values: Sequence[int]) -> bool:
        """Say whether n, the sum and the sum of squares may have these values."""
        n, total, squares = values
        if n == 0:
            return False
        if self.mean is not None and Fraction(total, n) not in admit_rounded(self.mean, "binary"):
            return False
        if self.sd is None:
            return True
        low, high = bound_squares(self.sd, n, total)
        return low <= squares <= high


Restriction: TypeAlias = LinearRestriction | MomentRestriction


def bound_squares(sd: Printed, n: int, total: int) -> tuple[int, int]:
    """Return the least and largest sum of squares of `n` numbers with this sum and printed SD.

    The first is above the second when there is none.
    """
    admitted = admit_rounded(sd, "binary")
    low, high = max(admitted.low, Fraction(0)), admitted.high
    squared = Interval(low * low, high * high, low_closed=True, high_closed=True)
    inside = squared.scale(n * (n - 1)).shift(total * total).scale(Fraction(1, n)).integers()
    return inside.start, inside.stop - 1


def keep_within(
    target: tuple[str, tuple[Condition, ...], str], low: Fraction | None, high: Fraction | None
) -> LinearRestriction:
    """Return that no value of (table, conditions, variable) lies below `low` or above `high`."""
    sides: tuple[tuple[Side, Fraction | None], ...] = (("below", low), ("above", high))
    totals = tuple(ValueCount(*target, side, end) for side, end in sides if end is not None)
    weights = [tuple(int(one == other) for other in totals) for one in totals]
    return LinearRestriction(totals, tuple((one, 0, 0) for one in weights))


def round_inward(low: Fraction | None, high: Fraction | None) -> tuple[int | None, int | None]:
    """Return the least and the largest whole number from `low` to `high`."""
    return None if low is None else math.ceil(low), None if high is None else math.floor(high)

"""An interval by one of the formulas that papers use, with the formula's name."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.p_value import prints_as

if TYPE_CHECKING:
    from qi_stats.audit.consistency.p_value import Range
    from qi_stats.audit.consistency.ratio import Bounds
    from qi_stats.audit.consistency.rounding import Rounding

Formula: TypeAlias = Literal["wald", "score", "profile", "exact", "newcombe", "test_based"]
_LEAST = 1e-300  # so that an inverse is a number


@dataclass(frozen=True, slots=True)
class NamedInterval:
    """An interval, what readers call it, and the family of its formula.

    Some programs search for a bound with little precision: `slack` is how far they are off on the
    log scale, `search` how far in the bound, or in its inverse where it is above 1.
    """

    name: str
    formula: Formula
    bounds: Range
    slack: float = 0.0
    search: float = 0.0

    def scale(self, factor: float) -> NamedInterval:
        """Return the interval in units of which `factor` make one."""
        return replace(self, bounds=(self.bounds[0] * factor, self.bounds[1] * factor))

    def cut(self, least: float, most: float) -> NamedInterval:
        """Return the interval without what no true value can be."""
        low, high = max(self.bounds[0], least), min(self.bounds[1], most)
        return replace(self, name=f"{self.name}, cut off", bounds=(low, high))

    def prints(self, bounds: Bounds, rounding: Rounding) -> bool:
        """Return whether the interval is printed so under a way of rounding."""
        pairs = zip((bounds.low, bounds.high), self.bounds, strict=True)
        return all(prints_as(text, self.reach(one), rounding) for text, one in pairs)

    def reach(self, bound: float) -> Range:
        """Return from the least to the largest value that a program may have found for a bound."""
        if self.search:
            return widen_searched(bound, self.search)
        ends = bound * math.exp(-self.slack), bound * math.exp(self.slack)
        return min(ends), max(ends)

    def show(self) -> str:
        """Return the interval as "0.068 to 0.408 (Woolf)"."""
        low, high = self.bounds
        return f"{low:.3g} to {high:.3g} ({self.name})"


def widen_searched(value: float, search: float) -> Range:
    """Return what a program may find that is so far off in a value, or in its inverse above 1."""
    if value > 1:
        return 1 / (1 / value + search), 1 / max(1 / value - search, _LEAST)
    return max(value - search, 0.0), value + search


def find_quantile(level: float) -> float:
    """Return the normal quantile of a two-sided interval at `level` percent."""
    from scipy import special

    return float(special.ndtri(0.5 + level / 200))

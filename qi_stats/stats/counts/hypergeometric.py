"""The noncentral hypergeometric distribution: a 2×2 table given both its margins."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import optimize, special

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.stats.arrays import Counts, Sample

LIKELY = 1 + 1e-7
"""R's allowance for rounding when it compares the chances of two tables."""


@dataclass(frozen=True, slots=True)
class ConditionalTable:
    """The first cell of a 2×2 table as a random number, given the margins.

    Attributes
    ----------
    observed
        The first cell.
    support
        Every value that it can have, ascending, shape (m,).
    log_weights
        Logarithm of the number of tables with that value, shape (m,).
    """

    observed: int
    support: Sample
    log_weights: Sample

    @property
    def is_smallest(self) -> bool:
        """Whether the first cell is as small as the margins allow."""
        return bool(self.observed == self.support[0])

    @property
    def is_largest(self) -> bool:
        """Whether the first cell is as large as the margins allow."""
        return bool(self.observed == self.support[-1])

    def chances(self, log_odds: float) -> Sample:
        """Return the chance of every value, given the logarithm of the odds ratio, shape (m,)."""
        logs = self.log_weights + self.support * log_odds
        weights = np.exp(logs - logs.max())
        return np.asarray(weights / weights.sum(), dtype=np.float64)

    def chance(self, log_odds: float) -> float:
        """Return the chance of the observed table."""
        return float(self.chances(log_odds)[self.support == self.observed][0])

    def upper_tail(self, log_odds: float) -> float:
        """Return the chance of the observed first cell or a larger one."""
        return float(self.chances(log_odds)[self.support >= self.observed].sum())

    def lower_tail(self, log_odds: float) -> float:
        """Return the chance of the observed first cell or a smaller one."""
        return float(self.chances(log_odds)[self.support <= self.observed].sum())

    def unlikely(self, log_odds: float) -> float:
        """Return the chance of all tables that are at most as likely as the observed."""
        chances = self.chances(log_odds)
        limit = self.chance(log_odds) * LIKELY
        return min(1.0, float(chances[chances <= limit].sum()))

    def estimate_log_odds(self) -> float:
        """Return the conditional maximum likelihood estimate; infinite at the support's ends."""
        if self.is_smallest:
            return -math.inf
        if self.is_largest:
            return math.inf
        return solve_log_odds(lambda x: float(self.chances(x) @ self.support) - self.observed)


def condition(table: Counts) -> ConditionalTable:
    """Return the distribution of the first cell, given the margins of a 2×2 table."""
    (a, b), (c, d) = table.tolist()
    first, second, events = a + b, c + d, a + c
    support = np.arange(max(0, events - second), min(first, events) + 1, dtype=np.float64)
    log_weights = log_choose(first, support) + log_choose(second, events - support)
    return ConditionalTable(observed=a, support=support, log_weights=log_weights)


def solve_log_odds(miss: Callable[[float], float]) -> float:
    """Return the log odds ratio at which a function that rises through 0 is 0."""
    low, high = -1.0, 1.0
    while miss(low) > 0:
        low *= 2
    while miss(high) < 0:
        high *= 2
    return float(optimize.brentq(miss, low, high, xtol=1e-13, rtol=1e-14))


def log_choose(n: int, k: Sample) -> Sample:
    """Return the logarithm of the number of ways to choose k of n, in the shape of `k`."""
    logs = special.gammaln(n + 1) - special.gammaln(k + 1) - special.gammaln(n - k + 1)
    return np.asarray(logs, dtype=np.float64)

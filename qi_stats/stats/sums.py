"""The exact distribution of the sum of a random subset of scores, behind the permutation tests."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Sample

    Scores = NDArray[np.int64]

_MOST_CELLS = 10_000_000
_MOST_SCORES = 1_000  # beyond, the number of subsets overflows a double
_MOST_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class SumDistribution:
    """Every sum that a subset of fixed size can have, ascending, and its chance.

    Attributes
    ----------
    sums, chances
        Shape (m,); chances add up to 1.
    """

    sums: Sample
    chances: Sample

    def measure_extremes(self, observed: float) -> float:
        """Return the chance of a sum at least as far from the expected one as `observed`."""
        expected = float(self.sums @ self.chances)
        slack = 1e-9 * max(1.0, float(np.ptp(self.sums)))
        far = np.abs(self.sums - expected) >= abs(observed - expected) - slack
        return min(1.0, float(self.chances[far].sum()))

    def measure_doubled_tail(self, observed: float) -> float:
        """Return twice the chance of the smaller tail that includes `observed`, at most 1."""
        below = float(self.chances[self.sums <= observed].sum())
        above = float(self.chances[self.sums >= observed].sum())
        return min(1.0, 2 * min(below, above))


def fits_exactly(scores: Scores, size: int) -> bool:
    """Tell whether `distribute_sums` can hold the distribution in memory."""
    steps, _ = _reduce(scores)
    cells = (size + 1) * (int(np.sort(steps)[len(steps) - size :].sum()) + 1)
    return len(scores) <= _MOST_SCORES and cells <= _MOST_CELLS


def distribute_sums(scores: Scores, size: int) -> SumDistribution:
    """Return the distribution of the sum over all subsets of `size` scores, equally likely.

    Parameters
    ----------
    scores
        Shape (N,), whole numbers; ties are fine.
    size
        Size of the subset, from 1 to N.

    Returns
    -------
    SumDistribution
        Every sum that can occur, in the units of `scores`, and its chance.

    References
    ----------
    Streitberg and Röhmel (1986), Statistical Software Newsletter 12:10-17: the shift algorithm.
    """
    steps, unit = _reduce(scores)
    total = int(np.sort(steps)[len(steps) - size :].sum())
    ways = np.zeros((size + 1, total + 1))
    ways[0, 0] = 1.0
    for step in steps.tolist():
        ways[1:, step:] += ways[:-1, : total + 1 - step].copy()
    reached = np.flatnonzero(ways[size])
    sums = reached.astype(np.float64) * unit + size * float(scores.min())
    return SumDistribution(sums=sums, chances=ways[size, reached] / math.comb(len(scores), size))


def scale_to_integers(values: Sample) -> Scores | None:
    """Return values times a power of ten as whole numbers, or None if no power makes them whole.

    Values typed with up to six decimals are turned exactly, so that equal sums stay equal.
    """
    for decimals in range(_MOST_DECIMALS + 1):
        scaled = values * 10**decimals
        if np.abs(scaled).max() >= 2**52:
            return None
        whole: Scores = np.rint(scaled).astype(np.int64)
        if np.allclose(scaled, whole, rtol=1e-15, atol=0):
            return whole
    return None


def _reduce(scores: Scores) -> tuple[Scores, int]:
    """Shift the scores to start at 0 and divide them by their greatest common divisor."""
    steps = scores - scores.min()
    unit = max(1, int(np.gcd.reduce(steps)))
    return steps // unit, unit

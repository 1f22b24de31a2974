"""Exact conditional logistic regression of a binary outcome on one covariate.

Given the number of events, the distribution of the sufficient statistic t = sum(x y) depends on
the slope alone: P(T = t) is proportional to c(t) exp(slope t), where c(t) counts the ways to choose
the events that give t. All c(t) are found by adding one observation at a time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from qi_stats.stats.sums import distribute_sums, fits_exactly

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

STATE_LIMIT = 2_000_000
"""Most different (number of events, sum) pairs that are enumerated."""
WORK_LIMIT = 10_000_000
"""Most additions to them, which take a second or two."""

_DIGITS = 12
_FARTHEST = 10**9
_TIES = 1e-7  # relative; probabilities this close are one, as in R's fisher.test
_MAX_DOUBLINGS = 200


class TooManyStatesError(ArithmeticError):
    """The covariate has too many different values to enumerate its sums."""


@dataclass(frozen=True, slots=True)
class ConditionalDistribution:
    """Distribution of the sufficient statistic, given the number of events.

    Attributes
    ----------
    support
        Possible values of the statistic, ascending, shape (m,), in units of the covariate.
    log_counts
        Natural logarithm of the number of ways to reach each, shape (m,).
    observed
        Position of the observed value.
    """

    support: NDArray[np.float64]
    log_counts: NDArray[np.float64]
    observed: int

    def probabilities(self, slope: float) -> NDArray[np.float64]:
        """Probability of each value when the slope is `slope`, shape (m,)."""
        weights = self.log_counts + slope * (self.support - self.support[self.observed])
        shares = np.exp(weights - weights.max())
        return np.asarray(shares / shares.sum())

    def upper_tail(self, slope: float) -> float:
        """Probability of the observed value or more."""
        return float(self.probabilities(slope)[self.observed :].sum())

    def lower_tail(self, slope: float) -> float:
        """Probability of the observed value or less."""
        return float(self.probabilities(slope)[: self.observed + 1].sum())

    def mean(self, slope: float) -> float:
        """Mean of the statistic, less its observed value."""
        return float(self.probabilities(slope) @ (self.support - self.support[self.observed]))


def enumerate_distribution(
    *, y: NDArray[np.float64], x: NDArray[np.float64]
) -> ConditionalDistribution:
    """Enumerate the conditional distribution of sum(x y).

    Parameters
    ----------
    y
        Outcome of 0 and 1, shape (n,).
    x
        Covariate, shape (n,); its values are taken as decimals of 12 significant digits, so that
        sums which are equal on paper are equal here.

    Raises
    ------
    TooManyStatesError
        If the sums are more than `STATE_LIMIT`, or take more than `WORK_LIMIT` additions.

    References
    ----------
    Cox DR, Snell EJ. Analysis of Binary Data. 2nd ed. 1989, section 2.1.
    Hirji KF, Mehta CR, Patel NR. J Am Stat Assoc. 1987;82:1110-1117 (the recursion).
    """
    exact = [Fraction(f"{value:.{_DIGITS}g}") for value in x]
    unit = math.lcm(*(value.denominator for value in exact))
    steps = [int((value - min(exact)) * unit) for value in exact]
    events = int(y.sum())
    log_counts = _count_densely(steps, events) or _count_sparsely(steps, events)
    observed = sum(step for step, event in zip(steps, y, strict=True) if event)
    sums = sorted(log_counts)
    return ConditionalDistribution(
        support=np.array([float(Fraction(value, unit) + events * min(exact)) for value in sums]),
        log_counts=np.array([log_counts[value] for value in sums]),
        observed=sums.index(observed),
    )


def _count_densely(steps: list[int], events: int) -> dict[int, float] | None:
    """Return the log of the number of ways to each sum; None where the steps are too many or far.

    Fast where steps are few whole numbers, as in a score or a group.
    """
    if max(steps) > _FARTHEST or not fits_exactly(np.array(steps), events):
        return None
    found = distribute_sums(np.array(steps), events)
    logs = np.log(found.chances) + math.log(math.comb(len(steps), events))
    return dict(zip(map(int, found.sums), logs.tolist(), strict=True))


def _count_sparsely(steps: list[int], events: int) -> dict[int, float]:
    """Return the log of the number of ways to each sum, whatever the steps are."""
    ways: list[dict[int, int]] = [{0: 1}] + [{} for _ in range(events)]
    work = 0
    for step in steps:
        for chosen in range(events, 0, -1):
            for total, number in ways[chosen - 1].items():
                ways[chosen][total + step] = ways[chosen].get(total + step, 0) + number
        states = sum(map(len, ways))
        work += states
        if states > STATE_LIMIT or work > WORK_LIMIT:
            raise TooManyStatesError
    return {total: math.log(number) for total, number in ways[events].items()}


def find_conditional_mle(distribution: ConditionalDistribution, stride: float) -> float | None:
    """Find the slope at which the statistic's mean is its observed value.

    None at either end of the support, where the estimate is infinite (Cox and Snell, eq 2.8).
    """
    if distribution.observed in (0, len(distribution.support) - 1):
        return None
    return _solve_increasing(distribution.mean, stride)


def find_median_unbiased(distribution: ConditionalDistribution, stride: float) -> float:
    """Find the slope that the true one is as likely to exceed as not.

    The middle of the slopes at which each tail is one half; at an end of the support, the one
    slope that exists (Hirji KF, Tsiatis AA, Mehta CR. Am Stat. 1989;43:7-11).
    """
    ends = [end for end in find_bounds(distribution, stride, tail=0.5) if end is not None]
    return sum(ends) / len(ends)


def find_bounds(
    distribution: ConditionalDistribution, stride: float, tail: float
) -> tuple[float | None, float | None]:
    """Find the slopes at which the upper, and the lower, tail has this probability.

    None stands for minus and plus infinity (Cox and Snell, eq 2.9; Clopper and Pearson's idea).
    """
    low = high = None
    if distribution.observed > 0:
        low = _solve_increasing(lambda slope: distribution.upper_tail(slope) - tail, stride)
    if distribution.observed < len(distribution.support) - 1:
        high = _solve_increasing(lambda slope: tail - distribution.lower_tail(slope), stride)
    return low, high


def _solve_increasing(function: Callable[[float], float], stride: float) -> float:
    low, high = -stride, stride
    for _ in range(_MAX_DOUBLINGS):
        if function(low) < 0 < function(high):
            break
        low, high = 2 * low, 2 * high
    root: float = brentq(function, low, high, xtol=1e-15 * stride, rtol=1e-14)
    return root


@dataclass(frozen=True, slots=True)
class ExactTest:
    """Two-sided P values of slope 0 under several definitions."""

    probability: float
    twice_tail: float
    score: float
    mid: float


def judge_no_slope(distribution: ConditionalDistribution) -> ExactTest:
    """Test slope 0 by every definition in use.

    Returns
    -------
    ExactTest
        `probability` adds all values no more probable than the observed one (R's `fisher.test`;
        with many values of the covariate, some near the middle may be as rare as the extremes);
        `twice_tail` doubles the smaller tail, which agrees with the interval; `score` adds all
        values at least as far from the mean (the default of exact procedures in commercial
        packages); `mid` is `twice_tail` counting only half of the observed value.
    """
    chances = distribution.probabilities(0.0)
    at = chances[distribution.observed]
    distance = np.abs(distribution.support - float(chances @ distribution.support))
    far = distance >= distance[distribution.observed] * (1 - _TIES)
    smaller = min(distribution.lower_tail(0.0), distribution.upper_tail(0.0))
    return ExactTest(
        probability=min(1.0, float(chances[chances <= at * (1 + _TIES)].sum())),
        twice_tail=min(1.0, 2 * smaller),
        score=min(1.0, float(chances[far].sum())),
        mid=min(1.0, 2 * (smaller - float(at) / 2)),
    )

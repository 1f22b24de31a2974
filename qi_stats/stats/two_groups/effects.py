"""Standardised mean differences: Cohen's d and Hedges' g."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from scipy import special

from qi_stats.stats.arrays import check_choice, read_sample
from qi_stats.stats.noncentral import bound_noncentrality
from qi_stats.stats.two_groups.means import student_t
from qi_stats.stats.two_groups.results import StandardizedDifference

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

Interval = Literal["noncentral", "normal"]

_INTERVALS = {
    "noncentral": "interval by inverting the noncentral t distribution",
    "normal": "interval by the large-sample variance of Hedges and Olkin",
}
_COHEN = "Cohen's d, SD pooled with n - 2"
_HEDGES = "Hedges' g, Cohen's d times the exact correction J"
_TOO_FEW = "With one degree of freedom the correction for small samples does not exist."


def cohen_d(
    a: ArrayLike, b: ArrayLike, *, level: float = 0.95, interval: Interval = "noncentral"
) -> StandardizedDifference:
    """Estimate the mean difference in units of the pooled SD.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level, a fraction.
    interval
        "noncentral" (default; R's effectsize, exact under normality) or "normal" (Hedges and
        Olkin's variance, as in meta-analysis programs).

    Returns
    -------
    StandardizedDifference
        `effect` is (mean(a) - mean(b)) / pooled SD, without unit. None, with a warning, where
        Student's t is.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or an argument is unknown.

    References
    ----------
    Cohen (1988), Statistical Power Analysis, eq. 2.5.1. Steiger and Fouladi (1997), in What If
    There Were No Significance Tests?, 221-257. Hedges and Olkin (1985), p. 86, eq. 15.
    """
    return _standardize(a, b, level, interval, correct=False)


def hedges_g(
    a: ArrayLike, b: ArrayLike, *, level: float = 0.95, interval: Interval = "noncentral"
) -> StandardizedDifference:
    """Estimate the standardised mean difference without Cohen's small-sample bias.

    It is Cohen's d times J(m) = Γ(m/2) / (√(m/2) Γ((m - 1)/2)), m = n_a + n_b - 2.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level, a fraction.
    interval
        "noncentral" (default): Cohen's bounds times J, as in R's `effectsize::hedges_g`; or
        "normal": Hedges and Olkin's variance, taken at g.

    Returns
    -------
    StandardizedDifference
        `effect` is without unit. None, with a warning, where Student's t is, and with three values
        in all, where J does not exist.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or an argument is unknown.

    References
    ----------
    Hedges (1981), J Educ Stat 6:107-128.
    """
    return _standardize(a, b, level, interval, correct=True)


def correct_bias(df: float) -> float:
    """Return Hedges' J, the factor that takes the bias out of Cohen's d; df above 1."""
    return math.exp(math.lgamma(df / 2) - math.lgamma((df - 1) / 2)) / math.sqrt(df / 2)


def _standardize(
    a: ArrayLike, b: ArrayLike, level: float, interval: Interval, *, correct: bool
) -> StandardizedDifference:
    check_choice("interval", interval, _INTERVALS)
    first, second = read_sample(a, "a"), read_sample(b, "b")
    definition = f"{_HEDGES if correct else _COHEN}; {_INTERVALS[interval]}"
    test = student_t(first, second, level=level)
    if test.t is None or test.df is None:
        return StandardizedDifference(definition=definition, warnings=test.warnings)
    if correct and test.df < 2:
        return StandardizedDifference(definition=definition, warnings=(_TOO_FEW,))
    factor = correct_bias(test.df) if correct else 1.0
    unit = math.sqrt(1 / len(first) + 1 / len(second))
    effect = factor * test.t * unit
    if interval == "noncentral":
        bounds = bound_noncentrality(test.t, test.df, level)
        low, high = (factor * bound * unit for bound in bounds)
    else:
        z = float(special.ndtri((1 + level) / 2))
        reach = z * math.sqrt(unit**2 + effect**2 / (2 * (test.df + 2)))
        low, high = effect - reach, effect + reach
    return StandardizedDifference(effect=effect, low=low, high=high, definition=definition)

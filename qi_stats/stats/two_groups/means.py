"""Comparing two means: the t tests of Student and Welch, and Levene's test of equal spread."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import special

from qi_stats.stats.arrays import ROUNDING, check_choice, check_level, read_sample
from qi_stats.stats.description.summaries import mean_and_sd
from qi_stats.stats.many_tables import answers_tables
from qi_stats.stats.two_groups.many_tables import judge_means
from qi_stats.stats.two_groups.results import MeanDifference, VarianceTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

STUDENT = "Student's t test, equal variances assumed"
WELCH = "Welch's t test, Satterthwaite df, equal variances not assumed"
_CENTERS = {
    "mean": "Levene's test, deviations from the group means",
    "median": "Brown-Forsythe test, deviations from the group medians",
}
EMPTY = "A group is empty, so there is nothing to compare."
_ALIKE = "All deviations from the centers are equal, so there is no test."
_INFINITE = "The deviations do not vary within the groups, so F is infinite and P is 0."
_CONSTANT = "The values do not vary within the groups, so there is no test."


@answers_tables(partial(judge_means, pooled=True))
def student_t(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> MeanDifference:
    """Compare two means by Student's t test with pooled variance.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level of the difference, a fraction.

    Returns
    -------
    MeanDifference
        `difference` is mean(a) - mean(b); P is two-sided. None, with a warning, where a group is
        empty, both have one value, or no value varies.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Student (1908), Biometrika 6:1-25; R: `t.test(a, b, var.equal = TRUE)`.
    """
    first, second = read_sample(a, "a"), read_sample(b, "b")
    check_level(level)
    if min(len(first), len(second)) == 0:
        return MeanDifference(definition=STUDENT, warnings=(EMPTY,))
    (mean_a, sd_a), (mean_b, sd_b) = mean_and_sd(first), mean_and_sd(second)
    n_a, n_b, df = len(first), len(second), len(first) + len(second) - 2
    if df == 0:
        warnings = ("Each group has one value only, so there is no test.",)
        return MeanDifference(difference=mean_a - mean_b, definition=STUDENT, warnings=warnings)
    pooled = ((n_a - 1) * (sd_a or 0.0) ** 2 + (n_b - 1) * (sd_b or 0.0) ** 2) / df
    se = math.sqrt(pooled * (1 / n_a + 1 / n_b))
    return _judge_difference((mean_a, mean_b), se, float(df), level, STUDENT)


@answers_tables(partial(judge_means, pooled=False))
def welch_t(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> MeanDifference:
    """Compare two means by Welch's t test.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level of the difference, a fraction.

    Returns
    -------
    MeanDifference
        `difference` is mean(a) - mean(b); P is two-sided. None, with a warning, where a group has
        fewer than two values, or no value varies.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Welch (1947), Biometrika 34:28-35, eq. 28; R: `t.test(a, b)`.
    """
    first, second = read_sample(a, "a"), read_sample(b, "b")
    check_level(level)
    if min(len(first), len(second)) == 0:
        return MeanDifference(definition=WELCH, warnings=(EMPTY,))
    (mean_a, sd_a), (mean_b, sd_b) = mean_and_sd(first), mean_and_sd(second)
    if sd_a is None or sd_b is None:
        warnings = ("A group has one value only, so its variance is unknown.",)
        return MeanDifference(difference=mean_a - mean_b, definition=WELCH, warnings=warnings)
    v_a, v_b = sd_a**2 / len(first), sd_b**2 / len(second)
    se = math.sqrt(v_a + v_b)
    share = v_a / (v_a + v_b) if se else 0.0
    df = 1 / (share**2 / (len(first) - 1) + (1 - share) ** 2 / (len(second) - 1))
    return _judge_difference((mean_a, mean_b), se, df, level, WELCH)


def levene(
    a: ArrayLike, b: ArrayLike, *, center: Literal["mean", "median"] = "mean"
) -> VarianceTest:
    """Test whether two groups spread alike, by the absolute deviations from their centers.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    center
        "mean" (Levene; SPSS) or "median" (Brown and Forsythe; the default of R's car).

    Returns
    -------
    VarianceTest
        F with 1 and n_a + n_b - 2 df. None, with a warning, where a group has fewer than two
        values, or all deviations are equal; P of 0 and no F where they are within each group only.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or `center` is unknown.

    References
    ----------
    Levene (1960), in Olkin et al., Contributions to Probability and Statistics, 278-292.
    Brown and Forsythe (1974), J Am Stat Assoc 69:364-367; R: `car::leveneTest` with `center`.
    """
    check_choice("center", center, _CENTERS)
    first, second = read_sample(a, "a"), read_sample(b, "b")
    if min(len(first), len(second)) < 2:
        warnings = ("A group has fewer than two values, so its spread is unknown.",)
        return VarianceTest(definition=_CENTERS[center], warnings=warnings)
    away_a, away_b = _deviate(first, center), _deviate(second, center)
    df2 = len(first) + len(second) - 2
    gap = student_t(away_a, away_b)
    scale = max(float(np.abs(first).max()), float(np.abs(second).max()))
    known = VarianceTest(df1=1, df2=df2, definition=_CENTERS[center])
    if gap.t is None or max(np.ptp(away_a), np.ptp(away_b)) <= ROUNDING * scale:
        apart = abs(float(away_a.mean() - away_b.mean())) > ROUNDING * scale
        if apart:
            return replace(known, p=0.0, warnings=(_INFINITE,))
        return replace(known, warnings=(_ALIKE,))
    return VarianceTest(f=gap.t**2, df1=1, df2=df2, p=gap.p, definition=_CENTERS[center])


def _judge_difference(
    means: tuple[float, float], se: float, df: float, level: float, definition: str
) -> MeanDifference:
    difference = means[0] - means[1]
    if se <= ROUNDING * max(map(abs, means)):
        return MeanDifference(difference=difference, definition=definition, warnings=(_CONSTANT,))
    t = difference / se
    reach = float(special.stdtrit(df, (1 + level) / 2)) * se
    return MeanDifference(
        difference=difference,
        se=se,
        t=t,
        df=df,
        p=2 * float(special.stdtr(df, -abs(t))),
        low=difference - reach,
        high=difference + reach,
        definition=definition,
    )


def _deviate(sample: Sample, center: str) -> Sample:
    middle = mean_and_sd(sample)[0] if center == "mean" else float(np.median(sample))
    return np.abs(sample - middle)

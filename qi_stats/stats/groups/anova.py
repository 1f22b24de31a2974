"""Comparing the means, and the spread, of any number of groups."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import ROUNDING, check_choice, read_sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

ONE_WAY = "One-way analysis of variance, equal variances assumed"
WELCH = "Welch's analysis of variance, equal variances not assumed"
CENTERS = {
    "mean": "Levene's test, deviations from the group means",
    "median": "Brown-Forsythe test, deviations from the group medians",
    "trimmed": "Brown-Forsythe test, deviations from the 10% trimmed means",
}
TRIM = 0.1
FEW_GROUPS = "There are fewer than two groups with values, so there is nothing to compare."
CONSTANT = "The values do not vary within the groups, so F is infinite and P is 0."
ALIKE = "No value differs from any other, so there is no test."
_OF_SPREAD = {
    ALIKE: "All deviations from the centers are equal, so there is no test.",
    CONSTANT: "The deviations do not vary within the groups, so F is infinite and P is 0.",
}
"""The same, said of the deviations that Levene's test compares."""
SINGLE = "A group has one value only, so its variance is unknown."
STILL = "A group does not vary, so its mean would have infinite weight."
FULL = "Each group has one value only, so there is no test."


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceAnalysis(Estimate):
    """An F test of the means, or the spread, of several groups.

    `eta_squared` is the share of the sum of squares that lies between the groups.
    """

    groups: int = field(default=0, metadata=shown("Groups", "integer", plain=True))
    f: float | None = field(default=None, metadata=shown("F", "decimal2"))
    df1: int | None = field(default=None, metadata=shown("Numerator df", "integer"))
    df2: float | None = field(default=None, metadata=shown("Denominator df", "decimal1"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    eta_squared: float | None = field(default=None, metadata=shown("Eta squared", "decimal2"))


def one_way_anova(groups: Sequence[ArrayLike]) -> VarianceAnalysis:
    """Compare the means of groups by the one-way analysis of variance.

    Parameters
    ----------
    groups
        One array a group, shapes (n_i,), same units, without missing values.

    Returns
    -------
    VarianceAnalysis
        F with k - 1 and n - k degrees of freedom. None, with a warning, where fewer than two
        groups have values, each group has one, or all values are equal; a spread of zero within
        groups that differ gives P = 0 without F.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Fisher (1925), Statistical Methods for Research Workers, section 40; R:
    `oneway.test(y ~ g, var.equal = TRUE)`.
    """
    samples = read_groups(groups)
    if len(samples) < 2:
        return VarianceAnalysis(groups=len(samples), definition=ONE_WAY, warnings=(FEW_GROUPS,))
    between, within = _split_squares(samples)
    df1, df2 = len(samples) - 1, sum(map(len, samples)) - len(samples)
    known = VarianceAnalysis(groups=len(samples), df1=df1, df2=df2, definition=ONE_WAY)
    return _judge_f(known, between, within, _find_scale(samples))


def welch_anova(groups: Sequence[ArrayLike]) -> VarianceAnalysis:
    """Compare the means of groups whose variances may differ.

    Parameters
    ----------
    groups
        One array a group, shapes (n_i,), same units, without missing values.

    Returns
    -------
    VarianceAnalysis
        F with k - 1 and approximate denominator degrees of freedom. None, with a warning, where
        fewer than two groups have values, or one of them has a single value or does not vary.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Welch (1951), Biometrika 38:330-336; R: `oneway.test(y ~ g)`.
    """
    samples = read_groups(groups)
    warning = _refuse_welch(samples)
    if warning:
        return VarianceAnalysis(groups=len(samples), definition=WELCH, warnings=(warning,))
    sizes = np.array([len(one) for one in samples])
    means = np.array([one.mean() for one in samples])
    weights = sizes / np.array([one.var(ddof=1) for one in samples])
    share, k = weights / weights.sum(), len(samples)
    lack = float((((1 - share) ** 2) / (sizes - 1)).sum()) / (k**2 - 1)
    center = float((share * means).sum())
    f = float((weights * (means - center) ** 2).sum()) / (k - 1) / (1 + 2 * (k - 2) * lack)
    df2 = 1 / (3 * lack)
    p = float(special.fdtrc(k - 1, df2, f))
    return VarianceAnalysis(groups=k, f=f, df1=k - 1, df2=df2, p=p, definition=WELCH)


def levene_groups(groups: Sequence[ArrayLike], *, center: str = "mean") -> VarianceAnalysis:
    """Test whether groups spread alike, by the absolute deviations from their centers.

    Parameters
    ----------
    groups
        One array a group, shapes (n_i,), same units, without missing values.
    center
        "mean" (Levene; SPSS), "median" (Brown and Forsythe; the default of R's car) or "trimmed"
        (the mean without a tenth of the values at each end).

    Returns
    -------
    VarianceAnalysis
        F with k - 1 and n - k degrees of freedom; None, with a warning, as in `one_way_anova` of
        the deviations. Where the deviations do not vary within groups that differ, P is 0.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or `center` is unknown.

    References
    ----------
    Levene (1960), in Olkin et al., Contributions to Probability and Statistics, 278-292.
    Brown and Forsythe (1974), J Am Stat Assoc 69:364-367; R: `car::leveneTest` with `center`.
    """
    check_choice("center", center, CENTERS)
    samples = read_groups(groups)
    if len(samples) < 2:
        warnings = (FEW_GROUPS,)
        return VarianceAnalysis(groups=len(samples), definition=CENTERS[center], warnings=warnings)
    away = [np.abs(one - _find_center(one, center)) for one in samples]
    between, within = _split_squares(away)
    df1, df2 = len(samples) - 1, sum(map(len, samples)) - len(samples)
    known = VarianceAnalysis(groups=len(samples), df1=df1, df2=df2, definition=CENTERS[center])
    test = _judge_f(known, between, within, _find_scale(samples))
    return replace(test, warnings=tuple(_OF_SPREAD.get(words, words) for words in test.warnings))


def read_groups(groups: Sequence[ArrayLike]) -> list[Sample]:
    """Return the groups that have values, each a one-dimensional float array.

    Raises
    ------
    ValueError
        If a group has a missing or infinite value.
    """
    samples = [read_sample(one, f"groups[{place}]") for place, one in enumerate(groups)]
    return [one for one in samples if len(one)]


def _split_squares(samples: list[Sample]) -> tuple[float, float]:
    """Return the sums of squares between and within groups."""
    means = [float(one.mean()) for one in samples]
    grand = float(np.concatenate(samples).mean())
    between = math.fsum(
        len(one) * (mean - grand) ** 2 for one, mean in zip(samples, means, strict=True)
    )
    within = math.fsum(
        float(((one - mean) ** 2).sum()) for one, mean in zip(samples, means, strict=True)
    )
    return between, within


def _find_scale(samples: list[Sample]) -> float:
    return max(float(np.abs(one).max()) for one in samples)


def _judge_f(
    known: VarianceAnalysis, between: float, within: float, scale: float
) -> VarianceAnalysis:
    """Return F, P and the share between groups, where there is a spread to hold them against."""
    df1, df2 = known.df1 or 0, known.df2 or 0
    if df2 == 0:
        return replace(known, df2=None, warnings=(FULL,))
    least = (ROUNDING * scale) ** 2 * (df1 + df2 + 1)
    if within <= least:
        if between <= least:
            return replace(known, warnings=(ALIKE,))
        return replace(known, p=0.0, eta_squared=1.0, warnings=(CONSTANT,))
    f = between / df1 / (within / df2)
    p = float(special.fdtrc(df1, df2, f))
    return replace(known, f=f, p=p, eta_squared=between / (between + within))


def _refuse_welch(samples: list[Sample]) -> str | None:
    """Return why Welch's test gives nothing for these groups."""
    if len(samples) < 2:
        return FEW_GROUPS
    if min(map(len, samples)) < 2:
        return SINGLE
    still = ROUNDING * _find_scale(samples)
    return STILL if min(float(one.std(ddof=1)) for one in samples) <= still else None


def _find_center(sample: Sample, center: str) -> float:
    if center == "median":
        return float(np.median(sample))
    cut = int(len(sample) * TRIM) if center == "trimmed" else 0
    return float(np.sort(sample)[cut : len(sample) - cut].mean())

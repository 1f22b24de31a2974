"""Standardized differences of two groups, as tables of characteristics show them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.stats.arrays import ROUNDING, check_level, read_sample, read_table
from qi_stats.stats.description.summaries import mean_and_sd
from qi_stats.stats.two_groups.results import StandardizedDifference

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

_NORMAL = "normal interval"
MEANS = f"difference of means over the root of the mean variance, {_NORMAL}"
SHARES = f"difference of shares over the root of their mean variance, {_NORMAL}"
DISTANCE = f"Mahalanobis distance of the shares of all levels, {_NORMAL}, not below 0"
FEW = "A group has fewer than two values, so nothing can be standardized."
EMPTY = "A group has no values, so nothing can be standardized."
NO_SPREAD = "Neither group varies, so nothing can be standardized."
APART = "The two groups share too few levels for a standardized difference."


def standardized_means(
    a: ArrayLike, b: ArrayLike, *, level: float = 0.95
) -> StandardizedDifference:
    """Estimate the difference of two means in units of the root of the mean variance.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level, a fraction.

    Returns
    -------
    StandardizedDifference
        `effect` is (mean(a) - mean(b)) / √((s_a² + s_b²) / 2), without unit. None, with a warning,
        where a group has fewer than two values or nothing varies.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or the level is none.

    References
    ----------
    Yang and Dalton (2012), SAS Global Forum, paper 335; R: `smd::smd`, `tableone::ExtractSmd`.
    """
    check_level(level)
    first, second = read_sample(a, "a"), read_sample(b, "b")
    if min(len(first), len(second)) < 2:
        return StandardizedDifference(definition=MEANS, warnings=(FEW,))
    (mean_a, sd_a), (mean_b, sd_b) = mean_and_sd(first), mean_and_sd(second)
    unit = math.hypot(sd_a or 0.0, sd_b or 0.0) / math.sqrt(2)
    if unit <= ROUNDING * max(abs(mean_a), abs(mean_b)):
        return StandardizedDifference(definition=MEANS, warnings=(NO_SPREAD,))
    return _bound((mean_a - mean_b) / unit, len(first), len(second), level, MEANS)


def standardized_shares(table: ArrayLike, *, level: float = 0.95) -> StandardizedDifference:
    """Estimate how far apart the shares of two groups are, in standard deviations.

    Parameters
    ----------
    table
        Counts, shape (2, levels): a row for each group; of two levels, the event is first.
    level
        Confidence level, a fraction.

    Returns
    -------
    StandardizedDifference
        Of two levels, the signed difference of the event's shares; of more, a distance of 0 or
        more, which does not depend on the level that is left out. Levels that nobody has are left
        out. None, with a warning, where a group is empty or the groups share too few levels.

    Raises
    ------
    ValueError
        If the table is not two rows of counts, or the level is none.

    References
    ----------
    Yang and Dalton (2012), SAS Global Forum, paper 335; R: `smd::smd`, `tableone::ExtractSmd`.
    """
    check_level(level)
    counts = read_table(table)
    if len(counts) != 2:
        raise ValueError(f"table must have two rows, one a group, not {len(counts)}")
    definition = SHARES if counts.shape[1] == 2 else DISTANCE
    sizes = counts.sum(axis=1)
    if not sizes.all():
        return StandardizedDifference(definition=definition, warnings=(EMPTY,))
    shares = counts / sizes[:, None]
    if counts.shape[1] > 2:
        shares = shares[:, counts.any(axis=0)]
    gap = (shares[0] - shares[1])[:-1]
    spread = _average_covariance(shares[:, :-1])
    if gap.size == 0 or np.linalg.matrix_rank(spread) < len(gap):
        return StandardizedDifference(
            definition=definition, warnings=(APART if gap.any() else NO_SPREAD,)
        )
    distance = math.sqrt(float(gap @ np.linalg.solve(spread, gap)))
    effect = math.copysign(distance, gap[0]) if definition == SHARES else distance
    return _bound(effect, int(sizes[0]), int(sizes[1]), level, definition)


def _average_covariance(shares: Sample) -> Sample:
    """Return the mean of the two groups' multinomial covariances, shape (levels, levels)."""
    covariances = [np.diag(share) - np.outer(share, share) for share in shares]
    return np.asarray(np.mean(covariances, axis=0), dtype=np.float64)


def _bound(
    effect: float, first: int, second: int, level: float, definition: str
) -> StandardizedDifference:
    """Return the effect with its interval by the large-sample variance of Hedges and Olkin."""
    variance = 1 / first + 1 / second + effect**2 / (2 * (first + second))
    reach = float(special.ndtri((1 + level) / 2)) * math.sqrt(variance)
    low = effect - reach
    return StandardizedDifference(
        effect=effect,
        low=max(low, 0.0) if definition == DISTANCE else low,
        high=effect + reach,
        definition=definition,
    )

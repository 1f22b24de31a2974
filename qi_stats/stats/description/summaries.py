"""Describing one variable: numbers by their moments and quantiles, levels by their counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import special

from qi_stats.stats.arrays import check_choice, check_level, read_sample
from qi_stats.stats.description.proportions import DEFINITIONS, Interval, proportion
from qi_stats.stats.description.results import LevelCount, LevelsSummary, NumberSummary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

Quantiles = Literal["type7", "type6"]

NO_VALUES = "There are no values to describe."
_NUMPY_METHOD: dict[str, Literal["linear", "weibull"]] = {"type7": "linear", "type6": "weibull"}
_QUANTILES = {
    "type7": "quartiles of Hyndman and Fan's type 7 (R, Excel)",
    "type6": "quartiles of Hyndman and Fan's type 6 (SPSS, Minitab)",
}


def describe_numbers(
    values: ArrayLike, *, level: float = 0.95, quantiles: Quantiles = "type7"
) -> NumberSummary:
    """Describe a numeric variable.

    Parameters
    ----------
    values
        Shape (n,), without missing values.
    level
        Confidence level of the t interval of the mean, a fraction.
    quantiles
        "type7" as in R (default) or "type6" as in SPSS; the median is the same in both.

    Returns
    -------
    NumberSummary
        In the units of `values`. SD and standard error divide by n - 1. None, with a warning,
        where there are too few values.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or an argument is unknown.

    References
    ----------
    Hyndman and Fan (1996), Am Stat 50:361-365, definitions 6 and 7.
    """
    check_level(level)
    check_choice("quantiles", quantiles, _QUANTILES)
    sample = read_sample(values)
    n, definition = len(sample), _QUANTILES[quantiles]
    if n == 0:
        return NumberSummary(n=0, definition=definition, warnings=(NO_VALUES,))
    mean, sd = mean_and_sd(sample)
    se = None if sd is None else sd / math.sqrt(n)
    low, high, warnings = _bound_mean(mean, se, n, level)
    method = _NUMPY_METHOD[quantiles]
    q1, median, q3 = (float(q) for q in np.quantile(sample, (0.25, 0.5, 0.75), method=method))
    return NumberSummary(
        n=n, mean=mean, sd=sd, se=se, low=low, high=high, median=median, q1=q1, q3=q3,
        min=float(sample.min()), max=float(sample.max()), definition=definition, warnings=warnings,
    )  # fmt: skip


def describe_levels(
    values: Sequence[str],
    levels: Sequence[str],
    *,
    level: float = 0.95,
    interval: Interval = "wilson",
) -> LevelsSummary:
    """Count each level of a categorical variable.

    Parameters
    ----------
    values
        Level names, shape (n,), without missing values.
    levels
        Every possible level, in the order of the codebook; an unused one is counted as 0.
    level, interval
        Confidence level and kind of interval of each proportion, see `proportion`.

    Returns
    -------
    LevelsSummary
        One part per level, in the order of `levels`.

    Raises
    ------
    ValueError
        If a value is not among the levels or a level is repeated.

    References
    ----------
    Those of `proportion`.
    """
    names = [str(name) for name in levels]
    if len(set(names)) != len(names):
        raise ValueError("levels must be different from each other")
    found = list(values)
    strange = sum(value not in names for value in found)
    if strange:
        raise ValueError(f"values must be among {', '.join(names)}; not so: {strange}")
    counts = tuple(_count_level(name, found, level, interval) for name in names)
    warnings = () if found else (NO_VALUES,)
    return LevelsSummary(
        n=len(found), levels=counts, definition=DEFINITIONS[interval], warnings=warnings
    )


def mean_and_sd(sample: Sample) -> tuple[float, float | None]:
    """Return mean and SD (n - 1); the SD is None for one value, exactly 0 when all are equal.

    Sums are exact before rounding (`math.fsum`), and the SD takes the second pass's correction of
    Chan, Golub and LeVeque (1983), Am Stat 37:242-247, eq. 1.7.
    """
    n = len(sample)
    if sample.min() == sample.max():
        return float(sample[0]), None if n == 1 else 0.0
    mean = math.fsum(sample) / n
    deviations = sample - mean
    squares = math.fsum(deviations**2) - math.fsum(deviations) ** 2 / n
    return mean, math.sqrt(squares / (n - 1))


def _bound_mean(
    mean: float, se: float | None, n: int, level: float
) -> tuple[float | None, float | None, tuple[str, ...]]:
    if se is None:
        return None, None, ("There is one value only, so there is no SD and no interval.",)
    if se == 0:
        return None, None, ("All values are the same, so the mean has no interval.",)
    reach = float(special.stdtrit(n - 1, (1 + level) / 2)) * se
    return mean - reach, mean + reach, ()


def _count_level(name: str, values: list[str], level: float, interval: Interval) -> LevelCount:
    share = proportion(values.count(name), len(values), level=level, interval=interval)
    return LevelCount(
        level=name,
        n=share.successes,
        total=share.n,
        proportion=share.proportion,
        low=share.low,
        high=share.high,
        definition=share.definition,
        warnings=share.warnings,
    )

"""Likelihood-ratio tests and profile-likelihood intervals of one logistic coefficient at a time."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import chi2

from qi_stats.stats.regression.crossing import find_crossing
from qi_stats.stats.regression.design import isolate_column
from qi_stats.stats.regression.likelihood import LogisticLikelihood
from qi_stats.stats.regression.separation import detect_separation

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from qi_stats.stats.regression.design import Design
    from qi_stats.stats.regression.likelihood import Maximum


_MAX_LOG_ODDS = math.log(sys.float_info.max)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the profile of one coefficient says.

    Attributes
    ----------
    lr_chi2, p
        Twice the fall of the log-likelihood at 0, and its P on 1 degree of freedom.
    low, high
        Where twice the fall equals the quantile of chi-square; None where it never does.
    """

    lr_chi2: float
    p: float
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Curve:
    """The profile log-likelihood of one coefficient, and what is known of it beforehand.

    Attributes
    ----------
    likelihood
        What is profiled.
    profile
        The maximum for a value of the coefficient.
    top
        Coefficients at the highest maximum of all, shape (k,); where there is none, the supremum.
    start
        The estimate, or any number where it is infinite.
    stride
        About the size of the coefficient's standard error.
    bounded
        Whether there is a lower and an upper bound.
    """

    likelihood: LogisticLikelihood
    profile: Callable[[float], Maximum]
    top: NDArray[np.float64] | float
    start: float
    stride: float
    bounded: tuple[bool, bool] = (True, True)

    def fall(self, value: float) -> float:
        """Twice the fall of the log-likelihood from its top to its maximum at a value."""
        reached = self.profile(value)
        if isinstance(self.top, float):
            return 2 * (self.top - reached.value)
        if not math.isfinite(reached.value):
            return math.inf
        return 2 * self.likelihood.gain(self.top, reached.beta)


def trace_profile(curve: Curve, level: float) -> Profile:
    """Test a coefficient against 0 and find its profile-likelihood interval.

    Parameters
    ----------
    curve
        The profile log-likelihood.
    level
        Confidence level, between 0 and 1.

    References
    ----------
    Venzon DJ, Moolgavkar SH. Appl Stat. 1988;37:87-94, eq 1 (R's `confint.glm`).
    """
    limit = float(chi2.ppf(level, 1))

    @cache
    def fall(value: float) -> float:
        return curve.fall(value)

    low, high = (
        find_crossing(fall, start=curve.start, step=sign * curve.stride, limit=limit)
        if exists
        else None
        for sign, exists in zip((-1, 1), curve.bounded, strict=True)
    )
    statistic = max(0.0, fall(0.0))
    return Profile(statistic, float(chi2.sf(statistic, 1)), low, high)


def find_likelihood(design: Design, j: int) -> LogisticLikelihood:
    """Return the plain likelihood that is profiled, with the coefficient of column `j` first.

    Where the other columns still separate some observations, whatever the value of this
    coefficient, those observations contribute nothing to the supremum and are set aside.
    """
    others = np.delete(design.X, j, axis=1)
    rows = detect_separation(y=design.y, X=others).overlapping
    return LogisticLikelihood(design.y[rows], isolate_column(design.X[rows], j))


def choose_stride(X: NDArray[np.float64], j: int) -> float:
    """Return a first stride for the coefficient of column `j`: about its standard error."""
    own = isolate_column(X, j)[:, 0]
    return 2.0 / float(np.linalg.norm(own))


def to_odds_ratio(coefficient: float | None) -> float | None:
    """Return the odds ratio of a log odds; None when there is none or it overflows."""
    if coefficient is None or coefficient > _MAX_LOG_ODDS:
        return None
    return math.exp(coefficient)

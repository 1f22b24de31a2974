"""Agreement of two reviewers beyond chance: Cohen's kappa, Gwet's AC1 and AC2."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.stats import norm, t

from qi_stats.stats.agreement.results import ChanceCorrectedAgreement
from qi_stats.stats.agreement.reviews import (
    NO_ITEMS,
    WEIGHTS,
    Weights,
    cross_reviews,
    weigh_agreement,
)
from qi_stats.stats.arrays import check_choice, check_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Categories = Literal["used", "declared"]

FEW_ITEMS = 20
"""Fewer items than this get a warning: the standard errors are for large samples."""

_ROUNDING = 1e-12
"""A standard error below it is 0."""

_CATEGORIES: dict[Categories, str] = {
    "used": "chance spread over the levels that a reviewer used",
    "declared": "chance spread over all levels of the codebook",
}


@dataclass(frozen=True, slots=True)
class _Chance:
    """Observed and expected agreement, and the coefficient that they give."""

    observed: float
    expected: float

    @property
    def coefficient(self) -> float:
        return (self.observed - self.expected) / (1 - self.expected)


def cohen_kappa(
    *,
    first: Sequence[str],
    second: Sequence[str],
    levels: Sequence[str],
    weights: Weights = "none",
    level: float = 0.95,
) -> ChanceCorrectedAgreement:
    """Compute Cohen's kappa, plain or weighted, with its large-sample interval.

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items.
    levels
        Every level that could be chosen, in order. One that neither reviewer used changes
        nothing but, with weights, the distance of the levels on its two sides.
    weights
        "none", "linear" or "quadratic": the credit for near misses of ordered levels.
    level
        Confidence level of the interval, which is cut at 1 and -1.

    Returns
    -------
    ChanceCorrectedAgreement
        None with a warning where both reviewers used one and the same level throughout, so that
        chance explains everything; no interval where they agreed on every item, because the
        large-sample variance is then 0 whatever the number of items.

    Raises
    ------
    ValueError
        If the lengths differ, a level is unknown, or an option is not allowed.

    References
    ----------
    Cohen J. Educ Psychol Meas. 1960;20:37-46; Psychol Bull. 1968;70:213-220.
    Fleiss JL, Cohen J, Everitt BS. Psychol Bull. 1969;72:323-327, eqs 8 and 9 (R's `vcd::Kappa`).
    """
    check_choice("weights", weights, WEIGHTS)
    check_level(level)
    counts = cross_reviews(first, second, levels)
    n, definition = int(counts.sum()), f"Cohen's kappa, {WEIGHTS[weights]}"
    if n == 0:
        return ChanceCorrectedAgreement(n=0, definition=definition, warnings=(NO_ITEMS,))
    credit = weigh_agreement(np.arange(len(levels)), weights)
    share = counts / n
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    chance = _Chance(float((credit * share).sum()), float(rows @ credit @ columns))
    if math.isclose(chance.expected, 1):
        return _report_one_level(n, chance.observed, definition)
    spread = np.add.outer(credit @ columns, rows @ credit)
    scale = math.sqrt(n) * (1 - chance.expected)
    se = _measure_spread(credit - spread * (1 - chance.coefficient), share) / scale
    se_null = _measure_spread(credit - spread, np.outer(rows, columns)) / scale
    report = _report(n, chance, se, float(norm.ppf((1 + level) / 2)), definition)
    return _add_test(report, chance.coefficient, se_null)


def gwet_ac(  # noqa: PLR0913 - the data are three of them
    *,
    first: Sequence[str],
    second: Sequence[str],
    levels: Sequence[str],
    weights: Weights = "none",
    categories: Categories = "used",
    level: float = 0.95,
) -> ChanceCorrectedAgreement:
    """Compute Gwet's AC1 (unweighted) or AC2 (weighted).

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items.
    levels
        Every level that could be chosen, in order.
    weights
        "none" is AC1; "linear" and "quadratic" are AC2.
    categories
        What to do with levels that neither reviewer used: chance agreement depends on the number
        of levels. "used" leaves them out (the default of R's `irrCAC`), "declared" counts them.
    level
        Confidence level of the interval, on n - 1 degrees of freedom, cut at 1 and -1.

    Returns
    -------
    ChanceCorrectedAgreement
        None with a warning where there is no item; no interval where the variance is 0.

    Raises
    ------
    ValueError
        If the lengths differ, a level is unknown, or an option is not allowed.

    References
    ----------
    Gwet KL. Br J Math Stat Psychol. 2008;61:29-48, eqs 8 and 18.
    Gwet KL. Handbook of Inter-Rater Reliability. 4th ed. 2014, sections 4.4 and 5.3.
    """
    check_choice("weights", weights, WEIGHTS)
    check_choice("categories", categories, _CATEGORIES)
    check_level(level)
    counts = cross_reviews(first, second, levels)
    positions = np.arange(len(levels))
    if categories == "used":
        positions = np.flatnonzero(counts.sum(axis=0) + counts.sum(axis=1))
        counts = counts[np.ix_(positions, positions)]
    credit = weigh_agreement(positions, weights)
    n = int(counts.sum())
    name = "Gwet's AC1" if weights == "none" else "Gwet's AC2"
    definition = f"{name}, {WEIGHTS[weights]}, {_CATEGORIES[categories]}"
    if n == 0:
        return ChanceCorrectedAgreement(n=0, definition=definition, warnings=(NO_ITEMS,))
    q = len(counts)
    if q < 2:
        return _report_one_level(n, 1.0, definition)
    prevalence = (counts.sum(axis=0) + counts.sum(axis=1)) / (2 * n)
    factor = float(credit.sum()) / (q * (q - 1))
    expected = factor * float((prevalence * (1 - prevalence)).sum())
    chance = _Chance(float((credit * counts).sum()) / n, expected)
    se = _gwet_error(counts, credit, factor * (1 - prevalence), chance)
    quantile = float(t.ppf((1 + level) / 2, n - 1)) if n > 1 else math.nan
    return _report(n, chance, se, quantile, definition)


def _measure_spread(values: NDArray[np.float64], shares: NDArray[np.float64]) -> float:
    """Return the SD of values that occur with these shares; 0 but for rounding if all are equal.

    Fleiss, Cohen and Everitt subtract the square of the mean from the mean of the squares, which
    leaves rounding of 1e-8 where nothing varies.
    """
    mean = float((shares * values).sum())
    return math.sqrt(float((shares * (values - mean) ** 2).sum()))


def _gwet_error(
    counts: NDArray[np.int64],
    credit: NDArray[np.float64],
    rarity: NDArray[np.float64],
    chance: _Chance,
) -> float | None:
    """Return the standard error over items; every item of a cell contributes the same."""
    n = int(counts.sum())
    if n < 2:
        return None
    expected = np.add.outer(rarity, rarity) / 2
    each = (credit - chance.expected) / (1 - chance.expected)
    each = each - 2 * (1 - chance.coefficient) * (expected - chance.expected) / (
        1 - chance.expected
    )
    squares = float((counts * (each - chance.coefficient) ** 2).sum())
    return math.sqrt(squares / (n * (n - 1)))


def _report_one_level(n: int, observed: float, definition: str) -> ChanceCorrectedAgreement:
    reason = "Both reviewers used one level only: chance alone would make them agree."
    return ChanceCorrectedAgreement(
        n=n, observed=observed, definition=definition, warnings=(reason,)
    )


def _report(
    n: int, chance: _Chance, se: float | None, quantile: float, definition: str
) -> ChanceCorrectedAgreement:
    warnings = []
    if n < FEW_ITEMS:
        warnings.append(f"{n} items are few for a large-sample interval: read it as a rough guide.")
    if se is None or se < _ROUNDING:
        se = None
        warnings.append("All items contribute alike, so that no standard error can be computed.")
    coefficient = chance.coefficient
    return ChanceCorrectedAgreement(
        n=n,
        coefficient=coefficient,
        observed=chance.observed,
        expected=chance.expected,
        se=se,
        low=None if se is None else max(-1.0, coefficient - quantile * se),
        high=None if se is None else min(1.0, coefficient + quantile * se),
        definition=definition,
        warnings=tuple(warnings),
    )


def _add_test(
    report: ChanceCorrectedAgreement, kappa: float, se_null: float
) -> ChanceCorrectedAgreement:
    if se_null < _ROUNDING:
        return report
    z = kappa / se_null
    return replace(report, se_null=se_null, z=z, p=float(2 * norm.sf(abs(z))))

"""Two measurements of the same patients: the paired t test and Wilcoxon's signed ranks."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import check_level, read_sample
from qi_stats.stats.association.correlation import rank

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from qi_stats.stats.arrays import Sample

PAIRED = "Paired t test"
SIGNED = "Wilcoxon signed rank test, zeros dropped, exact conditional on the ties"
SIGNED_NORMAL = "Wilcoxon signed rank test, zeros dropped, normal approximation"
EXACT_BELOW = 50
ROUNDING = 10 * float(np.finfo(np.float64).eps)
FEW = "There are fewer than two pairs, so there is no test."
STILL = "All pairs differ by the same amount, so there is no test."
SAME = "No pair differs, so there is no test."
SMALL = "There are too few pairs that differ for an interval of this level."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedDifference(Estimate):
    """The mean of the differences first minus second, in the units measured.

    `effect` is the mean difference in standard deviations of the differences.
    """

    n: int = field(default=0, metadata=shown("Pairs", "integer", plain=True))
    difference: float | None = field(default=None, metadata=shown("Mean difference", "decimal2"))
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    t: float | None = field(default=None, metadata=shown("t", "decimal2"))
    df: int | None = field(default=None, metadata=shown("df", "integer"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    low: float | None = field(default=None, metadata=shown("Difference, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Difference, upper bound", "decimal2"))
    effect: float | None = field(
        default=None, metadata=shown("Standardized mean difference", "decimal2")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRankTest(Estimate):
    """Wilcoxon's signed rank test; shift and bounds in the units measured."""

    n: int = field(default=0, metadata=shown("Pairs", "integer", plain=True))
    differing: int | None = field(default=None, metadata=shown("Pairs that differ", "integer"))
    v: float | None = field(default=None, metadata=shown("V", "decimal1"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    shift: float | None = field(default=None, metadata=shown("Pseudomedian", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Shift, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Shift, upper bound", "decimal2"))


def paired_t(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> PairedDifference:
    """Compare two measurements of the same patients by their mean difference.

    Parameters
    ----------
    a, b
        Shape (n,), paired, same units, without missing values.
    level
        Confidence level of the difference, a fraction.

    Returns
    -------
    PairedDifference
        `difference` is mean(a - b). None, with a warning, for fewer than two pairs, or where all
        pairs differ by the same amount.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is missing or infinite.

    References
    ----------
    Student (1908), Biometrika 6:1-25; R: `t.test(a, b, paired = TRUE)`.
    """
    first, second = _read_pairs(a, b)
    check_level(level)
    n = len(first)
    if n < 2:
        return PairedDifference(n=n, definition=PAIRED, warnings=(FEW,))
    gaps = first - second
    mean, sd = float(gaps.mean()), float(gaps.std(ddof=1))
    if sd <= ROUNDING * max(float(np.abs(first).max()), float(np.abs(second).max())):
        return PairedDifference(n=n, difference=mean, definition=PAIRED, warnings=(STILL,))
    se = sd / math.sqrt(n)
    reach = float(special.stdtrit(n - 1, (1 + level) / 2)) * se
    return PairedDifference(
        n=n,
        difference=mean,
        se=se,
        t=mean / se,
        df=n - 1,
        p=2 * float(special.stdtr(n - 1, -abs(mean / se))),
        low=mean - reach,
        high=mean + reach,
        effect=mean / sd,
        definition=PAIRED,
    )


def wilcoxon_signed_rank(a: ArrayLike, b: ArrayLike, *, level: float = 0.95) -> SignedRankTest:
    """Compare two measurements of the same patients by the ranks of their differences.

    Parameters
    ----------
    a, b
        Shape (n,), paired, same units, without missing values.
    level
        Confidence level of the shift, a fraction.

    Returns
    -------
    SignedRankTest
        `v` is the sum of the ranks of the pairs with a > b. P is exact, given the ties, for fewer
        than 50 pairs that differ, else normal with continuity correction. `shift` is the median
        of the means of all pairs of differences; its interval is made of these means, by the
        distribution without ties. None, with a warning, where no pair differs.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is missing or infinite.

    References
    ----------
    Wilcoxon (1945), Biometrics Bull 1:80-83; Hollander and Wolfe (1999), Nonparametric
    Statistical Methods, 3.1-3.3; R: `exactRankTests::wilcox.exact(a, b, paired = TRUE)`.
    """
    first, second = _read_pairs(a, b)
    check_level(level)
    gaps = first - second
    kept = gaps[gaps != 0]
    m, exact = len(kept), len(kept) < EXACT_BELOW
    definition = SIGNED if exact else SIGNED_NORMAL
    if m == 0:
        return SignedRankTest(n=len(gaps), differing=0, definition=definition, warnings=(SAME,))
    ranks = rank(np.abs(kept))
    v = float(ranks[kept > 0].sum())
    means = np.sort(((kept[:, None] + kept[None, :]) / 2)[np.triu_indices(m)])
    cut = _find_cut(m, (1 - level) / 2)
    return SignedRankTest(
        n=len(gaps),
        differing=m,
        v=v,
        p=_test_exactly(ranks, v) if exact else _test_normally(ranks, v),
        shift=float(np.median(means)),
        low=float(means[cut - 1]) if cut else None,
        high=float(means[-cut]) if cut else None,
        definition=definition,
        warnings=() if cut else (SMALL,),
    )


def _read_pairs(a: ArrayLike, b: ArrayLike) -> tuple[Sample, Sample]:
    first, second = read_sample(a, "a"), read_sample(b, "b")
    if len(first) != len(second):
        raise ValueError(f"a and b differ in length: {len(first)}, {len(second)}")
    return first, second


def _distribute(doubled: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the chance of each sum of a random subset of whole numbers, from 0 to their total."""
    chances = np.zeros(int(doubled.sum()) + 1)
    chances[0], reached = 1.0, 0
    for step in map(int, doubled):
        reached += step
        before = chances[: reached + 1].copy()
        chances[: reached + 1] = before / 2
        chances[step : reached + 1] += before[: reached + 1 - step] / 2
    return chances


def _test_exactly(ranks: Sample, v: float) -> float:
    """Return the chance of a sum of ranks at least as far from the expected one.

    Ranks are doubled, so that tied ones are whole numbers.
    """
    doubled = np.rint(2 * ranks).astype(np.int64)
    chances = _distribute(doubled)
    away = np.abs(2 * np.arange(len(chances)) - len(chances) + 1)
    return min(1.0, float(chances[away >= abs(round(4 * v) - len(chances) + 1)].sum()))


def _test_normally(ranks: Sample, v: float) -> float:
    expected, spread = float(ranks.sum()) / 2, math.sqrt(float((ranks**2).sum()) / 4)
    return 2 * float(special.ndtr(-max(abs(v - expected) - 0.5, 0.0) / spread))


def _find_cut(m: int, tail: float) -> int:
    """Return how many of the ordered means lie beyond each bound, one more than is left out."""
    if m < EXACT_BELOW:
        below = np.cumsum(_distribute(np.arange(1, m + 1)))
        return int(np.searchsorted(below, tail * (1 - 1e-12)))
    expected, spread = m * (m + 1) / 4, math.sqrt(m * (m + 1) * (2 * m + 1) / 24)
    return max(0, math.floor(expected + float(special.ndtri(tail)) * spread))

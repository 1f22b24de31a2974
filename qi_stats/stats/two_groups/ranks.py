"""Comparing two groups by ranks: Mann-Whitney's test and the Hodges-Lehmann shift."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import special

from qi_stats.stats.arrays import check_choice, check_level, read_sample
from qi_stats.stats.sums import SumDistribution, distribute_sums
from qi_stats.stats.two_groups.means import EMPTY
from qi_stats.stats.two_groups.results import RankTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

SAME = "All values are the same, so there is no test."
_EXACT_BELOW = 50
_DISTRIBUTIONS = {
    "auto": "",
    "exact": "exact, conditional on the ties",
    "normal": "normal approximation with tie and continuity correction",
}
_TWO_SIDED = {"distance": "distance from the expected rank sum", "doubled": "doubled smaller tail"}


def mann_whitney(
    a: ArrayLike,
    b: ArrayLike,
    *,
    level: float = 0.95,
    distribution: Literal["auto", "exact", "normal"] = "auto",
    two_sided: Literal["distance", "doubled"] = "distance",
) -> RankTest:
    """Compare two groups by the Mann-Whitney (Wilcoxon rank sum) test.

    The exact distribution is that of the midranks, so it holds with ties (R's
    `coin::wilcox_test(distribution = "exact")`). Without ties the two ways of making P two-sided
    agree with each other and with R's `wilcox.test`; with ties and unequal groups they may not.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    level
        Confidence level of the shift, a fraction.
    distribution
        "auto": exact when both groups are under 50 values, as in R, else normal.
    two_sided
        "distance" as in coin (default): rank sums at least as far from the expected one; or
        "doubled": twice the smaller tail.

    Returns
    -------
    RankTest
        `u` counts pairs with a > b, ties half (R's W); `superiority` is u / (n_a n_b); `shift` is
        the median of all differences a - b. The interval is made of ordered differences; with ties
        it is conservative. None, with a warning, where a group is empty or nothing varies.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or an argument is unknown.

    References
    ----------
    Mann and Whitney (1947), Ann Math Stat 18:50-60. Hodges and Lehmann (1963), Ann Math Stat
    34:598-611. Hollander and Wolfe (1999), Nonparametric Statistical Methods, 4.1-4.3.
    """
    check_choice("distribution", distribution, _DISTRIBUTIONS)
    check_choice("two_sided", two_sided, _TWO_SIDED)
    check_level(level)
    first, second = read_sample(a, "a"), read_sample(b, "b")
    small = max(len(first), len(second)) < _EXACT_BELOW
    exact = distribution == "exact" or (distribution == "auto" and small)
    definition = _describe(exact=exact, two_sided=two_sided)
    if min(len(first), len(second)) == 0:
        return RankTest(definition=definition, warnings=(EMPTY,))
    ranks = rank_together(first, second)
    n_a, n_b = len(first), len(second)
    u = float(ranks[:n_a].sum()) - n_a * (n_a + 1) / 2
    if np.ptp(ranks) == 0:
        return RankTest(u=u, definition=definition, warnings=(SAME,))
    differences = np.sort(np.subtract.outer(first, second), axis=None)
    low, high, warnings = _bound_shift(differences, n_a, n_b, level, exact=exact)
    return RankTest(
        u=u,
        p=_test_exactly(ranks, n_a, two_sided) if exact else _test_normally(ranks, n_a, u),
        superiority=u / (n_a * n_b),
        shift=float(np.median(differences)),
        low=low,
        high=high,
        definition=definition,
        warnings=warnings,
    )


def rank_together(first: Sample, second: Sample) -> Sample:
    """Return the ranks of both samples in one order, tied values sharing their mean rank."""
    _, place, count = np.unique(
        np.concatenate([first, second]), return_inverse=True, return_counts=True
    )
    return np.asarray((np.cumsum(count) - (count - 1) / 2)[place], dtype=np.float64)


def _describe(*, exact: bool, two_sided: str) -> str:
    how = f"{_DISTRIBUTIONS['exact']}; two-sided by {_TWO_SIDED[two_sided]}"
    return f"Mann-Whitney test, {how if exact else _DISTRIBUTIONS['normal']}"


def _test_exactly(ranks: Sample, n_a: int, two_sided: str) -> float:
    doubled = np.rint(2 * ranks).astype(np.int64)
    distribution = distribute_sums(doubled, n_a)
    observed = float(doubled[:n_a].sum())
    if two_sided == "doubled":
        return distribution.measure_doubled_tail(observed)
    return distribution.measure_extremes(observed)


def _test_normally(ranks: Sample, n_a: int, u: float) -> float:
    """Hollander and Wolfe (1999), section 4.1, with R's continuity correction of a half."""
    n, pairs = len(ranks), n_a * (len(ranks) - n_a)
    ties = np.unique(ranks, return_counts=True)[1].astype(np.float64)
    variance = pairs / 12 * (n + 1 - float((ties**3 - ties).sum()) / (n * (n - 1)))
    away = max(abs(u - pairs / 2) - 0.5, 0.0)
    return 2 * float(special.ndtr(-away / math.sqrt(variance)))


def _bound_shift(
    differences: Sample, n_a: int, n_b: int, level: float, *, exact: bool
) -> tuple[float | None, float | None, tuple[str, ...]]:
    """Take the ordered differences that the tie-free distribution of U cuts off (Moses 1953)."""
    tail = (1 - level) / 2
    if exact:
        counts = _distribute_u(n_a, n_b)
        cut = int(np.searchsorted(np.cumsum(counts.chances), tail * (1 - 1e-12)))
    else:
        spread = math.sqrt(n_a * n_b * (n_a + n_b + 1) / 12)
        cut = math.floor(n_a * n_b / 2 + float(special.ndtri(tail)) * spread)
    if cut <= 0:
        words = f"The groups are too small for a {100 * level:g}% interval of the shift."
        return None, None, (words,)
    return float(differences[cut - 1]), float(differences[-cut]), ()


def _distribute_u(n_a: int, n_b: int) -> SumDistribution:
    return distribute_sums(np.arange(1, n_a + n_b + 1, dtype=np.int64), n_a)

"""Comparing two means by permuting which value belongs to which group."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.stats.arrays import read_count, read_sample
from qi_stats.stats.sums import distribute_sums, fits_exactly, scale_to_integers
from qi_stats.stats.two_groups.means import EMPTY
from qi_stats.stats.two_groups.ranks import SAME
from qi_stats.stats.two_groups.results import PermutationTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from qi_stats.stats.arrays import Sample

_MOST_ENUMERATED = 200_000
_BATCH = 5_000
_EXACT = "Permutation test of the difference in means, exact, two-sided by its distance from 0"


def permutation_test(
    a: ArrayLike, b: ArrayLike, *, resamples: int = 100_000, seed: int = 1
) -> PermutationTest:
    """Compare two means by permuting the group labels.

    The test is exact wherever that can be computed: values with up to six decimals by the shift
    algorithm, others by enumeration up to 200,000 regroupings. Beyond, labels are drawn at random,
    and P counts the observed grouping too, so that it is never 0.

    Parameters
    ----------
    a, b
        Shapes (n_a,) and (n_b,), same units, without missing values.
    resamples, seed
        Number of random regroupings and the seed of the generator, where they are needed.

    Returns
    -------
    PermutationTest
        `difference` is mean(a) - mean(b); P is the share of regroupings with a difference at least
        as far from 0 (R: `coin::oneway_test(distribution = "exact")`). None, with a warning, where
        a group is empty or nothing varies.

    Raises
    ------
    ValueError
        If a value is missing or infinite, or `resamples` is not a whole number of 1 or more.

    References
    ----------
    Pitman (1937), J R Stat Soc Suppl 4:119-130. Phipson and Smyth (2010), Stat Appl Genet Mol Biol
    9:39.
    """
    first, second = read_sample(a, "a"), read_sample(b, "b")
    if read_count(resamples, "resamples") == 0:
        raise ValueError("resamples must be 1 or more")
    if min(len(first), len(second)) == 0:
        return PermutationTest(definition=_EXACT, warnings=(EMPTY,))
    together = np.concatenate([first, second])
    difference = math.fsum(first) / len(first) - math.fsum(second) / len(second)
    if np.ptp(together) == 0:
        return PermutationTest(difference=difference, definition=_EXACT, warnings=(SAME,))
    p = _test_exactly(together, len(first))
    if p is not None:
        return PermutationTest(difference=difference, p=p, definition=_EXACT)
    definition = _EXACT.replace("exact", f"{resamples} random regroupings, seed {seed}")
    return PermutationTest(
        difference=difference,
        p=_test_randomly(together, len(first), resamples, seed),
        definition=definition,
    )


def _test_exactly(values: Sample, size: int) -> float | None:
    scaled = scale_to_integers(values)
    if scaled is not None and fits_exactly(scaled, size):
        return distribute_sums(scaled, size).measure_extremes(float(scaled[:size].sum()))
    if math.comb(len(values), size) > _MOST_ENUMERATED:
        return None
    sums = np.array([sum(each) for each in itertools.combinations(values - values.mean(), size)])
    return float(_reach(sums, values, size).mean())


def _test_randomly(values: Sample, size: int, resamples: int, seed: int) -> float:
    generator = np.random.default_rng(seed)
    centered, extreme = values - values.mean(), 0
    for done in range(0, resamples, _BATCH):
        rows = np.tile(centered, (min(_BATCH, resamples - done), 1))
        sums = generator.permuted(rows, axis=1)[:, :size].sum(axis=1)
        extreme += int(_reach(sums, values, size).sum())
    return (extreme + 1) / (resamples + 1)


def _reach(sums: Sample, values: Sample, size: int) -> NDArray[np.bool_]:
    """Tell which centered sums are at least as far from 0 as the observed, within rounding."""
    centered = values - values.mean()
    slack = 1e-12 * float(np.abs(centered).sum())
    return np.abs(sums) >= abs(float(centered[:size].sum())) - slack

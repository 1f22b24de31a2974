"""Which groups differ: all pairs of means, adjusted together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import check_choice, check_level, read_sample
from qi_stats.stats.groups.anova import ROUNDING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

METHODS = {
    "tukey": "Tukey-Kramer, equal variances assumed",
    "games_howell": "Games-Howell, equal variances not assumed",
}
SMALL = "A group has fewer than two values and is left out of the pairs."
STILL = "The values do not vary within the groups, so there is no test."


@dataclass(frozen=True, slots=True, kw_only=True)
class PairDifference(Estimate):
    """One pair of groups: the mean of the first minus that of the second, in their units."""

    pair: str = ""
    difference: float | None = field(default=None, metadata=shown("Mean difference", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Difference, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Difference, upper bound", "decimal2"))
    p: float | None = field(default=None, metadata=shown("Adjusted P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairwiseDifferences(Estimate):
    """All pairs of groups, with P values and intervals that hold for all of them together."""

    pairs: tuple[PairDifference, ...] = field(default=(), metadata=parts(by="pair"))


def compare_pairs(
    groups: Sequence[ArrayLike],
    names: Sequence[str],
    *,
    method: str = "games_howell",
    level: float = 0.95,
) -> PairwiseDifferences:
    """Compare every pair of means by the studentized range.

    Parameters
    ----------
    groups
        One array a group, shapes (n_i,), same units, without missing values.
    names
        One name a group; a pair is called "first.second".
    method
        "games_howell", or "tukey" where equal variances are assumed.
    level
        Joint confidence level of all intervals, a fraction.

    Returns
    -------
    PairwiseDifferences
        Groups of fewer than two values are left out with a warning; a pair that does not vary has
        its difference only.

    Raises
    ------
    ValueError
        If a value is missing or infinite, names are not one a group and different, or an option
        is unknown.

    References
    ----------
    Kramer (1956), Biometrics 12:307-310; R: `TukeyHSD(aov(y ~ g))`. Games and Howell (1976), J
    Educ Stat 1:113-125; R: `ptukey` of the Welch statistics.
    """
    check_choice("method", method, METHODS)
    check_level(level)
    if len(groups) != len(names) or len(set(names)) != len(names):
        raise ValueError("names must be one a group, and different")
    samples = {name: read_sample(group, name) for name, group in zip(names, groups, strict=True)}
    kept = {name: sample for name, sample in samples.items() if len(sample) > 1}
    return PairwiseDifferences(
        pairs=tuple(_compare_all(kept, method, level)),
        definition=METHODS[method],
        warnings=(SMALL,) if len(kept) < len(samples) else (),
    )


def _compare_all(samples: dict[str, Sample], method: str, level: float) -> Iterator[PairDifference]:
    df = sum(map(len, samples.values())) - len(samples)
    pooled = math.fsum(float(one.var()) * len(one) for one in samples.values()) / df if df else 0.0
    for first, second in combinations(samples, 2):
        a, b = samples[first], samples[second]
        if method == "tukey":
            spread = pooled * (1 / len(a) + 1 / len(b)), float(df)
        else:
            spread = _combine_variances(a, b)
        yield _judge_pair(f"{first}.{second}", (a, b), spread, (len(samples), level))


def _combine_variances(a: Sample, b: Sample) -> tuple[float, float]:
    """Return the variance of the difference, and Satterthwaite's degrees of freedom."""
    v_a, v_b = float(a.var(ddof=1)) / len(a), float(b.var(ddof=1)) / len(b)
    if v_a + v_b == 0:
        return 0.0, 1.0
    share = v_a / (v_a + v_b)
    return v_a + v_b, 1 / (share**2 / (len(a) - 1) + (1 - share) ** 2 / (len(b) - 1))


def _judge_pair(
    pair: str,
    samples: tuple[Sample, Sample],
    spread: tuple[float, float],
    family: tuple[int, float],
) -> PairDifference:
    from scipy.stats import studentized_range

    (variance, df), (k, level) = spread, family
    means = [float(one.mean()) for one in samples]
    difference = means[0] - means[1]
    if math.sqrt(variance) <= ROUNDING * max(map(abs, means)):
        return PairDifference(pair=pair, difference=difference, warnings=(STILL,))
    half = math.sqrt(variance / 2)
    reach = float(studentized_range.ppf(level, k, df)) * half
    return PairDifference(
        pair=pair,
        difference=difference,
        low=difference - reach,
        high=difference + reach,
        p=float(studentized_range.sf(abs(difference) / half, k, df)),
    )

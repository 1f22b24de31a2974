"""Comparing groups by ranks: the Kruskal-Wallis test."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.groups.anova import ALIKE, FEW_GROUPS, read_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

KRUSKAL = "Kruskal-Wallis test, corrected for ties, chi-square approximation"
SMALL = "A group has fewer than five values: the chi-square approximation is rough."


@dataclass(frozen=True, slots=True, kw_only=True)
class RankAnalysis(Estimate):
    """The Kruskal-Wallis test; `epsilon_squared` is H as a share of its largest value n - 1."""

    groups: int = field(default=0, metadata=shown("Groups", "integer", plain=True))
    h: float | None = field(default=None, metadata=shown("H", "decimal2"))
    df: int | None = field(default=None, metadata=shown("df", "integer"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    epsilon_squared: float | None = field(
        default=None, metadata=shown("Epsilon squared", "decimal2")
    )


def kruskal_wallis(groups: Sequence[ArrayLike]) -> RankAnalysis:
    """Compare groups by the ranks of their values.

    Parameters
    ----------
    groups
        One array a group, shapes (n_i,), without missing values; values may be ordered codes.

    Returns
    -------
    RankAnalysis
        H, corrected for ties, with k - 1 degrees of freedom. None, with a warning, where fewer
        than two groups have values, or all values are equal.

    Raises
    ------
    ValueError
        If a value is missing or infinite.

    References
    ----------
    Kruskal and Wallis (1952), J Am Stat Assoc 47:583-621; R: `kruskal.test`. Epsilon squared:
    Tomczak and Tomczak (2014), Trends Sport Sci 21:19-25.
    """
    samples = read_groups(groups)
    if len(samples) < 2:
        return RankAnalysis(groups=len(samples), definition=KRUSKAL, warnings=(FEW_GROUPS,))
    _, places, counts = np.unique(np.concatenate(samples), return_inverse=True, return_counts=True)
    if len(counts) == 1:
        return RankAnalysis(groups=len(samples), definition=KRUSKAL, warnings=(ALIKE,))
    n = int(counts.sum())
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    ends = np.cumsum([0, *map(len, samples)])
    sums = [ranks[start:end].sum() ** 2 / (end - start) for start, end in pairwise(ends)]
    ties = 1 - float((counts**3 - counts).sum()) / (n**3 - n)
    h = (12 * float(np.sum(sums)) / (n * (n + 1)) - 3 * (n + 1)) / ties
    df = len(samples) - 1
    return RankAnalysis(
        groups=len(samples),
        h=max(h, 0.0),
        df=df,
        p=float(special.chdtrc(df, max(h, 0.0))),
        epsilon_squared=max(h, 0.0) / (n - 1),
        definition=KRUSKAL,
        warnings=(SMALL,) if min(map(len, samples)) < 5 else (),
    )

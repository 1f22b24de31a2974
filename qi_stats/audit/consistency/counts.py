"""Tests and ratios of a table of printed counts, which are exact: nothing was rounded.

Which test a paper means it does not always say, so that each of those in use is computed.
Sources: Pearson (1900); Yates (1934), Supplement to the Journal of the Royal Statistical Society
1, 217-235; Fisher (1934), Statistical Methods for Research Workers; Woolf (1955), Annals of Human
Genetics 19, 251-253, and Katz et al. (1978), Biometrics 34, 469-474, for the intervals.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

CountTest: TypeAlias = Literal[
    "pearson", "yates", "g", "fisher", "n_minus_1", "mid_p", "wald", "boschloo", "barnard"
]
Measure: TypeAlias = Literal["odds_ratio", "risk_ratio", "risk_difference"]

NAMES: dict[CountTest, str] = {
    "pearson": "χ²",
    "yates": "χ² with continuity correction",
    "g": "likelihood-ratio G",
    "fisher": "Fisher's exact test",
    "n_minus_1": "χ² with N - 1",
    "mid_p": "mid-P",
    "wald": "Wald's test of the odds ratio",
    "boschloo": "Boschloo's test",
    "barnard": "Barnard's test",
}
MEASURES: dict[Measure, str] = {
    "odds_ratio": "odds ratio",
    "risk_ratio": "risk ratio",
    "risk_difference": "difference of proportions",
}
Table: TypeAlias = "Sequence[Sequence[int]]"
Cells: TypeAlias = "Sequence[Sequence[float]]"


@dataclass(frozen=True, slots=True)
class CountResult:
    """Two-sided P value of a test of counts; the statistic and its df, where it has them."""

    p: float
    statistic: float | None = None
    df: int | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """A ratio or difference with its standard error (of the logarithm, for a ratio)."""

    value: float
    error: float

    def bound(self, level: float, *, is_ratio: bool) -> tuple[float, float]:
        """Return the Wald interval at `level` percent."""
        from scipy import special

        reach = float(special.ndtri(0.5 + level / 200)) * self.error
        if is_ratio:
            return self.value * math.exp(-reach), self.value * math.exp(reach)
        return self.value - reach, self.value + reach


def compute_count_tests(table: Table) -> dict[CountTest, CountResult]:
    """Return the tests of independence of rows and columns that this table has.

    Parameters
    ----------
    table
        Counts by row and column; none where a row or column is empty.

    Returns
    -------
    dict of str to CountResult
        Fisher's test, the correction of Yates and N - 1 for tables of 2 by 2 only.

    Examples
    --------
    >>> found = compute_count_tests([[10, 40], [30, 20]])
    >>> round(found["pearson"].statistic, 2), found["fisher"].p < 0.001
    (16.67, True)
    """
    import numpy as np
    from scipy import stats

    if not all(map(sum, table)) or not all(map(sum, zip(*table, strict=True))):
        return {}
    chi2, p, df, _ = stats.chi2_contingency(table, correction=False)
    g, p_g, _, _ = stats.chi2_contingency(table, correction=False, lambda_="log-likelihood")
    found: dict[CountTest, CountResult] = {
        "pearson": CountResult(float(p), float(chi2), int(df)),
        "g": CountResult(float(p_g), float(g), int(df)),
    }
    if len(table) == len(table[0]) == 2:
        corrected = stats.chi2_contingency(table, correction=True)
        n = sum(map(sum, table))
        less = float(chi2) * (n - 1) / n
        found["yates"] = CountResult(float(corrected[1]), float(corrected[0]), 1)
        found["n_minus_1"] = CountResult(float(stats.chi2.sf(less, 1)), less, 1)
        found["fisher"] = CountResult(float(stats.fisher_exact(np.asarray(table))[1]))
    return found


def find_effect(table: Cells, measure: Measure) -> Effect | None:
    """Return the effect of the first row against the second on the first column.

    None where a count of 0 leaves it without a value or a standard error.

    Examples
    --------
    >>> effect = find_effect([[10, 40], [30, 20]], "odds_ratio")
    >>> round(effect.value, 3), [round(one, 3) for one in effect.bound(95, is_ratio=True)]
    (0.167, [0.068, 0.408])
    """
    (a, b), (c, d) = table
    n1, n2 = a + b, c + d
    if measure == "risk_difference":
        if not (n1 and n2):
            return None
        p, q = a / n1, c / n2
        return Effect(p - q, math.sqrt(p * (1 - p) / n1 + q * (1 - q) / n2))
    if measure == "odds_ratio":
        if not (a and b and c and d):
            return None
        return Effect(a * d / b / c, math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    if not (a and c):
        return None
    return Effect((a / n1) / (c / n2), math.sqrt(1 / a - 1 / n1 + 1 / c - 1 / n2))

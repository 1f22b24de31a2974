"""Independence in a table of counts: Pearson's chi-square, phi, Cramér's V."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.stats.arrays import read_table
from qi_stats.stats.counts.fisher import find_empty_margin
from qi_stats.stats.counts.results import Association, ChiSquareTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Counts, Sample

_YATES = "Pearson's chi-square test with Yates' correction, capped at the smallest |O - E|"
_FULL = "Pearson's chi-square test with Yates' correction of 0.5 throughout"
_PEARSON = "Pearson's chi-square test without continuity correction"
_PHI = "phi = (ad - bc) / square root of the product of the margins"
_PLAIN = "Cramér's V, not adjusted for bias"
_ADJUSTED = "Cramér's V, adjusted for bias (Bergsma)"
_TOO_FEW = "There are too few values to adjust for bias."
_SPARSE = "An expected count is below 5, so the chi-square approximation may be poor."


def chi_square(table: ArrayLike, *, correction: bool = True, capped: bool = True) -> ChiSquareTest:
    """Test independence by Pearson's chi-square.

    Parameters
    ----------
    table
        Counts, shape (r, c), r and c at least 2.
    correction
        Yates' correction; applies to 2×2 tables only.
    capped
        Whether the correction is min(0.5, |O - E|), as in R, so that it never turns the sign of a
        difference; other programs subtract 0.5 in any case.

    Returns
    -------
    ChiSquareTest
        With a warning where an expected count is below 5. None, with a warning, where a row or
        column is empty.

    Raises
    ------
    ValueError
        If the table is not a rectangle of counts.

    References
    ----------
    Pearson (1900), Phil Mag 50:157-175. Yates (1934), J R Stat Soc Suppl 1:217-235.
    R: `chisq.test`.
    """
    counts = read_table(table)
    yates = correction and counts.shape == (2, 2)
    definition = (_YATES if capped else _FULL) if yates else _PEARSON
    problem = find_empty_margin(counts)
    if problem:
        return ChiSquareTest(definition=definition, warnings=(problem,))
    expected = _expect(counts)
    largest = float(np.abs(counts - expected).min()) if capped else 0.5
    chi2 = _measure_chi2(counts, expected, min(0.5, largest) if yates else 0.0)
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    smallest = float(expected.min())
    return ChiSquareTest(
        chi2=chi2,
        df=df,
        p=float(special.chdtrc(df, chi2)),
        smallest_expected=smallest,
        definition=definition,
        warnings=(_SPARSE,) if smallest < 5 else (),
    )


def phi(table: ArrayLike) -> Association:
    """Measure the association in a 2×2 table by phi, Pearson's correlation of two binaries.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.

    Returns
    -------
    Association
        From -1 to 1, positive where the first group has more events. None, with a warning, where
        a row or column is empty.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts.

    References
    ----------
    Yule (1912), J R Stat Soc 75:579-652.
    """
    counts = read_table(table, (2, 2))
    problem = find_empty_margin(counts)
    if problem:
        return Association(definition=_PHI, warnings=(problem,))
    (a, b), (c, d) = counts.tolist()
    margins = math.sqrt((a + b) * (c + d)) * math.sqrt((a + c) * (b + d))
    return Association(value=(a * d - b * c) / margins, definition=_PHI)


def cramer_v(table: ArrayLike, *, adjust: bool = False) -> Association:
    """Measure the association in a table by Cramér's V.

    Parameters
    ----------
    table
        Counts, shape (r, c), r and c at least 2.
    adjust
        Take out the bias of small samples (R's `effectsize::cramers_v` does so by default,
        `vcd::assocstats` does not).

    Returns
    -------
    Association
        From 0 to 1. None, with a warning, where a row or column is empty, or there
        are too few values to adjust.

    Raises
    ------
    ValueError
        If the table is not a rectangle of counts.

    References
    ----------
    Cramér (1946), Mathematical Methods of Statistics, 282. Bergsma (2013), J Korean Stat Soc
    42:323-328.
    """
    counts = read_table(table)
    definition = _ADJUSTED if adjust else _PLAIN
    problem = find_empty_margin(counts)
    if problem:
        return Association(definition=definition, warnings=(problem,))
    n, (rows, columns) = int(counts.sum()), counts.shape
    phi2 = _measure_chi2(counts, _expect(counts), 0.0) / n
    if not adjust:
        return Association(value=math.sqrt(phi2 / (min(rows, columns) - 1)), definition=definition)
    phi2 = max(0.0, phi2 - (rows - 1) * (columns - 1) / (n - 1))
    smaller = min(size - (size - 1) ** 2 / (n - 1) for size in (rows, columns))
    if smaller <= 1:
        return Association(definition=definition, warnings=(_TOO_FEW,))
    return Association(value=math.sqrt(phi2 / (smaller - 1)), definition=definition)


def _expect(counts: Counts) -> Sample:
    """Return the counts expected under independence, shape (r, c)."""
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    return np.asarray(expected, dtype=np.float64)


def _measure_chi2(counts: Counts, expected: Sample, correction: float) -> float:
    return float(((np.abs(counts - expected) - correction) ** 2 / expected).sum())

"""An odds ratio that several 2×2 tables have in common: Mantel-Haenszel, with Breslow and Day."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import check_level, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

DEFINITION = (
    "Mantel-Haenszel odds ratio; interval of Robins, Breslow and Greenland; test without and with "
    "a continuity correction of one half; homogeneity by Breslow and Day"
)
NO_STRATUM = "No stratum has rows in both groups and with both outcomes, so nothing is compared."
NO_RATIO = "The strata give no odds ratio between 0 and infinity."


@dataclass(frozen=True, slots=True, kw_only=True)
class StratifiedOddsRatio(Estimate):
    """A common odds ratio, the test that it is 1, and the test that it is common."""

    strata: int = field(default=0, metadata=shown("Strata that tell", "integer"))
    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    low: float | None = field(default=None, metadata=shown("Odds ratio, lower bound", "ratio"))
    high: float | None = field(default=None, metadata=shown("Odds ratio, upper bound", "ratio"))
    chi2: float | None = field(default=None, metadata=shown("Chi-square", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    corrected_chi2: float | None = field(
        default=None, metadata=shown("Chi-square, corrected", "decimal2")
    )
    corrected_p: float | None = field(default=None, metadata=shown("P, corrected", "p"))
    homogeneity_chi2: float | None = field(
        default=None, metadata=shown("Homogeneity, chi-square", "decimal2")
    )
    homogeneity_df: int | None = field(
        default=None, metadata=shown("Homogeneity, degrees of freedom", "integer")
    )
    homogeneity_p: float | None = field(default=None, metadata=shown("Homogeneity, P", "p"))


def mantel_haenszel(tables: Iterable[ArrayLike], *, level: float = 0.95) -> StratifiedOddsRatio:
    """Estimate and test the odds ratio that the tables of several strata have in common.

    Parameters
    ----------
    tables
        One table of counts for each stratum, shape (2, 2): rows are groups, the first column is
        the event.
    level
        Confidence level, a fraction.

    Returns
    -------
    StratifiedOddsRatio
        Strata without rows in both groups, or with one outcome only, tell nothing and are left
        out. None, with a warning, where no stratum is left, or the odds ratio would be 0 or
        infinite; homogeneity is None where fewer than two are left.

    Raises
    ------
    ValueError
        If a table is not 2×2 counts, or the level is not allowed.

    References
    ----------
    Mantel and Haenszel (1959), J Natl Cancer Inst 22:719-748; Robins, Breslow and Greenland (1986),
    Biometrics 42:311-323; Breslow and Day (1980), Statistical Methods in Cancer Research 1:142; R:
    `mantelhaen.test`, `metafor::rma.mh`.
    """
    check_level(level)
    read = [read_table(table, (2, 2)).astype(float) for table in tables]
    kept = [one for one in read if one.sum(axis=0).all() and one.sum(axis=1).all()]
    if not kept:
        return StratifiedOddsRatio(definition=DEFINITION, warnings=(NO_STRATUM,))
    strata = np.array(kept)
    odds_ratio, se = _estimate(strata)
    low = high = None
    if odds_ratio is not None and se is not None:
        reach = float(special.ndtri((1 + level) / 2)) * se
        low, high = (math.exp(math.log(odds_ratio) + side * reach) for side in (-1, 1))
    return StratifiedOddsRatio(
        strata=len(strata),
        odds_ratio=odds_ratio,
        low=low,
        high=high,
        **_test(strata),
        **_compare_strata(strata, odds_ratio),
        definition=DEFINITION,
        warnings=(NO_RATIO,) if low is None else (),
    )


def _estimate(strata: Sample) -> tuple[float | None, float | None]:
    """Return the odds ratio, and the standard error of its logarithm."""
    (a, b), (c, d) = strata.transpose(1, 2, 0)
    n = a + b + c + d
    r, s = a * d / n, b * c / n
    if not r.sum() or not s.sum():
        return None, None
    p, q = (a + d) / n, (b + c) / n
    variance = (
        (p * r).sum() / r.sum() ** 2
        + (p * s + q * r).sum() / (r.sum() * s.sum())
        + (q * s).sum() / s.sum() ** 2
    ) / 2
    return float(r.sum() / s.sum()), math.sqrt(variance)


def _test(strata: Sample) -> dict[str, Any]:
    """Return the test that there is no association, without and with the correction."""
    rows, columns, n = strata.sum(axis=2), strata.sum(axis=1), strata.sum(axis=(1, 2))
    away = abs(float((strata[:, 0, 0] - rows[:, 0] * columns[:, 0] / n).sum()))
    variance = float((rows.prod(axis=1) * columns.prod(axis=1) / (n**2 * (n - 1))).sum())
    plain, corrected = (
        (away - less) ** 2 / variance for less in (0.0, 0.5 if away >= 0.5 else 0.0)
    )
    return {
        "chi2": plain,
        "p": float(special.chdtrc(1, plain)),
        "corrected_chi2": corrected,
        "corrected_p": float(special.chdtrc(1, corrected)),
    }


def _compare_strata(strata: Sample, odds_ratio: float | None) -> dict[str, Any]:
    """Return the test that all strata have the same odds ratio."""
    if odds_ratio is None or len(strata) < 2:
        return {}
    events = strata[:, :, 0].sum(axis=1)
    first, second = strata[:, 0].sum(axis=1), strata[:, 1].sum(axis=1)
    a = _expect_events(events, first, second, odds_ratio)
    cells = np.array([a, first - a, events - a, second - events + a])
    chi2 = float(((strata[:, 0, 0] - a) ** 2 * (1 / cells).sum(axis=0)).sum())
    df = len(strata) - 1
    return {
        "homogeneity_chi2": chi2,
        "homogeneity_df": df,
        "homogeneity_p": float(special.chdtrc(df, chi2)),
    }


def _expect_events(events: Sample, first: Sample, second: Sample, odds_ratio: float) -> Sample:
    """Return the events of the first group that give each stratum's table the odds ratio.

    They solve a (second - events + a) = odds_ratio (first - a) (events - a); the root that lies
    within the margins is the one with the sign of 1 - odds_ratio, written without cancellation.
    """
    b = second - events + odds_ratio * (first + events)
    a, c = 1 - odds_ratio, -odds_ratio * first * events
    root = np.sqrt(np.maximum(0.0, b**2 - 4 * a * c))
    return np.asarray(-2 * c / (b + root), dtype=np.float64)

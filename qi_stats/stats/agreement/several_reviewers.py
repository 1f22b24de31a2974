"""Agreement of two and more reviewers: Fleiss' kappa, and Krippendorff's alpha with gaps."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.agreement.krippendorff import METRICS, Metric, measure_differences
from qi_stats.stats.arrays import check_choice, check_level, read_count

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Counts, Sample

    Codes = Sequence[Sequence[str | None]]

FLEISS = "Fleiss' kappa; z and P by the standard error without agreement (Fleiss, Nee and Landis)"
RESAMPLED = "interval by percentiles of {draws} samples of the items, drawn with replacement"
NO_ITEMS = "No item was coded by two reviewers."
ONE_LEVEL = "Only one level was used: disagreement was not possible."
FEWEST_ITEMS = 2
TOO_FEW = "There are too few items for an interval."


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralReviewers(Estimate):
    """An agreement coefficient of several reviewers: 1 is perfect, 0 is what chance would give."""

    n: int = field(metadata=shown("No. of items", "integer"))
    left_out: int = field(default=0, metadata=shown("No. of items left out", "integer"))
    coefficient: float | None = field(default=None, metadata=shown("Coefficient", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Upper bound", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FleissKappa(SeveralReviewers):
    """Fleiss' kappa, with the test of no agreement beyond chance."""

    reviewers: int = field(default=0, metadata=shown("No. of reviewers", "integer"))
    se_null: float | None = field(
        default=None, metadata=shown("Standard error without agreement", "decimal2")
    )
    z: float | None = field(default=None, metadata=shown("z", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


def fleiss_kappa(
    codes: Codes,
    levels: Sequence[str],
    *,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> FleissKappa:
    """Compute Fleiss' kappa of two and more reviewers who all coded the same items.

    Parameters
    ----------
    codes
        For each item the level that each reviewer gave it, None where there is none.
    levels
        Every level that could be chosen.
    level
        Confidence level of the interval, a fraction.
    draws, seed
        How many samples the interval rests on, and the seed that they are drawn with; the same
        seed gives the same interval.

    Returns
    -------
    FleissKappa
        Items that a reviewer left out are left out, and counted. None, with a warning, where no
        item is left or one level only was used.

    Raises
    ------
    ValueError
        If a level is unknown, items have different numbers of reviewers, or an option is not
        allowed.

    References
    ----------
    Fleiss (1971), Psychol Bull 76:378-382; Fleiss, Nee and Landis (1979), Psychol Bull 86:974-977;
    R: `irr::kappam.fleiss`.
    """
    counts, reviewers = _count_codes(codes, levels)
    complete = counts[counts.sum(axis=1) == reviewers] if reviewers > 1 else counts[:0]
    known = {"n": len(complete), "left_out": len(counts) - len(complete), "reviewers": reviewers}
    definition = f"{FLEISS}; {RESAMPLED.format(draws=draws)}"
    if not len(complete):
        return FleissKappa(**known, definition=definition, warnings=(NO_ITEMS,))
    kappa = float(_weigh_kappa(complete, np.ones((1, len(complete))))[0])
    if math.isnan(kappa):
        return FleissKappa(**known, definition=definition, warnings=(ONE_LEVEL,))
    se = _measure_null(complete, reviewers)
    low, high, warnings = _resample(
        lambda weights: _weigh_kappa(complete, weights), len(complete), level, draws, seed
    )
    return FleissKappa(
        **known,
        coefficient=kappa,
        low=low,
        high=high,
        se_null=se,
        z=kappa / se,
        p=float(2 * special.ndtr(-abs(kappa / se))),
        definition=definition,
        warnings=warnings,
    )


def krippendorff_several(  # noqa: PLR0913 - an interval by samples needs level, draws and a seed
    codes: Codes,
    levels: Sequence[str],
    *,
    metric: Metric = "nominal",
    scores: Sequence[float] | None = None,
    level: float = 0.95,
    draws: int = 2000,
    seed: int = 1,
) -> SeveralReviewers:
    """Compute Krippendorff's alpha of any number of reviewers, some of whose codes are missing.

    Parameters
    ----------
    codes, levels, level, draws, seed
        As in `fleiss_kappa`; levels in order.
    metric, scores
        As in `krippendorff_alpha`.

    Returns
    -------
    SeveralReviewers
        An item with one code or none says nothing of agreement: it is left out, and counted.
        None, with a warning, where no item is left or one level only was used.

    Raises
    ------
    ValueError
        As `fleiss_kappa` does.

    References
    ----------
    Krippendorff K. Computing Krippendorff's alpha-reliability. 2011, sections C to E; R:
    `irr::kripp.alpha`, and for samples of items `krippendorffsalpha`.
    """
    check_choice("metric", metric, METRICS)
    counts, _ = _count_codes(codes, levels)
    paired = counts[counts.sum(axis=1) > 1]
    known = {"n": len(paired), "left_out": len(counts) - len(paired)}
    kind = f"Krippendorff's alpha, {metric}: {METRICS[metric]}"
    definition = f"{kind}; {RESAMPLED.format(draws=draws)}"
    if not len(paired):
        return SeveralReviewers(**known, definition=definition, warnings=(NO_ITEMS,))

    def weigh(weights: Sample) -> Sample:
        return _weigh_alpha(paired, weights, metric, scores)

    alpha = float(weigh(np.ones((1, len(paired))))[0])
    if math.isnan(alpha):
        return SeveralReviewers(**known, definition=definition, warnings=(ONE_LEVEL,))
    low, high, warnings = _resample(weigh, len(paired), level, draws, seed)
    return SeveralReviewers(
        **known, coefficient=alpha, low=low, high=high, definition=definition, warnings=warnings
    )


def _count_codes(codes: Codes, levels: Sequence[str]) -> tuple[Counts, int]:
    """Return how many reviewers gave each item each level, shape (n, q), and their number."""
    names = [str(name) for name in levels]
    if len(set(names)) != len(names):
        raise ValueError("levels must be different from each other")
    sizes = {len(item) for item in codes}
    if len(sizes) > 1:
        raise ValueError("each item must have a place for each reviewer, None where it is empty")
    given = [[str(code) for code in item if code is not None] for item in codes]
    if strange := {code for item in given for code in item} - set(names):
        raise ValueError(f"codes must be among {', '.join(names)}; not so: {len(strange)}")
    counts = [[item.count(name) for name in names] for item in given]
    table = np.array(counts, dtype=np.int64).reshape(len(given), len(names))
    return table, max(sizes, default=0)


def _weigh_kappa(counts: Counts, weights: Sample) -> Sample:
    """Return kappa for each row of weights of the items, shape (m,); NaN where one level is."""
    reviewers = int(counts[0].sum())
    alike = ((counts**2).sum(axis=1) - reviewers) / (reviewers * (reviewers - 1))
    size = weights.sum(axis=1)
    shares = weights @ counts / (size * reviewers)[:, np.newaxis]
    chance = (shares**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        kappa = (weights @ alike / size - chance) / (1 - chance)
    return np.where(1 - chance > 1e-12, kappa, np.nan)


def _measure_null(counts: Counts, reviewers: int) -> float:
    shares = counts.sum(axis=0) / counts.sum()
    both = shares * (1 - shares)
    skew = float((both * (1 - 2 * shares)).sum())
    factor = 2 / (both.sum() ** 2 * len(counts) * reviewers * (reviewers - 1))
    return math.sqrt(factor * (both.sum() ** 2 - skew))


def _weigh_alpha(
    counts: Counts, weights: Sample, metric: Metric, scores: Sequence[float] | None
) -> Sample:
    """Return alpha for each row of weights of the items, shape (m,); NaN where one level is."""
    share = counts / (counts.sum(axis=1) - 1)[:, np.newaxis]
    pairs = counts[:, :, np.newaxis] * share[:, np.newaxis, :]
    index = np.arange(counts.shape[1])
    pairs[:, index, index] -= share
    found = np.empty(len(weights))
    for i, weight in enumerate(weights):
        totals = weight @ counts
        size = float(totals.sum())
        difference = measure_differences(metric, totals, scores)
        expected = float(totals @ difference @ totals) / (size - 1)
        observed = float((np.tensordot(weight, pairs, 1) * difference).sum())
        found[i] = 1 - observed / expected if expected else np.nan
    return found


def _resample(
    weigh: Callable[[Sample], Sample], n: int, level: float, draws: int, seed: int
) -> tuple[float | None, float | None, tuple[str, ...]]:
    """Return percentiles of the coefficient over samples of the items, and what was left out."""
    check_level(level)
    read_count(draws, "draws")
    if n < FEWEST_ITEMS or not draws:
        return None, None, (TOO_FEW,)
    drawn = np.random.default_rng(seed).integers(0, n, size=(draws, n))
    weights: NDArray[np.float64] = np.zeros((draws, n))
    np.add.at(weights, (np.arange(draws)[:, np.newaxis], drawn), 1.0)
    found = weigh(weights)
    usable = found[~np.isnan(found)]
    if not len(usable):
        return None, None, (TOO_FEW,)
    low, high = (float(q) for q in np.quantile(usable, ((1 - level) / 2, (1 + level) / 2)))
    lost = draws - len(usable)
    words = f"In {lost} of {draws} samples only one level occurs; the interval leaves them out."
    return low, high, (words,) if lost else ()

"""Krippendorff's alpha for two reviewers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from qi_stats.stats.agreement.results import KrippendorffAlpha
from qi_stats.stats.agreement.reviews import NO_ITEMS, cross_reviews
from qi_stats.stats.arrays import check_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Metric = Literal["nominal", "ordinal", "interval"]

METRICS: dict[Metric, str] = {
    "nominal": "any two levels differ alike",
    "ordinal": "levels differ by the number of codings between them",
    "interval": "levels differ by the squared distance of their scores",
}


def krippendorff_alpha(
    *,
    first: Sequence[str],
    second: Sequence[str],
    levels: Sequence[str],
    metric: Metric = "nominal",
    scores: Sequence[float] | None = None,
) -> KrippendorffAlpha:
    """Compute Krippendorff's alpha.

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items.
    levels
        Every level that could be chosen, in order; one that neither used changes nothing.
    metric
        How different two levels are: "nominal", "ordinal" or "interval".
    scores
        Number of each level for the interval metric; 1, 2, 3 ... by default.

    Returns
    -------
    KrippendorffAlpha
        None with a warning where only one level occurs, so that no disagreement was possible.

    Raises
    ------
    ValueError
        If the lengths differ, a level is unknown, or an option is not allowed.

    References
    ----------
    Krippendorff K. Content Analysis. 4th ed. 2019, section 12.3.
    Krippendorff K. Computing Krippendorff's alpha-reliability. 2011, sections B and C.
    """
    check_choice("metric", metric, METRICS)
    counts = cross_reviews(first, second, levels)
    n, definition = int(counts.sum()), f"Krippendorff's alpha, {metric}: {METRICS[metric]}"
    if n == 0:
        return KrippendorffAlpha(n=0, definition=definition, warnings=(NO_ITEMS,))
    coincidences = counts + counts.T
    totals = coincidences.sum(axis=1)
    difference = measure_differences(metric, totals, scores)
    size = 2 * n
    observed = float((coincidences * difference).sum()) / size
    expected = float(totals @ difference @ totals) / (size * (size - 1))
    if expected == 0:
        reason = "Both reviewers used one level only: disagreement was not possible."
        return KrippendorffAlpha(n=n, definition=definition, warnings=(reason,))
    return KrippendorffAlpha(
        n=n,
        alpha=1 - observed / expected,
        observed_disagreement=observed,
        expected_disagreement=expected,
        definition=definition,
    )


def measure_differences(
    metric: Metric, totals: NDArray[np.int64] | NDArray[np.float64], scores: Sequence[float] | None
) -> NDArray[np.float64]:
    """Return the squared difference of each pair of levels, shape (q, q)."""
    q = len(totals)
    if metric == "nominal":
        return 1 - np.eye(q)
    if metric == "ordinal":
        midpoints = np.cumsum(totals) - totals / 2
        return np.asarray(np.subtract.outer(midpoints, midpoints) ** 2)
    values = np.arange(1.0, q + 1) if scores is None else np.asarray(scores, dtype=float)
    if values.shape != (q,) or not np.isfinite(values).all():
        raise ValueError(f"scores must be {q} finite numbers, one for each level")
    return np.asarray(np.subtract.outer(values, values) ** 2)

"""How well a model of a binary outcome fits, and tells events from the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qi_stats.stats.arrays import rank
from qi_stats.stats.regression.design import standardise

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample
    from qi_stats.stats.regression.design import Design

TIE = 1e-9
"""Predictions nearer than this share of the largest one are equal: iterations leave less."""


def judge_fit(design: Design, coefficients: ArrayLike, log_likelihood: float) -> dict[str, Any]:
    """Return AIC and c statistic, by these names, of a fit whose estimates all exist.

    Parameters
    ----------
    design
        Outcome of 0 and 1, and the columns that were estimated.
    coefficients
        Those of the standardised columns.
    log_likelihood
        At these coefficients.

    References
    ----------
    Akaike (1974), IEEE Trans Autom Control 19:716-723; R: `AIC(glm(...))`.
    """
    predictions = standardise(design.X)[0] @ np.asarray(coefficients)
    aic = 2 * design.X.shape[1] - 2 * log_likelihood
    return {"aic": aic, "c_statistic": compute_c_statistic(design.y, predictions)}


def compute_c_statistic(y: Sample, predictions: Sample) -> float | None:
    """Return the share of pairs of an event and a non-event in which the event's is higher.

    Parameters
    ----------
    y
        Outcome, shape (n,): 1 is the event, 0 is not.
    predictions
        Predicted log odds, or anything that rises with them, shape (n,).

    Returns
    -------
    float or None
        Between 0 and 1, equal predictions counted half: the area under the ROC curve. None where
        there are no events, or nothing but events.

    References
    ----------
    Harrell, Lee and Mark (1996), Stat Med 15:361-387; R: `survival::concordance(y ~ x)`.
    """
    events = int(y.sum())
    pairs = events * (len(y) - events)
    if not pairs:
        return None
    ranks = rank(_join_ties(predictions))
    return (float(ranks[y == 1].sum()) - events * (events + 1) / 2) / pairs


def _join_ties(predictions: Sample) -> Sample:
    """Return places in the order of the predictions, the same for those that are equal."""
    order = np.argsort(predictions, kind="stable")
    gaps = np.diff(predictions[order]) > TIE * max(1.0, float(np.abs(predictions).max()))
    places = np.empty(len(order))
    places[order] = np.concatenate([[0.0], np.cumsum(gaps)])
    return places

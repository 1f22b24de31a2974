"""Regressions of many small tables at once, where rows stand for values of the only term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.stats.arrays import ROUNDING
from qi_stats.stats.many_tables import Judgement
from qi_stats.stats.regression.results import INTERCEPT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Counts, Sample
    from qi_stats.stats.many_tables import Question

_STEPS = 40
_SETTLED = 1e-11
_LARGEST_STEP = 4.0


def judge_line(question: Question) -> Judgement | None:
    """Regress the columns' values on the rows' by least squares.

    Parameters
    ----------
    question
        Tables of shape (m, r, c), the value `x` of each row, shape (r, 1), and `y` of each column,
        shape (c,).
    """
    if question.statistic != "p" or question.arguments or not _has_single_term(question):
        return None
    x, y = question.x[:, 0], question.y
    counts = question.tables.astype(float)
    n = counts.sum(axis=(1, 2))
    rows, columns = counts.sum(axis=2), counts.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        away_x = x - (rows @ x / n)[:, np.newaxis]
        away_y = y - (columns @ y / n)[:, np.newaxis]
        sxx, syy = (rows * away_x**2).sum(axis=1), (columns * away_y**2).sum(axis=1)
        sxy = np.einsum("mrc,mr,mc->m", counts, away_x, away_y)
        slope = sxy / sxx
        rest = syy - slope * sxy
        t = slope / np.sqrt(rest / (n - 2) / sxx)
        p = 2 * special.stdtr(n - 2, -np.abs(t))
    known = np.isfinite(p) & (sxx > 0) & (rest > ROUNDING * syy) & (n > 2)
    return Judgement(p, slope, known)


def judge_odds(question: Question) -> Judgement | None:
    """Regress the second column's share on the rows' values by logistic regression.

    P is that of the likelihood-ratio test (`lr_p`), or Wald's. The estimate is the odds ratio, NaN
    where separation makes it infinite; Wald's P is NaN then too.

    Parameters
    ----------
    question
        Tables of shape (m, r, 2), the second column the event, and the value `x` of each row, shape
        (r, 1).
    """
    if question.statistic not in {"p", "lr_p"} or not _has_single_term(question):
        return None
    tables, x, likelihood = question.tables, question.x[:, 0], question.statistic == "lr_p"
    n, events = tables.sum(axis=2).astype(float), tables[:, :, 1].astype(float)
    overlap = _overlap(tables, x)
    beta, information, settled = _fit_logits(n, events, x)
    saturated = tables.shape[1] == 2 and x[0] != x[1]
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if likelihood:
            fitted = events / n if saturated else special.expit(_predict(beta, x))
            gain = _log_likelihood(n, events, fitted)
            share = (events.sum(axis=1) / n.sum(axis=1))[:, np.newaxis]
            null = _log_likelihood(n, events, np.broadcast_to(share, n.shape))
            p = special.chdtrc(1, np.maximum(0.0, 2 * (gain - null)))
        else:
            se = np.sqrt(information[:, 0, 0] / np.linalg.det(information))
            p = special.chdtrc(1, (beta[:, 1] / se) ** 2)
        estimate = np.where(overlap, np.exp(beta[:, 1]), np.nan)
    if not likelihood:
        p = np.where(overlap, p, np.nan)
    infinite = ~overlap & _varies(tables, x) & (saturated or not likelihood)
    return Judgement(p, estimate, infinite | (overlap & settled & np.isfinite(p)))


def judge_firth(question: Question) -> Judgement | None:
    """Compare two rows' odds by Firth's penalized likelihood, whose maximum is in closed form.

    Parameters
    ----------
    question
        Tables of shape (m, 2, 2); the second column is the event, the second row has the term.

    Notes
    -----
    With two groups the penalty is the sum of log p (1 - p) / 2, so that the estimates are those of
    half an event and half a non-event more in each group (Firth 1993, section 3.3); with the slope
    held at 0 the two halves of both groups fall together.
    """
    two_rows = question.x.tolist() == [[0.0], [1.0]] and _has_single_term(question)
    if question.statistic != "p" or question.arguments or not two_rows:
        return None
    tables = question.tables
    n, events = tables.sum(axis=2).astype(float), tables[:, :, 1].astype(float)
    share = (events + 0.5) / (n + 1)
    top = _weigh(events + 0.5, n + 1, share).sum(axis=1)
    all_events, all_n = events.sum(axis=1) + 1, n.sum(axis=1) + 2
    null = _weigh(all_events, all_n, all_events / all_n)
    p = special.chdtrc(1, np.maximum(0.0, 2 * (top - null)))
    odds = share / (1 - share)
    return Judgement(p, odds[:, 1] / odds[:, 0], _varies(tables, np.arange(2.0)))


def _has_single_term(question: Question) -> bool:
    """Return whether the question is about the only term of a regression."""
    return question.x.shape[1] == 1 and question.part not in {None, INTERCEPT}


def _weigh(events: Sample, n: Sample, share: Sample) -> Sample:
    """Return the binomial log-likelihood without its constant."""
    weighed = special.xlogy(events, share) + special.xlogy(n - events, 1 - share)
    return np.asarray(weighed, dtype=np.float64)


def _log_likelihood(n: Sample, events: Sample, share: Sample) -> Sample:
    return np.asarray(_weigh(events, n, share).sum(axis=1), dtype=np.float64)


def _overlap(tables: Counts, x: Sample) -> NDArray[np.bool_]:
    """Tell where events and others overlap in x, so that there is a maximum; shape (m,)."""
    highest = np.where(tables > 0, x[:, np.newaxis], -np.inf).max(axis=1)
    lowest = np.where(tables > 0, x[:, np.newaxis], np.inf).min(axis=1)
    return np.asarray((lowest < highest[:, ::-1]).all(axis=1), dtype=bool)


def _varies(tables: Counts, x: Sample) -> NDArray[np.bool_]:
    """Tell where both x and the outcome have two values at least; shape (m,)."""
    present = tables.sum(axis=2) > 0
    highest = np.where(present, x, -np.inf).max(axis=1)
    lowest = np.where(present, x, np.inf).min(axis=1)
    return np.asarray((lowest < highest) & (tables.sum(axis=1) > 0).all(axis=1), dtype=bool)


def _predict(beta: Sample, x: Sample) -> Sample:
    return np.asarray(beta[:, :1] + beta[:, 1:] * x, dtype=np.float64)


def _fit_logits(n: Sample, events: Sample, x: Sample) -> tuple[Sample, Sample, NDArray[np.bool_]]:
    """Maximise the likelihoods by Newton's steps.

    Returns coefficients (m, 2), the information (m, 2, 2), and whether the steps came to rest (m,).
    """
    beta = np.zeros((len(n), 2))
    basis = np.stack([np.ones_like(x), x], axis=1)
    settled = np.zeros(len(n), dtype=bool)
    information = np.empty((len(n), 2, 2))
    for _ in range(_STEPS):
        share = special.expit(_predict(beta, x))
        information = np.einsum("mr,ra,rb->mab", n * share * (1 - share), basis, basis)
        score = (events - n * share) @ basis
        singular = np.linalg.det(information) <= ROUNDING
        information[singular] = np.eye(2)
        step = np.linalg.solve(information, score[:, :, np.newaxis])[:, :, 0]
        step[singular] = 0.0
        beta += np.clip(step, -_LARGEST_STEP, _LARGEST_STEP)
        settled = ~singular & (np.abs(step).max(axis=1) < _SETTLED)
        if (settled | singular).all():
            break
    return beta, information, settled

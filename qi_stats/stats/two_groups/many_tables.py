"""T tests of many small tables at once, where columns stand for values and rows for groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.stats.arrays import ROUNDING
from qi_stats.stats.many_tables import Judgement

if TYPE_CHECKING:
    from qi_stats.stats.many_tables import Question


def judge_means(question: Question, *, pooled: bool) -> Judgement | None:
    """Compare the two rows' means by Student's t test (`pooled`) or Welch's.

    Parameters
    ----------
    question
        Tables of shape (m, 2, c), and the value `y` that each column stands for, shape (c,).
    pooled
        Whether equal variances are assumed.
    """
    if question.statistic != "p":
        return None
    tables, values = question.tables, question.y
    n = tables.sum(axis=2).astype(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = tables @ values / n
        squares = (tables * (values - mean[:, :, np.newaxis]) ** 2).sum(axis=2)
        if pooled:
            df = n.sum(axis=1) - 2
            variance = (squares.sum(axis=1) / df)[:, np.newaxis] / n
        else:
            variance = squares / (n - 1) / n
            df = variance.sum(axis=1) ** 2 / (variance**2 / (n - 1)).sum(axis=1)
        se = np.sqrt(variance.sum(axis=1))
        difference = mean[:, 0] - mean[:, 1]
        p = 2 * special.stdtr(df, -np.abs(difference / se))
    scale = np.abs(mean).max(axis=1)
    return Judgement(p, difference, np.isfinite(p) & (se > ROUNDING * scale))

"""Trend of a share over ordered groups: the test of Cochran and Armitage, exact and asymptotic."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import read_sample, read_table
from qi_stats.stats.sums import distribute_sums, fits_exactly, scale_to_integers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Counts, Sample

DEFINITION = (
    "Cochran-Armitage test of trend; exact P given both margins, by the distance of the sum of "
    "scores from the expected one"
)
NO_CONTRAST = "All rows are alike in outcome or in group, so there is no trend to test."
TOO_MANY = "There are too many rows, or scores too fine, for the exact P: see the asymptotic one."


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendTest(Estimate):
    """A test of trend; `z` is positive where the event is more frequent at higher scores."""

    p: float | None = field(default=None, metadata=shown("P", "p"))
    z: float | None = field(default=None, metadata=shown("z", "decimal2"))
    p_asymptotic: float | None = field(default=None, metadata=shown("Asymptotic P", "p"))


def trend_test(table: ArrayLike, *, scores: Sequence[float] | None = None) -> TrendTest:
    """Test whether the share of events rises or falls over ordered groups.

    Parameters
    ----------
    table
        Counts, shape (k, 2): rows are groups in their order, the first column is the event.
    scores
        A number for each group; 1, 2, 3 ... if not given.

    Returns
    -------
    TrendTest
        Two-sided. None, with a warning, where only one group or only one outcome has rows; the
        exact P is None, with a warning, beyond 1000 rows or where the scores are too fine.

    Raises
    ------
    ValueError
        If the table is not of counts in two columns, or the scores do not fit its rows.

    References
    ----------
    Armitage (1955), Biometrics 11:375-386; R: `prop.trend.test`, and for the exact P
    `coin::independence_test(score ~ event, distribution = "exact")`.
    """
    counts = read_table(table)
    if counts.shape[1] != 2:
        raise ValueError(f"table must have two columns, the event first, not {counts.shape[1]}")
    given = np.arange(1.0, len(counts) + 1) if scores is None else read_sample(scores, "scores")
    if len(given) != len(counts):
        raise ValueError(f"scores must be {len(counts)}, one for each group, not {len(given)}")
    n, events = counts.sum(axis=1), int(counts[:, 0].sum())
    different = len(np.unique(given[n > 0]))
    if different < 2 or events in (0, int(n.sum())):
        return TrendTest(definition=DEFINITION, warnings=(NO_CONTRAST,))
    z = _measure_z(counts, given)
    exact = _test_exactly(counts, given)
    return TrendTest(
        p=exact,
        z=z,
        p_asymptotic=float(2 * special.ndtr(-abs(z))),
        definition=DEFINITION,
        warnings=(TOO_MANY,) if exact is None else (),
    )


def _measure_z(counts: Counts, scores: Sample) -> float:
    """Return the sum of the events' scores less the expected one, in standard deviations."""
    n = counts.sum(axis=1).astype(float)
    total, share = n.sum(), counts[:, 0].sum() / n.sum()
    away = scores - (n @ scores) / total
    spread = share * (1 - share) * float(n @ away**2)
    return float(counts[:, 0] @ away) / math.sqrt(spread)


def _test_exactly(counts: Counts, scores: Sample) -> float | None:
    """Return the chance of a sum of scores at least as far from the expected one; None if long."""
    whole = scale_to_integers(scores)
    if whole is None:
        return None
    rows = np.repeat(whole, counts.sum(axis=1))
    events = int(counts[:, 0].sum())
    if not fits_exactly(rows, events):
        return None
    observed = float(counts[:, 0] @ whole)
    return distribute_sums(rows, events).measure_extremes(observed)

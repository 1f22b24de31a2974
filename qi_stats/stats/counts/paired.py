"""Paired binary outcomes: McNemar's exact test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scipy import special

from qi_stats.stats.arrays import check_level, read_table
from qi_stats.stats.counts.results import OddsRatioTest
from qi_stats.stats.description.proportions import bound_clopper_pearson

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

_DEFINITION = "McNemar's exact test, binomial, conditional odds ratio with Clopper-Pearson bounds"
_UNCHANGED = "No pair differs, so there is nothing to compare."
_INFINITE = "The odds ratio is infinite: all pairs that differ do so in one direction."
_NO_UPPER = "The odds ratio has no upper bound: all pairs that differ do so in one direction."


def mcnemar_exact(table: ArrayLike, *, level: float = 0.95) -> OddsRatioTest:
    """Test whether paired binary outcomes changed in one direction more than in the other.

    Parameters
    ----------
    table
        Counts of pairs, shape (2, 2): rows are the first outcome (yes, no), columns the second.
    level
        Confidence level of the odds ratio, a fraction.

    Returns
    -------
    OddsRatioTest
        Pairs (yes, no) divided by pairs (no, yes); P is two-sided. None, with a warning, where no
        pair differs or a value is infinite.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts.

    References
    ----------
    McNemar (1947), Psychometrika 12:153-157. Breslow and Day (1980), Statistical Methods in Cancer
    Research I, 5.2; R: `binom.test(b, b + c)`, `exact2x2::mcnemar.exact`.
    """
    check_level(level)
    (_, lost), (gained, _) = read_table(table, (2, 2)).tolist()
    changed = lost + gained
    if changed == 0:
        return OddsRatioTest(definition=_DEFINITION, warnings=(_UNCHANGED,))
    p = min(1.0, 2 * float(special.bdtr(min(lost, gained), changed, 0.5)))
    low, high = bound_clopper_pearson(lost, changed, level)
    return OddsRatioTest(
        odds_ratio=lost / gained if gained else None,
        low=low / (1 - low),
        high=high / (1 - high) if gained else None,
        p=p,
        definition=_DEFINITION,
        warnings=() if gained else (_INFINITE, _NO_UPPER),
    )

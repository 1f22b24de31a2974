"""Fisher's exact test of a 2×2 table, its odds ratio, and its mid-P variant."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from qi_stats.stats.arrays import check_choice, check_level, read_table
from qi_stats.stats.counts.hypergeometric import ConditionalTable, condition, solve_log_odds
from qi_stats.stats.counts.minlike import bound_minlike
from qi_stats.stats.counts.results import OddsRatioTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Counts

TwoSided = Literal["minlike", "central"]

_WAYS = {
    "minlike": "the tables that are at most as likely",
    "central": "twice the smaller tail",
}
_MID_P = (
    "Mid-P variant of Fisher's exact test, twice the smaller tail; odds ratio by conditional ML"
)
EMPTY_GROUP = "A group is empty, so there is nothing to compare."
SAME_OUTCOME = "All outcomes are the same, so there is nothing to compare."
EMPTY_LEVEL = (
    "A level has no rows, so its share has nothing to be held against: leave the level out."
)
CERTAIN = "The margins leave no other table, so P is 1 whatever the groups are like."
_INFINITE = "The odds ratio is infinite: a cell of the table is empty."
_NO_UPPER = "The odds ratio has no upper bound: a cell of the table is empty."


def fisher_exact(
    table: ArrayLike,
    *,
    level: float = 0.95,
    two_sided: TwoSided = "minlike",
    interval: TwoSided = "central",
) -> OddsRatioTest:
    """Test a 2×2 table by Fisher's exact test.

    The defaults are those of R's `fisher.test`, whose P and interval follow two definitions, so
    that they can disagree about 1; `two_sided = interval = "central"` or both "minlike" can't.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level of the odds ratio, a fraction.
    two_sided
        P by "minlike", the chance of all tables at most as likely, or "central", twice the smaller
        tail.
    interval
        "central", half of 1 - level in each tail, or "minlike", the smallest interval that holds
        every odds ratio not rejected by the minlike test.

    Returns
    -------
    OddsRatioTest
        The conditional maximum likelihood estimate, not ad / bc. None, with a warning, where it or
        its upper bound is infinite. Where a group is empty or all outcomes are the same, P is 1,
        as in R, with a warning, and there is no odds ratio.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts, or an argument is unknown.

    References
    ----------
    Fisher (1935), J R Stat Soc 98:39-82. Cornfield (1956), Proc 3rd Berkeley Symp 4:135-148.
    Fay (2010), Biostatistics 11:373-374, on the two definitions; R: `fisher.test`,
    `exact2x2::fisher.exact`.
    """
    check_choice("two_sided", two_sided, _WAYS)
    check_choice("interval", interval, _WAYS)
    check_level(level)
    counts = read_table(table, (2, 2))
    definition = (
        f"Fisher's exact test, P by {_WAYS[two_sided]}; "
        f"odds ratio by conditional ML, {interval} interval"
    )
    problem = find_empty_margin(counts)
    if problem:
        return _report_margins(counts, definition, problem)
    given = condition(counts)
    tails = min(1.0, 2 * min(given.lower_tail(0.0), given.upper_tail(0.0)))
    p = tails if two_sided == "central" else given.unlikely(0.0)
    bounds = _bound_central(given, level) if interval == "central" else bound_minlike(given, level)
    return _report(given, bounds, p, definition)


def fisher_mid_p(table: ArrayLike, *, level: float = 0.95) -> OddsRatioTest:
    """Test a 2×2 table by the mid-P variant of Fisher's exact test.

    Half the chance of the observed table counts, which makes the test less conservative than
    Fisher's at the price that it may exceed its level a little.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level of the odds ratio, a fraction.

    Returns
    -------
    OddsRatioTest
        P is twice the smaller mid-P tail; each bound has a mid-P tail of half of 1 - level. None,
        with a warning, as in `fisher_exact`.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts.

    References
    ----------
    Lancaster (1961), J Am Stat Assoc 56:223-234. Rothman and Greenland (1998), Modern
    Epidemiology, 2nd ed., 247-250; R: `epitools::ormidp.test`.
    """
    check_level(level)
    counts = read_table(table, (2, 2))
    problem = find_empty_margin(counts)
    if problem:
        return _report_margins(counts, _MID_P, problem)
    given = condition(counts)
    smaller = min(_mid_lower(given, 0.0), _mid_upper(given, 0.0))
    tail = (1 - level) / 2
    low = -math.inf if given.is_smallest else solve_log_odds(lambda x: _mid_upper(given, x) - tail)
    high = math.inf if given.is_largest else solve_log_odds(lambda x: tail - _mid_lower(given, x))
    return _report(given, (low, high), min(1.0, 2 * smaller), _MID_P)


def _report_margins(counts: Counts, definition: str, problem: str) -> OddsRatioTest:
    """Return P of a table that its margins settle: the only one there is has the chance 1."""
    if not counts.any():
        return OddsRatioTest(definition=definition, warnings=(problem,))
    return OddsRatioTest(p=1.0, definition=definition, warnings=(problem, CERTAIN))


def find_empty_margin(counts: Counts) -> str | None:
    """Say in words why a table can't be tested: an empty row, or an empty column."""
    if (counts.sum(axis=1) == 0).any():
        return EMPTY_GROUP
    if (counts.sum(axis=0) == 0).any():
        return SAME_OUTCOME if (counts.sum(axis=0) > 0).sum() < 2 else EMPTY_LEVEL
    return None


def _bound_central(given: ConditionalTable, level: float) -> tuple[float, float]:
    tail = (1 - level) / 2
    low = -math.inf if given.is_smallest else solve_log_odds(lambda x: given.upper_tail(x) - tail)
    high = math.inf if given.is_largest else solve_log_odds(lambda x: tail - given.lower_tail(x))
    return low, high


def _mid_upper(given: ConditionalTable, log_odds: float) -> float:
    return given.upper_tail(log_odds) - given.chance(log_odds) / 2


def _mid_lower(given: ConditionalTable, log_odds: float) -> float:
    return given.lower_tail(log_odds) - given.chance(log_odds) / 2


def _report(
    given: ConditionalTable, bounds: tuple[float, float], p: float, definition: str
) -> OddsRatioTest:
    """Turn log odds into odds ratios, and the infinite ones into None with a warning."""
    low, high = bounds
    warnings = (_INFINITE, _NO_UPPER) if given.is_largest else ()
    return OddsRatioTest(
        odds_ratio=None if given.is_largest else math.exp(given.estimate_log_odds()),
        low=math.exp(low),
        high=None if math.isinf(high) else math.exp(high),
        p=p,
        definition=definition,
        warnings=warnings,
    )

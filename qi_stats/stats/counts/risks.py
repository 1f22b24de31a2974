"""Comparing two risks: their difference, ratio, odds ratio, and the number needed."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from scipy import special

from qi_stats.stats.arrays import check_choice, check_level, read_table
from qi_stats.stats.counts.fisher import EMPTY_GROUP, find_empty_margin
from qi_stats.stats.counts.results import NumberNeeded, OddsRatio, RiskDifference, RiskRatio
from qi_stats.stats.counts.score import bound_ratio
from qi_stats.stats.description.proportions import bound_wilson

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

_NEWCOMBE = "risk difference with Newcombe's hybrid score interval (method 10), no correction"
_RATIOS = {
    "koopman": "risk ratio with Koopman's score interval",
    "miettinen_nurminen": "risk ratio with Miettinen and Nurminen's score interval",
}
_ODDS = {
    "none": "sample odds ratio with Woolf's interval",
    "haldane": "odds ratio and Woolf's interval with 0.5 added to each cell (Haldane, Anscombe)",
}
_NEEDED = "number needed with the inverse of Newcombe's bounds"


def risk_difference(table: ArrayLike, *, level: float = 0.95) -> RiskDifference:
    """Estimate the difference of two risks.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level, a fraction.

    Returns
    -------
    RiskDifference
        First group minus second, -1 to 1. None, with a warning, where a group is empty.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts.

    References
    ----------
    Newcombe (1998), Stat Med 17:873-890, method 10.
    """
    check_level(level)
    (a, b), (c, d) = read_table(table, (2, 2)).tolist()
    n1, n2 = a + b, c + d
    if min(n1, n2) == 0:
        return RiskDifference(definition=_NEWCOMBE, warnings=(EMPTY_GROUP,))
    first, second = a / n1, c / n2
    (low1, high1), (low2, high2) = bound_wilson(a, n1, level), bound_wilson(c, n2, level)
    difference = first - second
    return RiskDifference(
        difference=difference,
        low=difference - math.hypot(first - low1, high2 - second),
        high=difference + math.hypot(high1 - first, second - low2),
        definition=_NEWCOMBE,
    )


def risk_ratio(
    table: ArrayLike,
    *,
    level: float = 0.95,
    interval: Literal["koopman", "miettinen_nurminen"] = "koopman",
) -> RiskRatio:
    """Estimate the ratio of two risks.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level, a fraction.
    interval
        "koopman" (default; R's `DescTools::RelRisk(method = "score")`) or "miettinen_nurminen",
        whose variance is N / (N - 1) times as large.

    Returns
    -------
    RiskRatio
        First group over second. None, with a warning, where a group is empty, there is no event,
        or the value is infinite.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts, or `interval` is unknown.

    References
    ----------
    Koopman (1984), Biometrics 40:513-517. Miettinen and Nurminen (1985), Stat Med 4:213-226.
    """
    check_level(level)
    check_choice("interval", interval, _RATIOS)
    (a, b), (c, d) = read_table(table, (2, 2)).tolist()
    n1, n2, definition = a + b, c + d, _RATIOS[interval]
    if min(n1, n2) == 0:
        return RiskRatio(definition=definition, warnings=(EMPTY_GROUP,))
    if a + c == 0:
        words = "Neither group has an event, so there is no risk ratio."
        return RiskRatio(definition=definition, warnings=(words,))
    inflation = (n1 + n2) / (n1 + n2 - 1) if interval == "miettinen_nurminen" else 1.0
    low, high = bound_ratio((a, n1), (c, n2), level, inflation)
    words = "The second group has no event, so the risk ratio is infinite and has no upper bound."
    return RiskRatio(
        risk_ratio=(a / n1) / (c / n2) if c else None,
        low=low,
        high=high if c else None,
        definition=definition,
        warnings=() if c else (words,),
    )


def odds_ratio(
    table: ArrayLike, *, level: float = 0.95, correction: Literal["none", "haldane"] = "none"
) -> OddsRatio:
    """Estimate the sample odds ratio ad / bc with Woolf's interval.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level, a fraction.
    correction
        "none" (default) or "haldane": 0.5 is added to each cell, so that none is empty.

    Returns
    -------
    OddsRatio
        None, with a warning, where a row or column is empty, and where an empty cell
        makes the odds ratio infinite or leaves it without an interval.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts, or `correction` is unknown.

    References
    ----------
    Woolf (1955), Ann Hum Genet 19:251-253. Haldane (1956), Ann Hum Genet 20:309-311.
    R: `vcd::loddsratio`, `epitools::oddsratio.wald`.
    """
    check_level(level)
    check_choice("correction", correction, _ODDS)
    counts, definition = read_table(table, (2, 2)), _ODDS[correction]
    problem = find_empty_margin(counts)
    if problem:
        return OddsRatio(definition=definition, warnings=(problem,))
    (a, b), (c, d) = (counts + (0.5 if correction == "haldane" else 0.0)).tolist()
    if b * c == 0:
        words = "The odds ratio is infinite: a cell of the table is empty."
        return OddsRatio(definition=definition, warnings=(words,))
    ratio = (a * d) / (b * c)
    if ratio == 0:
        words = "A cell of the table is empty, so Woolf's interval does not exist."
        return OddsRatio(odds_ratio=ratio, definition=definition, warnings=(words,))
    z = float(special.ndtri((1 + level) / 2))
    reach = math.exp(z * math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
    return OddsRatio(odds_ratio=ratio, low=ratio / reach, high=ratio * reach, definition=definition)


def number_needed(table: ArrayLike, *, level: float = 0.95) -> NumberNeeded:
    """Estimate how many of the first group's kind it takes for one event more, or one fewer.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    level
        Confidence level, a fraction.

    Returns
    -------
    NumberNeeded
        `low` and `high` where the difference's interval leaves out 0; else `more` and `fewer`,
        with a warning, because the interval runs through infinity.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts.

    References
    ----------
    Laupacis, Sackett and Roberts (1988), N Engl J Med 318:1728-1733. Altman (1998), BMJ
    317:1309-1312.
    """
    risk = risk_difference(table, level=level)
    if risk.difference is None or risk.low is None or risk.high is None:
        return NumberNeeded(definition=_NEEDED, warnings=risk.warnings)
    number = 1 / abs(risk.difference) if risk.difference else None
    same = () if number else ("The risks are equal, so no number is needed.",)
    if risk.low <= 0 <= risk.high:
        words = "The risk difference's interval includes 0, so this one runs through infinity."
        return NumberNeeded(
            number=number,
            more=1 / risk.high if risk.high > 0 else None,
            fewer=-1 / risk.low if risk.low < 0 else None,
            definition=_NEEDED,
            warnings=(*same, words),
        )
    low, high = sorted((1 / abs(risk.low), 1 / abs(risk.high)))
    return NumberNeeded(number=number, low=low, high=high, definition=_NEEDED)

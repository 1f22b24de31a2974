"""Two risks under a given odds ratio, risk ratio or difference, and intervals that invert tests.

The risks of greatest likelihood are found for a value of the measure, and Pearson's statistic or
the likelihood ratio tells how badly they fit the counts; an interval holds the values that fit.
Sources: Cornfield (1956), Proceedings of the Third Berkeley Symposium 4, 135-148; Miettinen &
Nurminen (1985), Statistics in Medicine 4, 213-226; Koopman (1984), Biometrics 40, 513-517; Mee
(1984), Biometrics 40, 1175-1176; Venzon & Moolgavkar (1988), Applied Statistics 37, 87-94.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.counts import find_effect

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.audit.consistency.counts import Cells, Measure

Misfit: TypeAlias = Literal["score", "corrected", "likelihood"]
_EDGE = 1e-12  # how near to 0 and 1 a risk is looked for


def invert_misfit(
    table: Cells, measure: Measure, misfit: Misfit, limit: float
) -> tuple[float, float] | None:
    """Return the least and largest value of the measure whose misfit is at most `limit`.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    measure
        What is compared.
    misfit
        Pearson's statistic ("score"), the same with each count moved by 0.5 towards its
        expectation ("corrected"), or the likelihood ratio.
    limit
        A quantile of chi-square with one degree of freedom.

    Returns
    -------
    tuple of float or None
        None where the counts give the measure no value above 0 that is finite.
    """
    effect = find_effect(table, measure)
    if effect is None:
        return None
    is_ratio = measure != "risk_difference"

    def miss(place: float) -> float:
        value = math.exp(place) if is_ratio else place
        return measure_misfit(table, fit_risks(table, measure, value), misfit) - limit

    start = math.log(effect.value) if is_ratio else effect.value
    low, high = (_solve(miss, start, side, is_ratio=is_ratio) for side in (-1, 1))
    return (math.exp(low), math.exp(high)) if is_ratio else (low, high)


def _solve(miss: Callable[[float], float], start: float, side: int, *, is_ratio: bool) -> float:
    """Return where the misfit, which grows away from `start`, crosses its limit."""
    from scipy import optimize

    end = start + side * 0.5 if is_ratio else side * (1 - 1e-9)
    while is_ratio and miss(end) < 0:
        end += end - start
    if miss(end) < 0 or side * (end - start) <= 0:
        return float(side)
    return float(optimize.brentq(miss, start, end, xtol=1e-13))


def fit_risks(table: Cells, measure: Measure, value: float) -> tuple[float, float]:
    """Return both groups' risks of greatest likelihood where the measure has this value."""
    from scipy import optimize

    (a, b), (c, d) = table
    low, high = _find_reach(measure, value)

    def rise(second: float) -> float:
        second = _clip(second)
        first, slope = _find_first(measure, value, second)
        return slope * (a / first - b / (1 - first)) + c / second - d / (1 - second)

    edge = _EDGE * (high - low)
    low, high = low + edge, high - edge
    if rise(low) <= 0:
        second = low
    elif rise(high) >= 0:
        second = high
    else:
        second = float(optimize.brentq(rise, low, high, xtol=1e-15))
    return _find_first(measure, value, second)[0], _clip(second)


def _clip(risk: float) -> float:
    """Return the risk, no nearer to 0 or 1 than numbers of the computer can tell from them."""
    return min(max(risk, _EDGE / 1e3), 1 - _EDGE / 1e3)


def _find_first(measure: Measure, value: float, second: float) -> tuple[float, float]:
    """Return the first group's risk, and how fast it grows with the second's."""
    if measure == "risk_difference":
        first, slope = second + value, 1.0
    elif measure == "risk_ratio":
        first, slope = second * value, value
    else:
        whole = 1 - second + value * second
        first, slope = value * second / whole, value / whole**2
    return _clip(first), slope


def _find_reach(measure: Measure, value: float) -> tuple[float, float]:
    """Return the risks of the second group that leave the first one between 0 and 1."""
    if measure == "risk_difference":
        return max(0.0, -value), min(1.0, 1 - value)
    return 0.0, min(1.0, 1 / value) if measure == "risk_ratio" else 1.0


def measure_misfit(table: Cells, risks: tuple[float, float], misfit: Misfit) -> float:
    """Return how badly these risks fit the counts: chi-square with one df if they are true."""
    total = 0.0
    for (events, others), risk in zip(table, risks, strict=True):
        n = events + others
        for count, expected in ((events, n * risk), (others, n * (1 - risk))):
            if misfit == "likelihood":
                total += 2 * count * math.log(count / expected) if count else 0.0
            else:
                gap = abs(count - expected) - (0.5 if misfit == "corrected" else 0.0)
                total += max(gap, 0.0) ** 2 / expected
    return total

"""Intervals of an odds ratio, risk ratio or difference from printed counts, by every usual formula.

A paper seldom says which formula it used, so that each is computed: an interval that none of them
gives is not the interval of these counts.
Sources: Woolf (1955), Annals of Human Genetics 19, 251-253; Katz et al. (1978), Biometrics 34,
469-474; Newcombe (1998), Statistics in Medicine 17, 873-890; Agresti & Caffo (2000), American
Statistician 54, 280-288; Miettinen (1976), American Journal of Epidemiology 103, 226-235; Fay
(2010), R Journal 2(1), 53-58; Heinze & Schemper (2002), Statistics in Medicine 21, 2409-2419.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.counts import Effect, find_effect
from qi_stats.audit.consistency.formulas import NamedInterval, find_quantile, widen_searched
from qi_stats.audit.consistency.risks import invert_misfit
from qi_stats.audit.consistency.share_intervals import bound_wilson_corrected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.counts import Cells, Measure, Table
    from qi_stats.audit.consistency.p_value import Range
    from qi_stats.stats.counts.results import OddsRatioTest

MOST_MINLIKE = 5_000
"""Rows up to which the interval by the less likely tables is computed; of more it takes minutes."""
_UNIROOT = 1.3e-4  # R's fisher.test searches a bound, or its inverse, no more exactly than this
_SPLINE = 2e-3  # R's confint interpolates the profile of a logistic model, on the log scale


def list_effect_intervals(table: Table, measure: Measure, level: float) -> list[NamedInterval]:
    """Return the intervals of the first group against the second, by every usual formula.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    measure
        What is compared.
    level
        In percent.

    Returns
    -------
    list of NamedInterval
        None of a formula that a count of 0 leaves without an interval.

    Examples
    --------
    >>> found = list_effect_intervals([[10, 40], [30, 20]], "odds_ratio", 95)
    >>> found[0].show()
    '0.0681 to 0.408 (Woolf)'
    """
    if not (sum(table[0]) and sum(table[1])):
        return []
    listed = {"odds_ratio": _list_odds, "risk_ratio": _list_ratios}.get(measure, _list_differences)
    found = [*listed(table, level), *_list_inverted(table, measure, level)]
    if measure == "risk_difference":
        found += [one.cut(-1, 1) for one in found if one.bounds[0] < -1 or one.bounds[1] > 1]
    return found


def list_effect_values(table: Table, measure: Measure) -> list[Range]:
    """Return the estimates of a measure that are in use; none where a count of 0 leaves none.

    Of odds ratios also those with 0.5 added to each count, by conditional likelihood (R's
    fisher.test) and the median-unbiased one; of risk ratios those with 0.5 added. Those that
    programs search for are ranges.
    """
    if not (sum(table[0]) and sum(table[1])):
        return []
    effects = [find_effect(table, measure)]
    if measure != "risk_difference":
        effects.append(find_effect(_add_half(table), measure))
    values = [(one.value, one.value) for one in effects if one is not None]
    searched = _estimate_conditionally(table) if measure == "odds_ratio" else ()
    return [*values, *(widen_searched(one, _UNIROOT) for one in searched)]


def _estimate_conditionally(table: Table) -> Iterator[float]:
    import numpy as np

    from qi_stats.stats.counts.hypergeometric import condition, solve_log_odds

    given = condition(np.array(table, dtype=np.int64))
    if not (given.is_smallest or given.is_largest):
        yield math.exp(given.estimate_log_odds())
        yield math.exp(solve_log_odds(lambda x: given.upper_tail(x) - given.chance(x) / 2 - 0.5))


def _list_odds(table: Table, level: float) -> Iterator[NamedInterval]:
    from qi_stats.stats.counts.fisher import fisher_exact, fisher_mid_p

    yield from _list_wald(table, "odds_ratio", level, "Woolf")
    share = level / 100
    exact = fisher_exact(table, level=share)
    yield from _take_exact(exact, "Fisher's exact")
    if sum(map(sum, table)) <= MOST_MINLIKE:
        minlike = fisher_exact(table, level=share, interval="minlike")
        yield from _take_exact(minlike, "exact by the less likely tables")
    yield from _take_exact(fisher_mid_p(table, level=share), "mid-P")
    firth = invert_misfit(_add_half(table), "odds_ratio", "likelihood", _find_limit(level))
    if firth is not None:
        yield NamedInterval("Firth's penalized likelihood", "profile", firth, _SPLINE)


def _list_ratios(table: Table, level: float) -> Iterator[NamedInterval]:
    yield from _list_wald(table, "risk_ratio", level, "Katz")
    (a, _), (c, _) = table
    effect = find_effect(table, "risk_ratio")
    if effect is not None:
        reach = find_quantile(level) * math.sqrt(1 / a + 1 / c)
        bounds = effect.value * math.exp(-reach), effect.value * math.exp(reach)
        yield NamedInterval("Poisson", "wald", bounds)


def _list_differences(table: Table, level: float) -> Iterator[NamedInterval]:
    yield from _list_wald(table, "risk_difference", level, "Wald")
    (a, b), (c, d) = table
    n1, n2 = a + b, c + d
    value, z = a / n1 - c / n2, find_quantile(level)
    effect = find_effect(table, "risk_difference")
    more = min(0.5 * (1 / n1 + 1 / n2), abs(value))
    if effect is not None:
        reach = z * effect.error + more
        yield NamedInterval(
            "Wald, corrected for continuity", "wald", (value - reach, value + reach)
        )
    moved = find_effect([[a + 1, b + 1], [c + 1, d + 1]], "risk_difference")
    if moved is not None:
        yield NamedInterval("Agresti and Caffo", "wald", moved.bound(level, is_ratio=False))
    yield from _list_means(table, level)
    for name, is_corrected in (("Newcombe", False), ("Newcombe, corrected", True)):
        yield NamedInterval(
            name, "newcombe", _combine_wilson(table, level, is_corrected=is_corrected)
        )


def _list_means(table: Table, level: float) -> Iterator[NamedInterval]:
    """Yield the intervals of a t test, and of a linear model, of zeros and ones."""
    from scipy import special

    (a, b), (c, d) = table
    n1, n2 = a + b, c + d
    if min(n1, n2) < 2:
        return
    squares = a * b / n1, c * d / n2
    value, df = a / n1 - c / n2, n1 + n2 - 2
    parts = [one / n / (n - 1) for one, n in zip(squares, (n1, n2), strict=True)]
    pooled = sum(squares) / df * (1 / n1 + 1 / n2)
    apart = sum(one**2 / (n - 1) for one, n in zip(parts, (n1, n2), strict=True))
    share = 0.5 + level / 200
    if pooled > 0 and apart > 0:
        reach = float(special.stdtrit(df, share)) * math.sqrt(pooled)
        yield NamedInterval("Student's t of zeros and ones", "wald", (value - reach, value + reach))
        welch = float(special.stdtrit(sum(parts) ** 2 / apart, share)) * math.sqrt(sum(parts))
        yield NamedInterval("Welch's t of zeros and ones", "wald", (value - welch, value + welch))


def _list_wald(table: Table, measure: Measure, level: float, name: str) -> Iterator[NamedInterval]:
    """Yield Wald's interval, with 0.5 added, with robust errors, and the test-based one."""
    is_ratio, n = measure != "risk_difference", sum(map(sum, table))
    plain = find_effect(table, measure)
    if plain is not None:
        yield NamedInterval(name, "wald", plain.bound(level, is_ratio=is_ratio))
        yield from _list_tested(table, plain, level, is_ratio=is_ratio)
    moved = find_effect(_add_half(table), measure) if is_ratio else None
    if moved is not None:
        yield NamedInterval(f"{name}, 0.5 added", "wald", moved.bound(level, is_ratio=True))
    if plain is None or n < 3:
        return
    for less in (1, 2):
        wider = Effect(plain.value, plain.error * math.sqrt(n / (n - less)))
        bounds = wider.bound(level, is_ratio=is_ratio)
        yield NamedInterval(f"{name}, robust with n / (n - {less})", "wald", bounds)


def _list_tested(
    table: Table, effect: Effect, level: float, *, is_ratio: bool
) -> Iterator[NamedInterval]:
    """Yield the interval whose standard error is the effect over the root of chi-square."""
    (a, b), (c, d) = table
    n, margins = a + b + c + d, (a + b) * (c + d) * (a + c) * (b + d)
    place = math.log(effect.value) if is_ratio else effect.value
    if place == 0 or margins == 0 or a * d == b * c:
        return
    error = abs(place) / math.sqrt(n * (a * d - b * c) ** 2 / margins)
    bounds = Effect(effect.value, error).bound(level, is_ratio=is_ratio)
    yield NamedInterval("test-based", "test_based", bounds)


def _list_inverted(table: Table, measure: Measure, level: float) -> Iterator[NamedInterval]:
    """Yield the score intervals and the one by profile likelihood."""
    limit, n = _find_limit(level), sum(map(sum, table))
    for name, misfit, most in (
        ("score", "score", limit),
        ("Miettinen and Nurminen's score", "score", limit * n / (n - 1) if n > 1 else limit),
        ("Cornfield's corrected score", "corrected", limit),
    ):
        if misfit == "corrected" and measure != "odds_ratio":
            continue
        found = invert_misfit(table, measure, misfit, most)  # type: ignore[arg-type]
        if found is not None:
            yield NamedInterval(name, "score", found)
    found = invert_misfit(table, measure, "likelihood", limit)
    if found is not None:
        slack = _SPLINE if measure != "risk_difference" else 0.0
        yield NamedInterval("profile likelihood", "profile", found, slack)


def _combine_wilson(table: Table, level: float, *, is_corrected: bool) -> tuple[float, float]:
    from qi_stats.stats.description.proportions import bound_wilson

    (a, b), (c, d) = table
    bound = bound_wilson_corrected if is_corrected else bound_wilson
    (low1, high1), (low2, high2) = bound(a, a + b, level / 100), bound(c, c + d, level / 100)
    first, second = a / (a + b), c / (c + d)
    below, above = (first - low1, high2 - second), (high1 - first, second - low2)
    return first - second - math.hypot(*below), first - second + math.hypot(*above)


def _take_exact(found: OddsRatioTest, name: str) -> Iterator[NamedInterval]:
    if found.low is not None and found.high is not None:
        yield NamedInterval(name, "exact", (found.low, found.high), search=_UNIROOT)


def _add_half(table: Table) -> Cells:
    return [[one + 0.5 for one in row] for row in table]


def _find_limit(level: float) -> float:
    return find_quantile(level) ** 2

"""A coefficient or difference against its standard error, its t or z, its interval and its P."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval, show_statistic
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.consistency import check_error_interval, check_p, check_quotient
from qi_stats.audit.consistency.p_value import compare_ranges
from qi_stats.audit.consistency.rounding import admit_loosely

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency import Consistency, Statistic
    from qi_stats.audit.consistency.p_value import Range
    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.rounding import Rounding


def examine_standard_error(claim: Claim, tests: Iterable[Claim]) -> Iterator[Finding]:
    """Yield what can't be right of an estimate with its standard error or its own statistic.

    `tests` are the P values of the same test; those with a statistic of their own are held against
    that elsewhere.
    """
    statistic, error = claim.reported.statistic, claim.reported.error
    if claim.kind.quantity == "ratio" or not claim.is_exact:
        return
    if error is not None and error.value < 0:
        message = f"{cite(claim)}: its standard error, {error.text}, is below 0."
        yield Finding("impossible", (claim.name,), message)
        return
    if error is not None and error.relation == "=":
        yield from _examine_error(claim, error)
    if statistic is not None:
        yield from _examine_p(claim, statistic, tests)


def _examine_error(claim: Claim, error: Printed) -> Iterator[Finding]:
    statistic, bounds = claim.reported.statistic, claim.reported.bounds
    if statistic is not None and statistic.value.relation == "=":
        found = _check_statistic(claim.printed, error, statistic)
        if found is not None and not found.is_right:
            name = f"{claim.text} / {error.text}"
            if statistic.test == "chi2":
                name = f"({name})²"
            shown = f"{name} is {show_interval(found.possible)} by its size"
            yield _tell(claim, found, f"{show_statistic(statistic)}, but {shown}", None)
    if bounds is not None and bounds.is_exact:
        width = check_error_interval(error, bounds, find_df(statistic))
        if not width.is_right:
            reach = f"would reach {show_interval(width.possible)} to each side"
            tail = f"the interval {bounds.text} {reach} with a standard error of {error.text}"
            is_wald = claim.reported.formula == "wald"
            yield _tell(claim, width, tail, None if is_wald else "it has another method")


def _check_statistic(value: Printed, error: Printed, statistic: Statistic) -> Consistency | None:
    """Hold t, z, or a Wald chi-square with one df against the estimate over its error."""
    if statistic.test in {"t", "z"}:
        return check_quotient(statistic.value, value, error)
    if statistic.test != "chi2" or statistic.df[0].value != 1:
        return None

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        top, below = (admit_loosely(one, rounding) for one in (value, error))
        sizes = sorted((abs(float(top.low)), abs(float(top.high))))
        near = 0.0 if 0 in top else sizes[0] / float(below.high)
        far = sizes[1] / float(below.low) if below.low > 0 else math.inf
        return ((near**2, far**2),)

    def given(rounding: Rounding) -> Range:
        ends = admit_loosely(statistic.value, rounding)
        return float(ends.low), float(ends.high)

    return compare_ranges(given, bound, "estimate")


def find_df(statistic: Statistic | None) -> float | None:
    """Return the degrees of freedom of t, infinity for z and a Wald chi-square, None if unknown."""
    if statistic is None:
        return None
    return float(statistic.df[0].value) if statistic.test == "t" else math.inf


def _examine_p(claim: Claim, statistic: Statistic, tests: Iterable[Claim]) -> Iterator[Finding]:
    for p in tests:
        if p.reported.statistic is not None:
            continue
        found = check_p(p.printed, statistic, p.reported.sides)
        if not found.is_right:
            reach = show_interval(found.possible)
            tail = f"{show_statistic(statistic)} of {cite(claim)} has P from {reach}"
            yield _tell(p, found, tail, "it is of another test", (claim.name,))


def _tell(
    claim: Claim,
    found: Consistency,
    tail: str,
    unless: str | None,
    others: tuple[str, ...] = (),
) -> Finding:
    names = (claim.name, *others)
    if found.is_truncated:
        message = f"{cite(claim)}: {tail}, so a number was cut off, not rounded."
        return Finding("truncated", names, message, found)
    if unless is None:
        return Finding("impossible", names, f"{cite(claim)}: {tail}.", found)
    return Finding("ambiguous", names, f"{cite(claim)}: {tail}, unless {unless}.", found)

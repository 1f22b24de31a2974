"""Standard errors and confidence intervals of means against the SD and the number of values."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.consistency import check_mean_interval, check_middle, check_standard_error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency import Consistency


def examine_errors(
    means: Sequence[Claim], sds: Sequence[Claim], ses: Sequence[Claim], n: int
) -> Iterator[Finding]:
    """Yield the standard errors and intervals of means that SD and n don't give."""
    for se, sd in product(ses, sds):
        found = check_standard_error(se.printed, sd.printed, n)
        if found.is_right:
            continue
        if n > 1 and check_standard_error(se.printed, sd.printed, n - 1).is_right:
            message = f"{cite(se)}, {cite(sd)}: right only of an SD with n, not n - 1, as divisor."
            yield Finding("ambiguous", (se.name, sd.name), message, found)
        else:
            tail = f"SD / √{n} is {show_interval(found.possible)}"
            yield tell_numbers(found, (se, sd), tail)
    for mean in means:
        bounds = mean.reported.bounds
        if bounds is None or not bounds.is_exact:
            continue
        text = bounds.text
        middle = check_middle(mean.printed, bounds)
        if not middle.is_right:
            message = f"{cite(mean)} is not in the middle of its interval, {text}."
            yield Finding("ambiguous", (mean.name,), message, middle)
            continue
        for sd in sds if n > 1 else ():
            found = check_mean_interval(sd.printed, n, bounds)
            if not found.is_right:
                tail = f"the interval, {text}, reaches {show_interval(found.possible)} to each side"
                yield tell_numbers(found, (mean, sd), f"{tail} with this SD and n of {n}")


def tell_numbers(found: Consistency, claims: tuple[Claim, ...], tail: str) -> Finding:
    """Return the finding that a test of several numbers gives."""
    names = tuple(one.name for one in claims)
    cited = ", ".join(cite(one) for one in claims)
    if found.is_truncated:
        message = f"{cited}: right only if cut off, not rounded."
        return Finding("truncated", names, message, found)
    return Finding("impossible", names, f"{cited}: {tail}.", found)

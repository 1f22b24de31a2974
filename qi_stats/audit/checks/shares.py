"""Counts and percentages against their denominators, and statements in words against both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.share_intervals import examine_share_interval
from qi_stats.audit.checks.sizes import find_rows, find_whole, read_count
from qi_stats.audit.checks.totals import find_size
from qi_stats.audit.consistency import check_percent, list_denominators

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qi_stats.audit.checks.sizes import Rows, Size, Sizes
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency


def examine_shares(claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    """Yield what can't be right of counts, percentages and words about shares."""
    counts = _list_counts(claims)
    for claim in claims:
        if "whole_number" in claim.kind.checks and read_count(claim) is None:
            message = f"{cite(claim)} is no whole number, as a count must be."
            yield Finding("impossible", (claim.name,), message)
        elif "denominator" in claim.kind.checks:
            yield from _examine_percent(claim, claims, sizes, counts)
            yield from examine_share_interval(claim, sizes)
        elif "wording" in claim.kind.checks:
            yield from _examine_words(claim, claims, sizes)


def _list_counts(claims: Claims) -> dict[Rows, list[Claim]]:
    found: dict[Rows, list[Claim]] = {}
    for claim in claims:
        if read_count(claim) is not None and claim.target is not None:
            found.setdefault(find_rows(claim.target), []).append(claim)
    return found


def _examine_percent(
    claim: Claim, claims: Claims, sizes: Sizes, counts: dict[Rows, list[Claim]]
) -> Iterator[Finding]:
    if claim.target is None or claim.printed.relation != "=":
        return
    whole = sizes.get(find_whole(claim.target))
    if whole is None or not whole.exact:
        if claim.key is None:
            message = f"{cite(claim)} has no printed denominator."
            yield Finding("not_recomputable", (claim.name,), message)
        return
    printed = counts.get(find_rows(claim.target), [])
    # of counts that differ, `examine_repeats` speaks; the percentage is held against each
    for count in dict.fromkeys(read_count(one) for one in printed) or (None,):
        found = check_percent(claim.printed, whole.exact, count)
        if not found.is_right:
            names = (claim.name, *(one.name for one in printed[:1]), *whole.claims)
            others = _list_others(claim, claims, sizes, count)
            yield _tell_percent(claim, found, (count, whole.exact), others, tuple(names))


def _list_others(claim: Claim, claims: Claims, sizes: Sizes, count: int | None) -> tuple[int, ...]:
    """Return the other printed denominators of which the percentage would be right.

    Without a count any denominator would do that is large enough, so that only those count which
    a share is taken of somewhere.
    """
    table = claim.target.table if claim.target is not None else ""
    if count is not None:
        known = [one.exact for rows, one in sizes.items() if rows[0] == table]
        return list_denominators(claim.printed, count, [one for one in known if one])
    wholes = [
        sizes.get(find_whole(one.target))
        for one in claims
        if "denominator" in one.kind.checks and one.target is not None and one.target.table == table
    ]
    totals = dict.fromkeys(one.exact for one in wholes if one is not None and one.exact)
    return tuple(one for one in totals if one and check_percent(claim.printed, one).is_right)


def _tell_percent(
    claim: Claim,
    found: Consistency,
    share: tuple[int | None, int],
    others: tuple[int, ...],
    names: tuple[str, ...],
) -> Finding:
    count, total = share
    prints = " and ".join(found.nearest)
    if found.is_truncated:
        message = f"{cite(claim)} is {count or 'a number'} of {total} cut off, not rounded."
        return Finding("truncated", names, message, found)
    if count is None:
        message = f"{cite(claim)}: no whole number of {total} prints so; the nearest are {prints}."
    else:
        message = f"{cite(claim)}: {count} of {total} prints as {prints}."
    if others:
        listed = " or ".join(map(str, others))
        return Finding("ambiguous", names, f"{message} Of {listed} it would be right.", found)
    return Finding("impossible", names, message, found)


_HOLDS: dict[str, Callable[[Size, Size], bool]] = {
    "all": lambda part, whole: part.high >= whole.low,
    "none": lambda part, _: part.low == 0,
    "half": lambda part, whole: any(
        whole.low <= 2 * one <= whole.high for one in range(part.low, part.high + 1)
    ),
    "majority": lambda part, whole: 2 * part.high > whole.low,
}


def _examine_words(claim: Claim, claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    if claim.target is None or claim.means not in _HOLDS:
        return
    rows, whole = find_rows(claim.target), sizes.get(find_whole(claim.target))
    part = find_size(claims.codebook, sizes, rows)
    if part is None or whole is None or _HOLDS[claim.means](part, whole):
        return
    names = tuple(dict.fromkeys((claim.name, *part.claims, *whole.claims)))
    counted = str(part.low) if part.exact is not None else f"{part.low} to {part.high}"
    message = f"{cite(claim)} means {claim.means}, but the numbers say {counted} of {whole.high}."
    yield Finding("contradiction", names, message)

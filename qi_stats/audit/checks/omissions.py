"""What a publication leaves out or misprints: counts that fall short, words that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import list_names
from qi_stats.audit.checks.cite import cite, cite_all
from qi_stats.audit.checks.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.claims.model import Claim, Claims


def examine_omissions(claims: Claims) -> Iterator[Finding]:
    """Yield variables most of whose rows are counted by level, but not all of them.

    Where fewer than half of the rows are counted, the publication did not set out to count all.
    """
    totals = {
        one.target.table: one
        for one in claims.standing()
        if one.kind.quantity == "count" and one.target is not None and not one.target.where
    }
    counted: dict[tuple[str, str], dict[str, Claim]] = {}
    for claim in claims.standing():
        found = _find_level(claim)
        if found is not None:
            table, variable, level = found
            counted.setdefault((table, variable), {}).setdefault(level, claim)
    for (table, variable), levels in counted.items():
        total = totals.get(table)
        known = claims.codebook.variable(table, variable)
        added = sum(int(one.printed.value) for one in levels.values())
        if total is None or len(levels) < 2 or known.only_if:
            continue
        whole = int(total.printed.value)
        if whole / 2 < added < whole:
            yield _say_rest(claims, total, known.label, tuple(levels.values()), whole - added)


def _say_rest(
    claims: Claims, total: Claim, label: str, parts: tuple[Claim, ...], rest: int
) -> Finding:
    names = (total.name, *(one.name for one in parts))
    added = sum(int(one.printed.value) for one in parts)
    message = (
        f"{cite(total)}: of these, {cite_all(claims, names[1:])} account for {added} "
        f"({label}); nothing is said of the other {rest}."
    )
    return Finding("ambiguous", names, message)


def examine_words(claims: Claims) -> Iterator[Finding]:
    """Yield claims that repeat another in other letters, and those that the file calls doubtful."""
    for claim in claims:
        if claim.doubt is not None:
            yield Finding("typographic", (claim.name,), f"{cite(claim)}: {claim.doubt}")
        if claim.repeats is None:
            continue
        first = claims.by_name[claim.repeats]
        if claim.text != first.text:
            message = f"{cite(claim)} is {list_names([cite(first)])} elsewhere."
            yield Finding("typographic", (claim.name, first.name), message)


def _find_level(claim: Claim) -> tuple[str, str, str] | None:
    """Return table, variable and level that a claim counts, if it counts just one level."""
    target = claim.target
    if claim.kind.quantity != "count" or target is None or len(target.where) != 1:
        return None
    (condition,) = target.where
    if len(condition.allowed) != 1 or not isinstance(condition.allowed[0], str):
        return None
    return target.table, condition.variable, condition.allowed[0]

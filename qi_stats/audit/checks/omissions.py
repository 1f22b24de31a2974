"""What a publication leaves out or misprints: counts that fall short, words that differ."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from qi_files.errors import list_names
from qi_stats.audit.checks.cite import cite, cite_all
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_sizes, find_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.sizes import Rows, Size, Sizes
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


def examine_shortfalls(claims: Claims) -> Iterator[Finding]:
    """Yield a question for each variable whose counted levels do not reach their whole.

    Without a codebook nobody knows whether rows are missing, have a level that is not named, or a
    number is a slip. Levels that only percentages tell are held against 100.
    """
    sizes = find_sizes(claims)
    for whole, total in sizes.items():
        for name, levels in _list_levels(sizes, whole).items():
            low, high = (sum(getattr(one, end) for one in levels) for end in ("low", "high"))
            if len(levels) > 1 and high < total.low:
                parts = tuple(dict.fromkeys(one for size in levels for one in size.claims))
                parts = tuple(one for one in parts if one not in total.claims)
                added = str(low) if low == high else f"{low} to {high}"
                tail = f"add up to {added} of {total.low}: is a number a slip, or are rows missing"
                message = f"{cite_all(claims, parts)} ({name}) {tail}?"
                yield Finding("question", (*parts, *total.claims), message)
    yield from _examine_percentages(claims, sizes)


def _list_levels(sizes: Sizes, whole: Rows) -> dict[str, list[Size]]:
    """Return the sizes of single levels of each variable that divide the rows of a whole."""
    found: dict[str, list[Size]] = {}
    for (table, conditions), size in sizes.items():
        extra = conditions - whole[1]
        if table == whole[0] and whole[1] <= conditions and len(extra) == 1:
            (only,) = extra
            if len(only.allowed) == 1:
                found.setdefault(only.variable, []).append(size)
    return found


def _examine_percentages(claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    """Yield levels whose percentages do not add up to 100, where no total is printed."""
    groups: dict[tuple[Rows, str], dict[object, Claim]] = {}
    for claim in claims:
        target = claim.target
        if claim.kind.quantity != "percent" or target is None or len(target.where) != 1:
            continue
        (only,) = target.where
        whole = find_whole(target)
        if whole not in sizes and len(only.allowed) == 1 and claim.printed.relation == "=":
            groups.setdefault((whole, only.variable), {}).setdefault(only.allowed[0], claim)
    for (_, name), levels in groups.items():
        printed = [one.printed for one in levels.values()]
        added = sum((one.value for one in printed), Fraction(0))
        slack = sum((one.step for one in printed), Fraction(0)) / 2
        if len(levels) < 2 or abs(added - 100) <= slack:
            continue
        names = tuple(one.name for one in levels.values())
        message = f"{cite_all(claims, names)} ({name}) add up to {float(added):g}%"
        if added > 100:
            yield Finding("contradiction", names, f"{message}, which is more than all.")
        else:
            yield Finding("question", names, f"{message}: is one a slip, or are rows missing?")


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

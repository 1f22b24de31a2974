"""Conflicts and failed tests as findings, in plain words with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import list_names
from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.conflicts import Conflict
    from qi_stats.audit.feasible.tested import Tested

_WORDS = {"none": "none", "all": "all", "half": "half", "majority": "more than half"}


def say_conflict(conflict: Conflict) -> Finding:
    """Return the finding that a claim, or its literal reading, can't hold with others."""
    claim, others = conflict.claim, conflict.others
    names = (claim.name, *(one.name for one in others))
    sentence = f"{cite(claim)}, taken literally," if conflict.is_literal else cite(claim)
    leave = "leave" if len(others) > 1 else "leaves"
    if not others:
        return Finding("contradiction", names, f"{sentence} can't hold, whatever else does.")
    if conflict.allowed is None or conflict.whole is None:
        message = f"{sentence} can't hold with {_cite_all(others)}."
    elif claim.kind.quantity == "percent":
        rows = show_range(conflict.whole)
        message = (
            f"{sentence} is a share of {rows}, as {_cite_all(others)} {leave} it, "
            f"and no count out of {rows} prints so."
        )
    else:
        room = _say_room(conflict.allowed)
        if conflict.left not in {None, conflict.allowed}:
            room += f", and all that is printed together {_say_room(conflict.left)}"
        message = f"{sentence} needs {_say_need(conflict)}; {_cite_all(others)} {leave} {room}."
    if conflict.is_literal:
        return Finding("ambiguous", names, f"{message} It holds in another reading.")
    return Finding("contradiction", names, message)


def say_unproved(conflict: Conflict) -> Finding:
    """Return the finding that the printed counts allow a statement, and do not show it."""
    claim = conflict.claim
    low, high = conflict.allowed or (0, 0)
    whole = (conflict.whole or (0, 0))[0]
    message = (
        f"{cite(claim)} needs {whole // 2 + 1} of {whole} at least; the other printed numbers "
        f"leave {show_range((low, high))}. It can be so, and is not shown to be."
    )
    return Finding("open", (claim.name,), message)


def show_range(ends: tuple[int, int]) -> str:
    """Return a range of counts as "6 to 13", or one number."""
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def say_test(claim: Claim, tested: Tested, pinning: Sequence[Claim]) -> Finding:
    """Return the finding that a test comes out as printed on no possible table."""
    tables = tested.tables or ()
    cut = [one for one in tables if one.outcomes[claim.name] == "truncated"]
    given = sorted({f"{one.values[claim.name]:.4f}" for one in cut if one.values[claim.name]})
    count = "1 table of counts is" if len(tables) == 1 else f"{len(tables)} tables of counts are"
    start = (
        f"{cite(claim)}: with {_cite_all(pinning)}, {count} possible, "
        "and the test rounds to the printed number on none of them."
    )
    names = (claim.name, *(one.name for one in pinning))
    if any(one.keeps([claim.name]) for one in tables):
        others = [one for one in tested.select_binding() if one is not claim]
        message = (
            f"{cite(claim)} can't hold with {_cite_all(others)}: with {_cite_all(pinning)}, "
            f"{count} possible, and none gives all of it."
        )
        return Finding("contradiction", (*names, *(one.name for one in others)), message)
    if claim.kind.quantity is None:
        message = f"{cite(claim)}: with {_cite_all(pinning)}, {count} possible, and none says so."
        return Finding("contradiction", names, message)
    if cut:
        message = f"{start} It would print so if {list_names(given)} were cut off, not rounded."
        return Finding("truncated", names, message)
    return Finding("contradiction", names, start)


def say_exclusion(claims: Sequence[Claim], others: Sequence[Claim]) -> Finding:
    """Return the finding that no data have the tables of tests that hold by themselves."""
    names = tuple(one.name for one in (*claims, *others))
    message = (
        f"{_cite_all(claims)} can't hold with {_cite_all(others)}: each fits some table of counts, "
        "but no data have both tables."
    )
    return Finding("contradiction", names, message)


def _say_need(conflict: Conflict) -> str:
    """Return what a claim needs, a word for a share as a number where the whole is known."""
    claim, whole = conflict.claim, conflict.whole
    if claim.means is None:
        return str(claim.printed.value)
    if whole is None or whole[0] != whole[1]:
        return _WORDS.get(claim.means, claim.means)
    numbers = {"none": "0", "all": str(whole[0]), "half": f"{whole[0] / 2:g}"}
    return f"{numbers.get(claim.means, _WORDS.get(claim.means))} of {whole[0]}"


def _say_room(ends: tuple[int, int]) -> str:
    return f"exactly {ends[0]}" if ends[0] == ends[1] else show_range(ends)


def _cite_all(claims: Sequence[Claim]) -> str:
    cited = [cite(one) for one in claims]
    return cited[0] if len(cited) == 1 else f"{', '.join(cited[:-1])} and {cited[-1]}"

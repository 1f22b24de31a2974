"""Conflicts and failed tests as findings, in plain words with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.findings import Finding
from qi_stats.audit.singles.cite import cite
from qi_stats.errors import list_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.claims import Claim
    from qi_stats.audit.possible.conflicts import Conflict
    from qi_stats.audit.possible.tested import Tested

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
    elif claim.kind == "percent":
        rows = show_range(conflict.whole)
        message = f"{sentence} is a share of {rows}, given {_cite_all(others)}, and none prints so."
    else:
        room = show_range(conflict.allowed)
        message = f"{sentence} needs {_say_need(conflict)}; {_cite_all(others)} {leave} {room}."
    if conflict.is_literal:
        return Finding("ambiguous", names, f"{message} It holds in another reading.")
    return Finding("contradiction", names, message)


def show_range(ends: tuple[int, int]) -> str:
    """Return a range of counts as "6 to 13", or one number."""
    return f"{ends[0]}" if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


def say_test(claim: Claim, tested: Tested, pinning: Sequence[Claim]) -> Finding:
    """Return the finding that a test comes out as printed on no possible table."""
    tables = tested.tables or ()
    cut = [one for one in tables if one.outcomes[claim.name] == "truncated"]
    given = sorted({f"{one.values[claim.name]:.4f}" for one in cut if one.values[claim.name]})
    count = "1 table is" if len(tables) == 1 else f"{len(tables)} tables are"
    start = (
        f"{cite(claim)}: with {_cite_all(pinning)}, {count} possible, and none gives it rounded."
    )
    names = (claim.name, *(one.name for one in pinning))
    if cut:
        message = f"{start} Cut off after the printed places it fits {list_names(given)}."
        return Finding("truncated", names, message)
    return Finding("contradiction", names, start)


def _say_need(conflict: Conflict) -> str:
    claim = conflict.claim
    if claim.means is None:
        return str(claim.printed.value)
    word = _WORDS.get(claim.means, claim.means)
    if claim.means == "none" or conflict.whole is None:
        return word
    return f"{word} of {show_range(conflict.whole)}"


def _cite_all(claims: Sequence[Claim]) -> str:
    cited = [cite(one) for one in claims]
    return cited[0] if len(cited) == 1 else f"{', '.join(cited[:-1])} and {cited[-1]}"

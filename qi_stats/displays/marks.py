"""Marks of numbers whose value the published facts do not settle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.ledger import Record


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign beside a number, and what it tells the reader."""

    state: str
    sign: str
    meaning: str


UNCHECKED = "not checked since the data, the plan or the claims changed"
MARKS = (
    Mark("unchecked", "§", UNCHECKED),
    Mark(
        "illustrative",
        "‡",
        "not settled by the published numbers: "
        "it depends on how the records were filled in, and no conclusion rests on it",
    ),
    Mark(
        "bounded",
        "†",
        "one of several values that the published numbers allow: "
        "only what holds for all of them is concluded from it",
    ),
)


DERIVED = frozenset({"identified", "bounded", "illustrative"})
"""States of numbers that whoever published the study did not print."""


def is_derived(*records: Record) -> bool:
    """Return whether any of `records` was derived from what is published, not printed there."""
    return any(record.identified in DERIVED for record in records)


def find_mark(records: Iterable[Record]) -> Mark | None:
    """Return the mark of the least certain of `records`; None if all are settled."""
    states = {record.identified for record in records}
    return next((mark for mark in MARKS if mark.state in states), None)


def list_marks(records: Iterable[Record]) -> tuple[Mark, ...]:
    """Return the marks that occur in `records`, the milder one first."""
    states = {record.identified for record in records}
    return tuple(mark for mark in reversed(MARKS) if mark.state in states)

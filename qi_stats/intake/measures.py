"""Texts of a column read as numbers or as days, in the one way that fits all of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.intake.texts import (
    DATE_FORMS,
    has_decimal_comma,
    has_thousands,
    read_date,
    read_decimal_comma,
    read_number,
    read_thousands,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_stats.intake.interview import Interview

MOST_ODD = 0.1
"""Share of cells that may be something else in a column of numbers or days."""
_WITH_UNIT = re.compile(r"([-+]?[\d.,]*\d)\s*([A-Za-z%°µ$€£/²³]+[A-Za-z0-9/²³]*)")
_DATE_WORDS = re.compile(r"date|day|born|birth|dob|admi|discharg|visit|time", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Measured:
    """Texts of cells, each with what it reads as; `odd` are those that read as nothing."""

    texts: dict[str, str]
    odd: tuple[str, ...] = ()
    unit: str | None = None


def read_numbers(column: str, present: Sequence[str], interview: Interview) -> Measured | None:
    """Return the column's texts as numbers, or None if it holds something else."""
    counts = Counter(present)
    ways: list[tuple[str, Callable[[str], str | None], bool]] = [
        ("", read_number, True),
        ("commas part thousands, as in 1,234.5", read_thousands, any(map(has_thousands, counts))),
        (
            "commas are decimal, as in 1.234,5",
            read_decimal_comma,
            any(map(has_decimal_comma, counts)),
        ),
        ("commas part thousands, as in 1,234", read_thousands, True),
    ]
    for words, read, fits in ways:
        found = {text: read(text) for text in counts}
        if fits and all(found.values()):
            changed = sum(counts[text] for text, number in found.items() if number != text)
            if words and not interview.ask(column, f"Is it right that {words}?", changed):
                return None
            return Measured({text: number for text, number in found.items() if number is not None})
    return _read_units(column, counts, interview) or _leave_odd(
        column, counts, {text: read_number(text) for text in counts}, "number", interview
    )


def read_days(column: str, present: Sequence[str], interview: Interview) -> Measured | None:
    """Return the column's texts as days, or None if it holds something else.

    Raises
    ------
    InputError
        If day and month can't be told apart, and nobody said which comes first.
    """
    counts = Counter(present)
    if all(text.isdigit() for text in counts) and not _DATE_WORDS.search(column):
        return None
    best: tuple[int, str] = (0, "")
    fitting = []
    for order in DATE_FORMS:
        read = sum(n for text, n in counts.items() if read_date(text, order))
        best = max(best, (read, order))
        if read == len(present):
            fitting.append(order)
    if {"dmy", "mdy"} <= set(fitting):
        if interview.dates is None:
            raise _ask_order(column)
        fitting = [interview.dates]
    if not fitting and best[0] < (1 - MOST_ODD) * len(present):
        return None
    order = fitting[0] if fitting else interview.dates or best[1]
    found = {text: read_date(text, order) for text in counts}
    return _leave_odd(column, counts, found, "date", interview)


def _ask_order(column: str) -> InputError:
    return InputError(
        f"column “{column}”",
        "days that can be read with the day first or with the month first",
        "one way to read them",
        "say which comes first: --dates dmy or --dates mdy",
    )


def _read_units(column: str, counts: Counter[str], interview: Interview) -> Measured | None:
    """Return numbers that all carry the same unit."""
    found = {text: _WITH_UNIT.fullmatch(text) for text in counts}
    units = {match.group(2) for match in found.values() if match}
    if len(units) != 1:
        return None
    texts = {text: read_number(match.group(1) if match else text) for text, match in found.items()}
    unit = units.pop()
    words = f"Are these numbers with the unit {unit}?"
    if not all(texts.values()) or not interview.ask(column, words, sum(counts.values())):
        return None
    return Measured({text: one for text, one in texts.items() if one is not None}, unit=unit)


def _leave_odd(
    column: str,
    counts: Counter[str],
    found: dict[str, str | None],
    kind: str,
    interview: Interview,
) -> Measured | None:
    """Return the texts that read, where the few others are to be missing."""
    read = {text: value for text, value in found.items() if value is not None}
    odd = [text for text in found if text not in read]
    number = sum(counts[text] for text in odd)
    if number > MOST_ODD * sum(counts.values()):
        return None
    if odd:
        words = f"Some cells hold no {kind}: shall they count as missing (unreadable)?"
        if not interview.ask(column, words, number):
            return None
    return Measured(read, tuple(odd))

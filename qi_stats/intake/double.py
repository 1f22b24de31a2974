"""Rows that two people coded: as REDCap's double data entry has them, or side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.intake.sheet import Sheet

FIRST, SECOND = "--1", "--2"
"""Ends of a record number in double data entry."""


def stack_coders(sheet: Sheet, suffix: str) -> tuple[Sheet, tuple[str, ...]]:
    """Return the sheet with the second coder's columns below the first's, and their names.

    A column whose name is that of another one with `suffix` behind it is the second coder's. The
    first column tells the rows apart; its cells end in `FIRST` and `SECOND`, as in double data
    entry.

    Raises
    ------
    InputError
        If no column has the suffix.
    """
    names = {column.name for column in sheet.columns}
    pairs = {name: name + suffix for name in names if name + suffix in names}
    if not pairs:
        found = f"no two columns of which one ends in {quote(suffix)}"
        do = "say what the names of the second reviewer's columns end in"
        raise InputError(sheet.source, found, "a second reviewer's columns beside the first's", do)
    by_name = {column.name: column.values for column in sheet.columns}
    columns = []
    for place, column in enumerate(sheet.columns):
        if column.name in pairs.values():
            continue
        first, second = column.values, by_name[pairs.get(column.name, column.name)]
        if place == 0:
            first = tuple(text + FIRST for text in first)
            second = tuple(text + SECOND for text in second)
        columns.append(replace(column, values=(*first, *second)))
    numbers = (*sheet.numbers, *sheet.numbers)
    coded = tuple(column.name for column in sheet.columns if column.name in pairs)
    return replace(sheet, columns=tuple(columns), numbers=numbers), coded


def find_coders(keys: Sequence[str]) -> dict[int, str] | None:
    """Return which coder each row is of, by the end of its record number; None if there is one."""
    coders = {}
    for row, text in enumerate(keys):
        if text.endswith((FIRST, SECOND)):
            coders[row] = text[-3:]
    both = {*coders.values()} == {FIRST, SECOND}
    return coders if both and len(coders) == len(keys) else None

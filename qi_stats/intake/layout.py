"""Where the table stands on a sheet: names below title rows, rows above footnotes."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.intake.sheet import Column, Grid, Sheet
from qi_stats.intake.texts import read_date, read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST_HEADER = 50
"""Rows among which the names of the columns are looked for."""
_TOTAL = re.compile(r"(grand )?(total|sum|mean|average|median|count|n ?=).*", re.IGNORECASE)


def find_table(grid: Grid, header: int | None = None) -> Sheet:
    """Return the table of a sheet.

    Parameters
    ----------
    grid
        The sheet's cells.
    header
        Number of the row that holds the columns' names; looked for if not given.

    Raises
    ------
    InputError
        If there are no names, or no rows below them.
    """
    filled = [i for i, row in enumerate(grid.rows) if any(row)]
    if not filled:
        raise _refuse(
            grid, "no cell with anything in it", "a table", "choose another sheet or file"
        )
    top = _find_header(grid, filled, header)
    used = _list_used(grid, [i for i in filled if i >= top])
    names, notes = _name_columns(grid.rows[top], used)
    if top > filled[0]:
        notes.append(f"Rows above the columns' names were left out: {_span(grid, filled, top)}.")
    body, more = _cut_body(grid, [i for i in filled if i > top], used, top)
    if not body:
        found = f"no rows below the names in row {grid.numbers[top]}"
        raise _refuse(grid, found, "one row at least", "fill in the table")
    columns = tuple(
        Column(name, tuple(_cell(grid.rows[i], place) for i in body))
        for name, place in zip(names, used, strict=True)
    )
    numbers = tuple(grid.numbers[i] for i in body)
    return Sheet(grid.source, grid.name, columns, numbers, (*grid.notes, *notes, *more))


def _refuse(grid: Grid, found: str, expected: str, do: str) -> InputError:
    where = f"{grid.source} ({grid.name})" if grid.name else grid.source
    return InputError(where, found, expected, do)


def _find_header(grid: Grid, filled: Sequence[int], header: int | None) -> int:
    """Return the place of the row of names: the first that is nearly as wide as the table."""
    if header is not None:
        chosen = [i for i in filled if grid.numbers[i] == header]
        if not chosen:
            raise _refuse(grid, f"nothing in row {header}", "a row of names", "give another number")
        return chosen[0]
    widths = [sum(map(bool, grid.rows[i])) for i in filled]
    wide = Counter(widths).most_common(1)[0][0]
    needed = 1 if wide == 1 else max(2, round(0.6 * wide))
    for i, width in list(zip(filled, widths, strict=True))[:DEEPEST_HEADER]:
        if width >= needed:
            if _looks_like_names(grid.rows[i]):
                return i
            break
    found = "no row of names above the columns"
    expected = f"names of the columns, in one of the first {DEEPEST_HEADER} rows"
    do = "write names above the columns, or say which row has them: --header 3"
    raise _refuse(grid, found, expected, do)


def _looks_like_names(row: Sequence[str]) -> bool:
    """Return whether a row holds words, hardly any of them twice, and no numbers or days."""
    cells = [one for one in row if one]
    values = [one for one in cells if read_number(one) or read_date(one, "ymd")]
    is_years = all(re.fullmatch(r"(19|20)\d\d", one) for one in values)
    return (not values or (is_years and len(values) < len(cells))) and len(set(cells)) * 2 > len(
        cells
    )


def _list_used(grid: Grid, rows: Sequence[int]) -> list[int]:
    """Return the places of the columns that hold anything in these rows."""
    return sorted({place for i in rows for place, cell in enumerate(grid.rows[i]) if cell})


def _name_columns(row: Sequence[str], used: Sequence[int]) -> tuple[list[str], list[str]]:
    """Return a name for each column, and what was done where there was none or one twice."""
    names: list[str] = []
    notes = []
    for place in used:
        name = _cell(row, place)
        if not name:
            name = f"Column {_letter(place)}"
            notes.append(f"The column {_letter(place)} has no name; it is called “{name}”.")
        if name in names:
            number = 2 + sum(one.startswith(f"{name} (") for one in names)
            notes.append(f"The name “{name}” stands above {number} columns; they are numbered.")
            name = f"{name} ({number})"
        names.append(name)
    return names, notes


def _cut_body(
    grid: Grid, rows: Sequence[int], used: Sequence[int], top: int
) -> tuple[list[int], list[str]]:
    """Return the rows of the table, and what was left out: footnotes, sums, repeated names."""
    notes, body = [], list(rows)
    end = len(body)
    while len(used) > 2 and end and sum(map(bool, grid.rows[body[end - 1]])) <= 1:
        end -= 1
    if end < len(body):
        notes.append(f"Rows below the table were left out: {_list_numbers(grid, body[end:])}.")
        body = body[:end]
    sums = [i for i in body[-3:] if len(used) > 1 and _TOTAL.fullmatch(grid.rows[i][used[0]])]
    repeated = [i for i in body if grid.rows[i] == grid.rows[top]]
    for cut, words in ((sums, "Rows of sums"), (repeated, "Rows that repeat the names")):
        if cut:
            notes.append(f"{words} were left out: {_list_numbers(grid, cut)}.")
            body = [i for i in body if i not in set(cut)]
    if body:
        blank = grid.numbers[body[-1]] - grid.numbers[body[0]] + 1 - len(body)
        if blank > len(sums) + len(repeated):
            notes.append("Empty rows inside the table were left out.")
    return body, notes


def _span(grid: Grid, filled: Sequence[int], top: int) -> str:
    return _list_numbers(grid, [i for i in filled if i < top])


def _list_numbers(grid: Grid, rows: Sequence[int]) -> str:
    numbers = [str(grid.numbers[i]) for i in rows]
    return ", ".join(numbers[:10]) + (" and more" if len(numbers) > 10 else "")


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _letter(place: int) -> str:
    """Return the letter by which a spreadsheet calls a column."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters

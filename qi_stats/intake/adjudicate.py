"""Two reviewers' files → a workbook of what they coded differently → what both settled on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, raise_errors
from qi_files.paths import show_path, write_atomically
from qi_stats.intake.readers import read_sheet
from qi_stats.intake.texts import defuse_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qi_stats.intake.sheet import Sheet

HEAD = ("row", "variable", "first", "second", "consensus", "decided_by", "reason")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A cell that two reviewers filled differently."""

    row: str
    variable: str
    first: str
    second: str


def find_disagreements(first: Path, second: Path) -> list[Disagreement]:
    """Return the cells that differ between two files, whose first column tells the rows apart.

    Raises
    ------
    InputError
        If a file can't be read, a row stands twice, or the two share no row or no column.
    """
    one, two = read_sheet(first), read_sheet(second)
    rows, others = _index(one), _index(two)
    columns = [column.name for column in one.columns[1:]]
    shared = [name for name in columns if name in {column.name for column in two.columns}]
    common = [row for row in rows if row in others]
    if not common or not shared:
        found = "no row" if not common else "no column"
        do = f"give both files the same {'record numbers' if not common else 'names of columns'}"
        raise InputError(show_path(second), f"{found} of {show_path(first)}", "some in common", do)
    return [
        Disagreement(row, name, rows[row][name], others[row][name])
        for row in common
        for name in shared
        if rows[row][name] != others[row][name]
    ]


def _index(sheet: Sheet) -> dict[str, dict[str, str]]:
    """Return the cells of each row by column, by the row's record number."""
    key = sheet.columns[0].values
    repeated = next((row for n, row in enumerate(key) if row in key[:n]), None)
    if repeated is not None:
        line = sheet.numbers[key.index(repeated)]
        where = f"{sheet.source}:{line} ({sheet.columns[0].name})"
        do = "leave one of the two rows"
        raise InputError(where, "a record number that stands twice", "each once", do)
    names = [column.name for column in sheet.columns]
    cells = zip(*(column.values for column in sheet.columns), strict=True)
    return {row[0]: dict(zip(names, row, strict=True)) for row in cells}


def write_disagreements(found: Sequence[Disagreement], path: Path) -> bool:
    """Write a workbook with a line for each disagreement, to be filled in by whoever decides."""
    import openpyxl
    from openpyxl.worksheet.datavalidation import DataValidation

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # noqa: S101 - a new workbook has a sheet
    sheet.title = "Disagreements"
    sheet.append(list(HEAD))
    for number, one in enumerate(found, start=2):
        sheet.append([defuse_text(text) for text in (one.row, one.variable, one.first, one.second)])
        listed = ",".join(dict.fromkeys(filter(None, (one.first, one.second))))
        if listed and len(listed) < 250 and '"' not in listed:
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.showErrorMessage = False
            sheet.add_data_validation(rule)
            rule.add(f"E{number}")
    sheet.freeze_panes = "E2"
    out = io.BytesIO()
    book.save(out)
    return write_atomically(path, out.getvalue())


def settle(first: Path, decisions: Path, folder: Path) -> dict[Path, bool]:
    """Write the consensus and who decided what, from a workbook that was filled in.

    `NAME-consensus.csv` has a row for each record that was decided, with the first reviewer's
    codes where both agreed; `NAME-decisions.csv` keeps each decision with its maker.

    Raises
    ------
    InputError
        If a decision lacks its code or its maker, or is about a row that is not there; all at
        once, and nothing is written.
    """
    table, rows = read_sheet(decisions), _index(read_sheet(first))
    cells = {column.name: column.values for column in table.columns}
    lacking = [name for name in HEAD[:4] if name not in cells]
    if lacking:
        do = "fill in the workbook that `qi-stats adjudicate A B` wrote"
        raise InputError(
            show_path(decisions), f"no column {quote(lacking[0])}", ", ".join(HEAD), do
        )
    blank = ("",) * len(table.numbers)
    made = list(zip(*(cells.get(name, blank) for name in HEAD), strict=True))
    raise_errors(_check_decisions(decisions, table.numbers, made, rows))
    settled = {row: dict(rows[row]) for row, *_ in made}
    for row, variable, _, _, code, *_ in made:
        settled[row][variable] = code
    names = list(next(iter(settled.values())))
    stem = first.stem
    contents = {
        folder / f"{stem}-consensus.csv": [
            names,
            *(list(one.values()) for one in settled.values()),
        ],
        folder / f"{stem}-decisions.csv": [list(HEAD), *map(list, made)],
    }
    return {path: write_atomically(path, _write_csv(lines)) for path, lines in contents.items()}


def _check_decisions(
    path: Path,
    numbers: Sequence[int],
    made: Sequence[tuple[str, ...]],
    rows: dict[str, dict[str, str]],
) -> Iterator[InputError]:
    for number, (row, variable, _, _, code, who, _) in zip(numbers, made, strict=True):
        where = f"{show_path(path)}:{number}"
        if row not in rows or variable not in rows[row]:
            do = "leave the columns row and variable as they were"
            yield InputError(
                where, "a cell that the first file does not have", "one of its cells", do
            )
        elif not code:
            yield InputError(
                f"{where} (consensus)", "no decision", "the code agreed on", "fill it in"
            )
        elif not who:
            yield InputError(f"{where} (decided_by)", "nobody", "who decided", "fill it in")


def _write_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[defuse_text(c) for c in row] for row in rows])
    return out.getvalue()

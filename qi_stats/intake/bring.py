"""Files of other programs → data folder: codebook, rows, list of changes, page to look over."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path, write_atomically
from qi_stats.intake.codebook_file import render_codebook
from qi_stats.intake.double import stack_coders
from qi_stats.intake.draft import draft_table
from qi_stats.intake.interview import Interview
from qi_stats.intake.readers import read_sheet
from qi_stats.intake.readers.redcap import add_dictionary
from qi_stats.intake.summary import render_page
from qi_stats.intake.texts import defuse_text, make_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qi_stats.intake.drafts import DraftTable
    from qi_stats.intake.interview import DateOrder, Question

CODEBOOK, CHANGES, PAGE = "codebook.yaml", "import-changes.csv", "import.html"


@dataclass(frozen=True, slots=True)
class Choices:
    """What people say where a file leaves something open.

    Attributes
    ----------
    sheet, header
        Sheet of a workbook, and row of the columns' names.
    dates
        Order of days and months.
    dictionary
        REDCap's data dictionary of an export.
    second
        What the names of a second reviewer's columns end in.
    """

    sheet: str | None = None
    header: int | None = None
    dates: DateOrder | None = None
    dictionary: Path | None = None
    second: str | None = None


def draft_files(
    files: Sequence[Path], answer: Callable[[Question], bool], choices: Choices
) -> tuple[DraftTable, ...]:
    """Return the tables that are proposed for files, one for each; `answer` is asked on the way.

    Raises
    ------
    InputError
        If a file can't be read, or leaves something open that nobody answered.
    """
    taken: set[str] = set()
    return tuple(
        _draft_file(file, make_name(file.stem, taken, "table"), answer, choices) for file in files
    )


def _draft_file(
    file: Path, name: str, answer: Callable[[Question], bool], choices: Choices
) -> DraftTable:
    sheet = read_sheet(file, choices.sheet, choices.header)
    coded: tuple[str, ...] = ()
    if choices.dictionary is not None:
        sheet = add_dictionary(sheet, choices.dictionary)
    if choices.second is not None:
        sheet, coded = stack_coders(sheet, choices.second)
    return draft_table(sheet, name, Interview(answer, choices.dates), coded)


def write_drafts(
    tables: Sequence[DraftTable], folder: Path, title: str, *, force: bool = False
) -> dict[Path, bool]:
    """Write the drafts into `folder`, and return the files with whether they changed.

    Raises
    ------
    InputError
        If one of the files is there already, and `force` is not given; nothing is written then.
    """
    contents = {
        folder / CODEBOOK: render_codebook(tables, title),
        folder / PAGE: render_page(tables),
        folder / CHANGES: _render_changes(tables),
    }
    for one in tables:
        contents[folder / one.file] = render_rows(one)
        if one.second:
            contents[folder / one.second_file] = render_rows(one, second=True)
    there = [path for path in contents if path.exists()]
    if there and not force:
        do = "choose another folder with --out, or write over it with --force"
        raise InputError(show_path(there[0]), "a file that is there already", "a new file", do)
    return {path: write_atomically(path, text) for path, text in contents.items()}


def render_rows(table: DraftTable, *, second: bool = False) -> str:
    """Return a table's file of rows, or that of its second reviewer."""
    columns = [one for one in table.stored if not second or one.name in {table.key, *table.coded}]
    rows = zip(*(one.values for one in columns), strict=True)
    kept = [row for number, row in enumerate(rows) if (number in table.second) == second]
    return _write_csv([[one.name for one in columns], *kept])


def _render_changes(tables: Sequence[DraftTable]) -> str:
    rows: list[Sequence[str]] = [("table", "row", "column", "old", "new", "reason")]
    for table in tables:
        hidden = set(table.dropped)
        for one in table.changes:
            if one.column not in hidden:
                cells = (table.name, str(one.row), one.column, one.old, one.new, one.reason)
                rows.append([defuse_text(cell) for cell in cells])
    return _write_csv(rows)


def _write_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()

"""An Excel workbook for data entry, made from a codebook; and its rows as the data's files."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote
from qi_files.paths import show_path, write_atomically
from qi_stats.intake.dictionary import TABLE_HEAD, list_lines
from qi_stats.intake.readers.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from qi_stats.codebook import Codebook, Variable

ROWS_FOR_ENTRY = 1000
SECOND = " (second)"
CODEBOOK_SHEET = "Codebook"
LONGEST_SHEET, LONGEST_LIST = 31, 255


def name_sheet(table: str, ending: str = "") -> str:
    """Return the name of a table's sheet, which Excel limits to 31 letters."""
    return table[: LONGEST_SHEET - len(ending)] + ending


def write_workbook(
    codebook: Codebook, path: Path, rows: Mapping[str, Sequence[Sequence[str]]]
) -> bool:
    """Write a workbook for data entry to `path`, filled with `rows` of tables where there are some.

    One sheet for each table, with drop-downs, ranges and frozen heads; one for a second reviewer
    of each table that is coded twice; and the codebook. All cells are texts or numbers, none a
    formula.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in codebook.tables.values():
        columns = codebook.columns(table.name)
        sheet = book.create_sheet(name_sheet(table.name))
        _fill_sheet(sheet, columns, rows.get(table.name, ()))
        if table.name in codebook.codings:
            coding = codebook.codings[table.name]
            coded = [one for one in columns if one.name in {*table.key, *coding.variables}]
            second = book.create_sheet(name_sheet(table.name, SECOND))
            _fill_sheet(second, coded, rows.get(coding.source("second"), ()))
    _write_rows(book.create_sheet(CODEBOOK_SHEET), [TABLE_HEAD, *list_lines(codebook)])
    book.properties.creator = ""
    book.properties.created = book.properties.modified = dt.datetime(2000, 1, 1)
    out = io.BytesIO()
    book.save(out)
    return write_atomically(path, out.getvalue())


def _fill_sheet(
    sheet: Worksheet, columns: Sequence[Variable], rows: Sequence[Sequence[str]]
) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    _write_rows(sheet, [[one.name for one in columns], *rows])
    for place, variable in enumerate(columns, start=1):
        head = sheet.cell(1, place)
        head.font = Font(bold=True)
        head.comment = Comment(variable.label, "codebook")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(12, len(variable.name) + 2)
        rule = _make_rule(variable)
        if rule is not None:
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{ROWS_FOR_ENTRY + 1}")
    sheet.freeze_panes = "B2"


def _make_rule(variable: Variable) -> Any:  # noqa: ANN401 - openpyxl has no types for it
    """Return what Excel lets into the cells of a variable; None where anything may stand."""
    from openpyxl.worksheet.datavalidation import DataValidation

    codes = [str(one.code) for one in variable.levels]
    codes += [code for kind in variable.kinds for code in kind.codes]
    listed = ",".join(codes)
    rule = None
    if variable.levels and len(listed) <= LONGEST_LIST and not any("," in one for one in codes):
        rule = DataValidation(type="list", formula1=f'"{listed.replace(chr(34), chr(34) * 2)}"')
    elif variable.range is not None and not variable.kinds:
        kind = "whole" if variable.type == "integer" else "decimal"
        low, high = (f"{one:.15g}" for one in variable.range)
        rule = DataValidation(type=kind, operator="between", formula1=low, formula2=high)
    if rule is not None:
        rule.allow_blank = True
        rule.showErrorMessage = True
        rule.errorTitle = variable.label[:32]
        rule.error = "Choose a code of the codebook, or a number in its range."
    return rule


def _write_rows(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place, text or None)
            cell.data_type = "s" if text else "n"  # a text, even where it looks like a formula
            cell.number_format = "@"


def read_rows(codebook: Codebook, folder: Path) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of the files of a codebook that are there, in its order of columns.

    Raises
    ------
    InputError
        If a file can't be read, or has other columns.
    """
    from qi_stats.study.files import read_text_table

    found = {}
    for name, file, columns in list_files(codebook):
        if (folder / file).is_file():
            table = read_text_table(folder, file)
            found[name] = list(zip(*(table.column(one) for one in columns), strict=True))
    return found


def list_files(codebook: Codebook) -> Iterator[tuple[str, str, list[str]]]:
    """Yield each file of rows: its name among the inputs, the file, and its columns."""
    for table in codebook.tables.values():
        columns = [one.name for one in codebook.columns(table.name)]
        yield table.name, table.file, columns
        coding = codebook.codings.get(table.name)
        if coding is not None:
            kept = [one for one in columns if one in {*table.key, *coding.variables}]
            yield coding.source("second"), coding.files["second"], kept


def take_back(codebook: Codebook, path: Path, folder: Path) -> dict[Path, bool]:
    """Write the rows of a filled workbook to the data's files, once they fit the codebook.

    Raises
    ------
    InputError
        If a sheet or a column is missing; nothing is written then. What cells hold is checked by
        `qi-stats check`, as ever.
    """
    contents = {}
    for name, file, columns in list_files(codebook):
        table, _, coder = name.partition(".")
        grid = read_workbook(path, name_sheet(table, SECOND if coder else ""))
        filled = [row for row in grid.rows if any(row)]
        head = filled[0] if filled else ()
        missing = [one for one in columns if one not in head]
        if missing:
            where = f"{show_path(path)} ({grid.name})"
            do = "leave the first row as it was"
            raise InputError(where, f"no column {quote(missing[0])}", "the codebook's columns", do)
        places = [head.index(one) for one in columns]
        rows = [[row[place] if place < len(row) else "" for place in places] for row in filled[1:]]
        contents[folder / file] = _write_csv([columns, *(row for row in rows if any(row))])
    return {file: write_atomically(file, text) for file, text in contents.items()}


def _write_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()

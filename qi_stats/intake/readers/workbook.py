"""Excel and OpenDocument workbooks, read without running anything in them."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote, suggest
from qi_files.paths import show_path
from qi_stats.intake.readers.limits import check_archive, check_size
from qi_stats.intake.sheet import Grid
from qi_stats.intake.texts import clean_text, write_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEGACY = b"\xd0\xcf\x11\xe0"
"""First bytes of workbooks before 2007, and of those that a password protects."""
_HIDDEN = (
    (r"xl/(threadedC|c)omments.*\.xml", "comments"),
    (r"xl/persons/.*\.xml", "names of people who commented"),
    (r"xl/pivotCache/.*\.xml", "a pivot table's copy of rows"),
    (r"xl/externalLinks/.*\.xml", "links to other workbooks"),
    (r"xl/media/.*", "pictures"),
    (r"xl/vbaProject\.bin", "macros"),
)


def read_workbook(path: Path, sheet: str | None = None) -> Grid:
    """Return the cells of one sheet: the one called `sheet`, or the largest that is shown.

    Formulas give the values that the workbook keeps for them. What is hidden in the workbook is
    left behind and told.

    Raises
    ------
    InputError
        If the file is no workbook, is protected or damaged, or has no such sheet.
    """
    shown = show_path(path)
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    if is_archive:
        check_archive(path)
    book = _open(path, shown)
    name, notes = _choose_sheet(book, sheet, shown)
    cells = _read_cells(book, name, shown)
    check_size(shown, len(cells), max(map(len, cells), default=0))
    rows = tuple(tuple(clean_text(_to_text(cell)) for cell in row) for row in cells)
    hidden = tuple(_list_hidden(path)) if is_archive else ()
    return Grid(shown, name, rows, tuple(range(1, len(rows) + 1)), (*notes, *hidden))


def _guard(shown: str, found: str, do: str, call: Any, *given: Any) -> Any:  # noqa: ANN401
    """Return what `call` gives; whatever goes wrong in it is an error about the file."""
    try:
        return call(*given)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001 - the reader panics on damaged files
        raise InputError(shown, found, "a workbook that can be read", do) from None


def _open(path: Path, shown: str) -> Any:  # noqa: ANN401 - the reader has no types
    from python_calamine import CalamineWorkbook

    do = "open it in the program that made it, take a password off, and save it as .xlsx"
    return _guard(
        shown, "a damaged or protected workbook", do, CalamineWorkbook.from_path, str(path)
    )


def _choose_sheet(book: Any, sheet: str | None, shown: str) -> tuple[str, tuple[str, ...]]:  # noqa: ANN401
    known = {
        one.name: "VeryHidden" not in str(one.visible) and "Hidden" not in str(one.visible)
        for one in book.sheets_metadata
        if "WorkSheet" in str(one.typ)
    }
    if sheet is not None:
        if sheet not in known:
            do = suggest(sheet, known, "choose one of these")
            expected = f"one of its sheets: {', '.join(map(quote, known))}"
            raise InputError(shown, f"the sheet {quote(sheet)}", expected, do)
        return sheet, ()
    visible = [name for name, is_shown in known.items() if is_shown]
    if not visible:
        raise InputError(shown, "no sheet that is shown", "a sheet with a table", "show the sheet")
    sizes = {name: _count_cells(book, name, shown) for name in visible}
    chosen = max(visible, key=lambda name: sizes[name])
    others = [name for name in visible if name != chosen and sizes[name]]
    notes = []
    if others:
        listed = ", ".join(map(quote, others))
        notes.append(f"The largest sheet, {quote(chosen)}, was read; not read: {listed} (--sheet).")
    hidden = [name for name in known if name not in visible]
    if hidden:
        notes.append(f"Hidden sheets were left behind: {', '.join(map(quote, hidden))}.")
    return chosen, tuple(notes)


def _count_cells(book: Any, name: str, shown: str) -> int:  # noqa: ANN401
    rows = _read_cells(book, name, shown)
    return sum(cell != "" for row in rows for cell in row)


def _read_cells(book: Any, name: str, shown: str) -> list[list[Any]]:  # noqa: ANN401
    do = "copy the table to a new workbook, as values, and save it"
    where = f"{shown} ({name})"

    def read() -> list[list[Any]]:
        return list(book.get_sheet_by_name(name).to_python(skip_empty_area=False))

    cells: list[list[Any]] = _guard(where, "a sheet that can't be read", do, read)
    return cells


def _to_text(cell: object) -> str:
    """Return a cell as a text: days as 2024-12-31, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    if isinstance(cell, int | float):
        return write_number(cell) if cell == cell and abs(cell) != float("inf") else ""  # noqa: PLR0124
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return write_number(cell.total_seconds())
    return "" if cell is None else str(cell)


def _list_hidden(path: Path) -> Iterator[str]:
    """Yield a note on each thing in the workbook that nobody sees on the sheet itself."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            for pattern, words in _HIDDEN:
                if any(re.fullmatch(pattern, name) for name in names):
                    yield f"Left behind in the workbook: {words}."
            if "docProps/core.xml" in names:
                properties = archive.read("docProps/core.xml")[:20_000]
                if re.search(rb"<(dc:creator|cp:lastModifiedBy)>[^<]", properties):
                    yield "Left behind in the workbook: the names of who made and changed it."
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, KeyError):
        return

"""Which reader a file gets, by the end of its name and by its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError, list_names, quote
from qi_files.paths import show_path
from qi_stats.intake.layout import find_table
from qi_stats.intake.readers.delimited import read_delimited
from qi_stats.intake.readers.limits import check_file
from qi_stats.intake.readers.statistical import STATISTICAL, read_statistical
from qi_stats.intake.readers.workbook import LEGACY, read_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from qi_stats.intake.sheet import Sheet

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt", ".tab")
SUFFIXES = (*WORKBOOKS, *TEXTS, *STATISTICAL)


def read_sheet(path: Path, sheet: str | None = None, header: int | None = None) -> Sheet:
    """Return the table in the file at `path`, of whatever kind it is.

    Parameters
    ----------
    path
        The file, which is only read.
    sheet
        Name of the sheet of a workbook; the largest one if not given.
    header
        Number of the row that holds the columns' names; looked for if not given.

    Raises
    ------
    InputError
        If the file can't be read, or holds no table.
    """
    head = check_file(path)
    suffix = path.suffix.casefold()
    if suffix in STATISTICAL:
        return read_statistical(path)
    is_workbook = head.startswith((b"PK\x03\x04", LEGACY))
    if is_workbook and suffix not in {".zip", ".docx", ".pptx", ".doc"}:
        return find_table(read_workbook(path, sheet), header)
    if suffix in TEXTS or (suffix in WORKBOOKS and b"\x00" not in head):
        return find_table(read_delimited(path), header)
    found = f"a file called {quote(path.suffix or path.name)}"
    do = "save the table in one of these formats"
    raise InputError(show_path(path), found, f"a name in {list_names(SUFFIXES)}", do)

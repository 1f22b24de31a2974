"""What a file may not be: too large, a pipe, a folder, an archive that unpacks without end."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path

if TYPE_CHECKING:
    from pathlib import Path

LARGEST_FILE = 500_000_000
LARGEST_UNPACKED = 2_000_000_000
LARGEST_RATIO = 200
MOST_COLUMNS, MOST_ROWS = 5_000, 2_000_000
LONGEST_CELL = 100_000


def check_file(path: Path) -> bytes:
    """Return the first bytes of the file at `path`.

    Raises
    ------
    InputError
        If there is no such file, it is empty or too large, or can't be read.
    """
    shown = show_path(path)
    try:
        if not path.exists():
            raise InputError(shown, "no such file", "a file with data", "correct the name")
        if not path.is_file():
            raise InputError(shown, "no file", "a file with data", "name the file itself")
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        words = str(error.strerror or error).lower()
        raise InputError(shown, words, "a file with data", "make the file readable") from None
    if not size:
        raise InputError(shown, "an empty file", "a file with data", "save the table anew")
    if size > LARGEST_FILE:
        expected = f"at most {LARGEST_FILE // 1_000_000} MB"
        raise InputError(shown, f"{size // 1_000_000} MB", expected, "import a part of the rows")
    return head


def check_archive(path: Path) -> None:
    """Refuse a packed file that is damaged, or that unpacks to far more than a table holds.

    Raises
    ------
    InputError
        If it is one of these.
    """
    shown = show_path(path)
    do = "open it in the program that made it, and save it anew"
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(shown, "a damaged workbook", "a whole workbook", do) from None
    size = sum(one.file_size for one in entries)
    packed = max(1, sum(one.compress_size for one in entries))
    if size > LARGEST_UNPACKED or (size > 100_000_000 and size > LARGEST_RATIO * packed):
        found = f"a workbook that unpacks to {size // 1_000_000} MB"
        raise InputError(shown, found, "a table", do)


def check_size(shown: str, rows: int, columns: int) -> None:
    """Refuse a table that is longer or wider than a review is.

    Raises
    ------
    InputError
        If it is.
    """
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        found = f"{rows} rows and {columns} columns"
        expected = f"at most {MOST_ROWS} rows and {MOST_COLUMNS} columns"
        raise InputError(shown, found, expected, "import a part of the table")

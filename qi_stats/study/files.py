"""CSV files as text: which cells stand on which line, and what makes a file unreadable."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, raise_errors, suggest
from qi_files.paths import resolve_inside, show_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SAVE_AS = "save it as “CSV UTF-8 (comma delimited)”"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A CSV file as received.

    `cells[i]` are the texts of the row that begins on line `lines[i]` of the file, in the order
    of `header`; `sha256` is the digest of the file's bytes.
    """

    path: str
    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sha256: str

    def has(self, name: str) -> bool:
        """Return whether there is one column called `name`, not none and not several."""
        return self.header.count(name) == 1

    def cell(self, row: int, name: str) -> str:
        """Return the text in row number `row` (from 0) of the column called `name`."""
        return self.cells[row][self.header.index(name)]

    def column(self, name: str) -> list[str]:
        """Return the texts of the column called `name`; empty texts if it is not there once."""
        if not self.has(name):
            return [""] * len(self.cells)
        place = self.header.index(name)
        return [row[place] for row in self.cells]


def read_text_table(folder: Path, file: str) -> TextTable:
    """Return the CSV file called `file` in `folder`.

    Raises
    ------
    InputError
        If the file is missing, outside `folder`, empty, not UTF-8, or broken as CSV; rows of a
        wrong width all at once.
    """
    path = resolve_inside(folder, file)
    shown = show_path(folder / file)
    data = _read_bytes(path, shown)
    records = _split_records(_decode(data, shown), shown)
    if not records or not any(records[0][1]):
        raise InputError(shown, "an empty file", "a line of column names", "fill in the file")
    (line, header), *rows = records
    raise_errors(_check_marks(f"{shown}:{line}", header))
    raise_errors(_check_widths(shown, header, rows))
    return TextTable(
        path=shown,
        header=tuple(header),
        cells=tuple(tuple(row) for _, row in rows),
        lines=tuple(line for line, _ in rows),
        sha256=hashlib.sha256(data).hexdigest(),
    )


def check_header(table: TextTable, columns: Sequence[str]) -> list[InputError]:
    """Return what is wrong with the columns of `table`, of which `columns` are expected."""
    where = f"{table.path}:1"
    expected = f"the columns {', '.join(columns)}"
    errors = []
    extra = [name for name in dict.fromkeys(table.header) if name not in columns]
    for name in columns:
        if name not in table.header:
            do = suggest(name, extra, "add the column").replace("did you mean", "is it called")
            errors.append(InputError(where, f"no column {quote(name)}", expected, do))
    missing = [name for name in columns if name not in table.header]
    if len(missing) == len(columns):
        found = "a first line that has none of the columns' names"
        do = "add a first line with the names, or bring the file in with `qi-stats import`"
        return [InputError(where, found, expected, do)]
    for name in extra:
        do = suggest(name, missing, "remove the column, or add it to the codebook")
        errors.append(InputError(where, f"the column {quote(name)}", expected, do))
    for name in dict.fromkeys(table.header):
        if name in columns and table.header.count(name) > 1:
            found = f"the column {quote(name)} more than once"
            errors.append(InputError(where, found, "each column once", "remove the other one"))
    return errors


def _read_bytes(path: Path, shown: str) -> bytes:
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            do = "put a file in its place"
            raise InputError(shown, "a pipe or a device", "a CSV file", do)
        return path.read_bytes()
    except FileNotFoundError:
        found, do = "no such file", "add the file, or correct its name in the codebook"
    except IsADirectoryError:
        found, do = "a folder", "put the file in its place"
    except OSError as error:
        found, do = str(error.strerror).lower(), "make the file readable"
    raise InputError(shown, found, "a CSV file", do)


def _decode(data: bytes, shown: str) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[:200].count(0) > len(data[:200]) // 4:
        raise InputError(f"{shown}:1", "text in UTF-16, or no text", "text in UTF-8", _SAVE_AS)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
    raise InputError(f"{shown}:{line}", "a character that is not UTF-8", "text in UTF-8", _SAVE_AS)


def _split_records(text: str, shown: str) -> list[tuple[int, list[str]]]:
    """Return the records that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    records, line = [], 1
    try:
        for record in reader:
            if record:
                records.append((line, record))
            line = reader.line_num + 1
    except csv.Error as error:
        do = "look for a quotation mark that is not closed, or not doubled inside a cell"
        raise InputError(f"{shown}:{line}", str(error), "well-formed CSV", do) from None
    return records


def _check_marks(where: str, header: list[str]) -> Iterator[InputError]:
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            yield InputError(where, f"{name} between the columns", "commas", _SAVE_AS)


def _check_widths(
    shown: str, header: list[str], rows: list[tuple[int, list[str]]]
) -> Iterator[InputError]:
    for line, row in rows:
        if len(row) != len(header):
            yield InputError(
                f"{shown}:{line}",
                f"{len(row)} cells",
                f"{len(header)} cells, as many as there are column names",
                "add what is missing, or put a text that contains a comma in quotation marks",
            )

"""Text files whose cells are parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.intake.readers.limits import LONGEST_CELL, check_size
from qi_stats.intake.sheet import Grid
from qi_stats.intake.texts import clean_text

if TYPE_CHECKING:
    from pathlib import Path

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 200


def read_delimited(path: Path) -> Grid:
    """Return the cells of a text file; its encoding and its delimiter are found out and noted.

    Raises
    ------
    InputError
        If it is no text, or a quotation mark is left open.
    """
    shown = show_path(path)
    text, encoding = decode_text(path.read_bytes(), shown)
    delimiter = find_delimiter(text)
    notes = []
    if encoding not in {"utf-8", "utf-8-sig", "ascii"}:
        notes.append(f"The letters were read as {encoding}.")
    if delimiter != ",":
        notes.append(f"The columns are parted by {DELIMITERS[delimiter]}.")
    rows, numbers = _split_rows(text, delimiter, shown)
    check_size(shown, len(rows), max(map(len, rows), default=0))
    return Grid(shown, "", tuple(rows), tuple(numbers), tuple(notes))


def decode_text(data: bytes, shown: str) -> tuple[str, str]:
    """Return the text of a file's bytes, and the encoding that it was read as.

    Raises
    ------
    InputError
        If it is no text.
    """
    tried = [name for mark, name in _MARKS if data.startswith(mark)][:1]
    head = data[:400]
    if not tried and head.count(0) > len(head) // 4:
        tried = ["utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"]
    for encoding in tried or ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _is_binary(text):
            return text.removeprefix("\ufeff"), encoding
    do = "save the table as “CSV UTF-8”, or as an Excel workbook"
    raise InputError(shown, "no text, or letters of an unknown kind", "a text file", do)


def find_delimiter(text: str) -> str:
    """Return the mark that parts most lines into equally many cells, and into more than one."""
    lines = [line for line in text.splitlines()[:SAMPLE] if line.strip()]
    best, chosen = 0, ","
    if not lines:
        return chosen
    for mark in DELIMITERS:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda one: (one[1] * (one[0] > 1), one[0]))
        score = count * 1000 + width if width > 1 else 0
        if score > best:
            best, chosen = score, mark
    return chosen


def _is_binary(text: str) -> bool:
    return sum(one < " " and one not in "\t\n\r\f" for one in text[:4000]) > len(text[:4000]) // 50


def _split_rows(text: str, delimiter: str, shown: str) -> tuple[list[tuple[str, ...]], list[int]]:
    rows: list[tuple[str, ...]] = []
    numbers = []
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for record in reader:
            rows.append(tuple(map(clean_text, record)))
            numbers.append(line)
            line = reader.line_num + 1
    except csv.Error:
        found = "a quotation mark that is not closed, or a cell of more than a page"
        do = "look for a single quotation mark in this row, or save the table as a workbook"
        raise InputError(f"{shown}:{line}", found, "a row of the table", do) from None
    return rows, numbers

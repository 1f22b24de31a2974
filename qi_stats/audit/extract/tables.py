"""Tables as they are pasted: CSV, TSV, and the pipe tables of Markdown, as rows of cells."""

from __future__ import annotations

import csv
import io
import re

LARGEST = 2_000
_RULE = re.compile(r"\s*\|?[\s:|+=-]+\|?\s*")


def split_table(text: str) -> list[list[str]]:
    """Return the rows of a table by its kind: pipes, tabs, semicolons or commas between cells.

    Raises
    ------
    ValueError
        If it has fewer than two columns or rows, or more than `LARGEST` rows.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > LARGEST:
        message = f"{len(lines)} rows, more than {LARGEST}"
        raise ValueError(message)
    if lines and all("|" in line for line in lines):
        cells = [line.strip().strip("|").split("|") for line in lines if not _RULE.fullmatch(line)]
    else:
        counts = {mark: sum(mark in line for line in lines) for mark in ("\t", ";", ",")}
        mark = max(counts, key=lambda one: counts[one])
        cells = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    rows = [[" ".join(cell.replace("**", "").split()) for cell in row] for row in cells]
    if len(rows) < 2 or len(rows[0]) < 2:
        message = "no table: a head with the groups, and a row for each variable"
        raise ValueError(message)
    return [row + [""] * (len(rows[0]) - len(row)) for row in rows]


def find_tables(text: str) -> list[tuple[int, int]]:
    """Return where the pipe tables of a text begin and end: lines with a rule as the second."""
    found, start, lines = [], 0, text.splitlines(keepends=True)
    block: list[str] = []
    for line in [*lines, ""]:
        if line.strip().startswith("|"):
            block.append(line)
            continue
        size = sum(map(len, block))
        if len(block) > 2 and _RULE.fullmatch(block[1].rstrip("\n")):
            found.append((start, start + size))
        start += size + len(line)
        block = []
    return found

"""Writes a grid as a Markdown table, for a terminal, a message or a notebook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_stats.tables.markup import Html, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.tables.layout import Grid

_SIGNS = "\\`*_[]<>|#~"
_LETTER = re.compile(r"<sup>([a-z])</sup>")
_NO_BREAK = "\N{NO-BREAK SPACE}"


def write_markdown(grid: Grid, notes: Sequence[Html]) -> str:
    """Return a grid as a pipe table whose columns are aligned, its notes as a list below."""
    lines = [[_write(grid.stub), *(_write(column.label) for column in grid.columns)]]
    lines += _list_lines(grid)
    widths = [max(3, *(len(line[i]) for line in lines)) for i in range(len(lines[0]))]
    right = [False, *(column.align == "right" for column in grid.columns)]
    rule = [
        "-" * (width - 1) + ":" if flush else "-" * width
        for width, flush in zip(widths, right, strict=True)
    ]
    shown = [_join(lines[0], widths, right), _join(rule, widths, right)]
    shown += [_join(line, widths, right) for line in lines[1:]]
    below = [f"- {_write(note)}" for note in notes]
    return "\n".join([*shown, *([""] if below else []), *below]) + "\n"


def _list_lines(grid: Grid) -> Iterator[list[str]]:
    """Yield the cells of each line, the heading of each group of lines before its first."""
    group = None
    for row in grid.rows:
        if row.group != group and row.group:
            yield [f"**{_escape(row.group)}**", *("" for _ in grid.columns)]
        group = row.group
        yield [_NO_BREAK * 2 * row.indent + _write(row.label), *map(_write, row.cells)]


def _join(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    filled = (
        cell.rjust(width) if flush else cell.ljust(width)
        for cell, width, flush in zip(cells, widths, right, strict=True)
    )
    return f"| {' | '.join(filled)} |"


def _write(html: Html) -> str:
    """Return a cell as Markdown: a raised letter in brackets, a line break as a comma."""
    marked = _LETTER.sub(r" (\1)", html.replace("<br>", ", "))
    return _escape(to_text(Html(marked))).replace("\n", " ").strip(" ")


def _escape(text: str) -> str:
    return "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in text)

"""Widths of a table's columns from what stands in them, for formats that do not fit them.

A column gets the room of its longest line, as long as all fit. Otherwise each keeps the room of its
longest word, and what is left is shared by how much more the columns would like.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from qi_press.pandoc.elements import Node, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = 92
"""Characters of a table's type on a line of the page."""
PADDING = 3
TEXT = ("Plain", "Para")
"""Characters that a cell's own margins take."""


def fit_columns(table: Node) -> Node | None:
    """Return a table with widths for its columns; None if its author gave some."""
    attr, caption, columns, *rest = table["c"]
    if not columns or any(width["t"] != "ColWidthDefault" for _, width in columns):
        return None
    wanted, needed = [PADDING + 1.0] * len(columns), [PADDING + 1.0] * len(columns)
    for column, cell in _list_cells(table):
        lines = list(_list_lines(cell[4]))
        words = chain.from_iterable(line.split() for line in lines)
        wanted[column] = max(wanted[column], *(PADDING + len(line) for line in lines), 0)
        needed[column] = max(needed[column], *(PADDING + len(word) for word in words), 0)
    widths = [width / LINE for width in share_room(wanted, needed, LINE)]
    fitted = [
        [align, {"t": "ColWidth", "c": round(width, 4)}]
        for (align, _), width in zip(columns, widths, strict=True)
    ]
    return {"t": "Table", "c": [attr, caption, fitted, *rest]}


def split_notes(table: Node) -> tuple[Node, list[list[Node]]]:
    """Return a table without the rows below its body that are notes, and the text of the notes.

    A note is a cell over all columns, unless all of it is bold: then it names a group of rows.
    """
    attr, caption, columns, head, bodies, foot = table["c"]
    notes: list[list[Node]] = []
    rows = list(bodies[-1][3]) if bodies else []
    kept = list(foot[1])
    while kept and _is_note(kept[-1], len(columns)):
        notes[:0] = _list_lines_of(kept.pop())
    while not kept and rows and _is_note(rows[-1], len(columns)):
        notes[:0] = _list_lines_of(rows.pop())
    if not notes or not rows:
        return table, []
    shown = [*bodies[:-1], [*bodies[-1][:3], rows]]
    return {"t": "Table", "c": [attr, caption, columns, head, shown, [foot[0], kept]]}, notes


def _is_note(row: list[Any], count: int) -> bool:
    cells = row[1]
    if len(cells) != 1 or cells[0][3] != count or count == 1:
        return False
    if any(block["t"] not in TEXT for block in cells[0][4]):
        return False
    lines = _list_lines_of(row)
    return bool(lines) and not all(len(line) == 1 and line[0]["t"] == "Strong" for line in lines)


def _list_lines_of(row: list[Any]) -> list[list[Node]]:
    blocks = row[1][0][4]
    return [block["c"] for block in blocks if block["t"] in TEXT and block["c"]]


def share_room(wanted: list[float], needed: list[float], room: float) -> list[float]:
    """Return widths that together take no more than `room`.

    Parameters
    ----------
    wanted
        What each column would take on one line.
    needed
        What its longest word takes; no more than what it wants.
    room
        What there is.
    """
    if sum(wanted) <= room:
        return wanted
    left = room - sum(needed)
    if left <= 0:
        return [width * room / sum(needed) for width in needed]
    more = [want - need for want, need in zip(wanted, needed, strict=True)]
    return [need + left * extra / sum(more) for need, extra in zip(needed, more, strict=True)]


def _list_cells(table: Node) -> Iterator[tuple[int, list[Any]]]:
    """Yield each cell that stands in one column alone, with the number of the column."""
    _, _, columns, head, bodies, foot = table["c"]
    parts = [head[1], *chain.from_iterable((body[2], body[3]) for body in bodies), foot[1]]
    for row in chain.from_iterable(parts):
        column = 0
        for cell in row[1]:
            span = cell[3]
            if span == 1 and column < len(columns):
                yield column, cell
            column += span


def _list_lines(blocks: list[Node]) -> Iterator[str]:
    """Yield the lines of a cell as its author broke them."""
    for block in blocks:
        line: list[Node] = []
        for inline in block["c"] if block["t"] in ("Plain", "Para") else [block]:
            if inline["t"] == "LineBreak":
                yield read_text(line)
                line = []
            else:
                line.append(inline)
        yield read_text(line)

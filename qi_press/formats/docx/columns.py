"""Widths of a table's columns from what stands in them, for formats that do not fit them.

A column gets the room of its longest line, as long as all fit. Otherwise each keeps the room of its
longest word, and what is left is shared by how much more the columns would like.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import TEXT_BLOCKS, Node, get_children
from qi_press.pandoc.tables import Cell, Row, Table, read_table, write_table
from qi_press.pandoc.traversal import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE = 92
"""Characters of a table's type on a line of the page."""
PADDING = 3
"""Characters that a cell's own margins take."""


def fit_columns(table: Node) -> Node | None:
    """Return a table with widths for its columns; None if its author gave some."""
    read = read_table(table)
    if not read.columns or read.has_widths:
        return None
    columns = read.columns
    wanted, needed = [PADDING + 1.0] * len(columns), [PADDING + 1.0] * len(columns)
    for column, cell in _list_cells(read):
        lines = list(_list_lines(cell.blocks))
        words = chain.from_iterable(line.split() for line in lines)
        wanted[column] = max(wanted[column], *(PADDING + len(line) for line in lines), 0)
        needed[column] = max(needed[column], *(PADDING + len(word) for word in words), 0)
    widths = [round(width / LINE, 4) for width in share_room(wanted, needed, LINE)]
    return write_table(read.with_widths(widths))


def split_notes(table: Node) -> tuple[Node, list[list[Node]]]:
    """Return a table without the rows below its body that are notes, and the text of the notes.

    A note is a cell over all columns, unless all of it is bold: then it names a group of rows.
    """
    read = read_table(table)
    notes: list[list[Node]] = []
    rows = list(read.bodies[-1].rows) if read.bodies else []
    kept = list(read.foot.rows)
    while kept and _is_note(kept[-1], len(read.columns)):
        notes[:0] = _list_lines_of(kept.pop())
    while not kept and rows and _is_note(rows[-1], len(read.columns)):
        notes[:0] = _list_lines_of(rows.pop())
    if not notes or not rows:
        return table, []
    bodies = [*read.bodies[:-1], read.bodies[-1]._replace(rows=rows)]
    return write_table(read._replace(bodies=bodies, foot=read.foot._replace(rows=kept))), notes


def _is_note(row: Row, count: int) -> bool:
    if len(row.cells) != 1 or row.cells[0].columns != count or count == 1:
        return False
    if any(block["t"] not in TEXT_BLOCKS for block in row.cells[0].blocks):
        return False
    lines = _list_lines_of(row)
    return bool(lines) and not all(len(line) == 1 and line[0]["t"] == "Strong" for line in lines)


def _list_lines_of(row: Row) -> list[list[Node]]:
    blocks = (block for block in row.cells[0].blocks if block["t"] in TEXT_BLOCKS)
    return [get_children(block) for block in blocks if get_children(block)]


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


def _list_cells(table: Table) -> Iterator[tuple[int, Cell]]:
    """Yield each cell that stands in one column alone, with the number of the column."""
    for row in table.list_rows():
        column = 0
        for cell in row.cells:
            if cell.columns == 1 and column < len(table.columns):
                yield column, cell
            column += cell.columns


def _list_lines(blocks: list[Node]) -> Iterator[str]:
    """Yield the lines of a cell as its author broke them."""
    for block in blocks:
        line: list[Node] = []
        for inline in get_children(block) if block["t"] in TEXT_BLOCKS else [block]:
            if inline["t"] == "LineBreak":
                yield read_text(line)
                line = []
            else:
                line.append(inline)
        yield read_text(line)

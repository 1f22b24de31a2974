"""Lays blocks out beside each other: Quarto's `layout-ncol`, `layout-nrow` and `layout`.

The normal form is a div ``.layout`` of divs ``.layout-row`` of divs ``.layout-cell``, each with
its share of the row under the key `width`, in percent; a cell without blocks is a gap. On the site
a row is a flexible box, in the PDF a grid, in the Word file a table without rules.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Node, find_pair, make_attr, make_div, make_raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_press.pandoc.elements import Attr

KEYS = ("layout", "layout-ncol", "layout-nrow")
ALIGNMENTS = {"top": "top", "center": "horizon", "bottom": "bottom"}
"""Value of `layout-valign` → what typst calls it."""
Row = tuple[float, ...]
"""Widths in a row; a negative one is a gap."""


def has_layout(attr: Attr) -> bool:
    """Return whether attributes ask for a layout."""
    return any(find_pair(attr, key) for key in KEYS)


def read_layout(attr: Attr, count: int) -> list[Row]:
    """Return the rows that attributes ask for, enough of them for `count` pieces.

    Raises
    ------
    ValueError
        If the attributes hold no numbers of the form that Quarto knows.
    """
    if find_pair(attr, "layout"):
        rows = _read_rows(find_pair(attr, "layout"))
    elif find_pair(attr, "layout-ncol"):
        rows = [(1.0,) * _read_count(find_pair(attr, "layout-ncol"))]
    else:
        rows = [(1.0,) * max(1, math.ceil(count / _read_count(find_pair(attr, "layout-nrow"))))]
    while sum(width > 0 for row in rows for width in row) < count:
        rows.append(rows[-1])
    return rows


def _read_count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


def _read_rows(text: str) -> list[Row]:
    parsed = json.loads(text)
    rows = parsed if parsed and isinstance(parsed[0], list) else [parsed]
    widths = [tuple(float(width) for width in row) for row in rows]
    if not widths or not all(any(width > 0 for width in row) for row in widths):
        raise ValueError(text)
    return widths


def lay_out(attr: Attr, blocks: Sequence[Node]) -> Node | None:
    """Return blocks in the normal form of a layout; None when the attributes cannot be read."""
    pieces = list(_join_headings(blocks))
    try:
        rows = read_layout(attr, len(pieces))
    except (TypeError, ValueError):
        return None
    waiting = iter(pieces)
    align = find_pair(attr, "layout-valign")
    kind = make_attr("", ["layout-row", *([f"layout-{align}"] if align in ALIGNMENTS else [])])
    laid = [make_div(kind, list(_fill(row, waiting))) for row in rows]
    return make_div(make_attr(attr[0], ["layout", *attr[1]]), laid)


def _join_headings(blocks: Sequence[Node]) -> Iterator[list[Node]]:
    """Yield the pieces of a layout: a heading counts with the block that follows it."""
    piece: list[Node] = []
    for block in blocks:
        piece.append(block)
        if block["t"] != "Header":
            yield piece
            piece = []
    if piece:
        yield piece


def _fill(row: Row, pieces: Iterator[list[Node]]) -> Iterator[Node]:
    total = sum(map(abs, row))
    for width in row:
        share = f"{100 * abs(width) / total:.4g}"
        content = next(pieces, []) if width > 0 else []
        yield make_div(make_attr("", ["layout-cell"], {"width": share}), content)


def lower_cell_html(cell: Node) -> Node:
    """Return a cell of a row for the site."""
    share = find_pair(cell["c"][0], "width")
    classes = ["layout-cell"] if cell["c"][1] else ["layout-cell", "layout-gap"]
    return make_div(make_attr("", classes, {"style": f"flex-grow: {share}"}), cell["c"][1])


def lower_row_typst(row: Node) -> list[Node]:
    """Return a row as a grid of typst."""
    cells = list(_list_cells(row))
    names = [name.removeprefix("layout-") for name in row["c"][0][1][1:]]
    align = ALIGNMENTS[names[0]] if names else "top"
    columns = "".join(f"{share}fr, " for share, _ in cells)
    start = f"#grid(columns: ({columns}), column-gutter: 1em, align: {align}, ["
    blocks = [make_raw("typst", start)]
    for index, (_, content) in enumerate(cells):
        blocks += [make_raw("typst", "], [")] if index else []
        blocks += content
    return [*blocks, make_raw("typst", "])")]


def lower_row_word(row: Node) -> Node:
    """Return a row as a table of Word's without rules."""
    cells = list(_list_cells(row))
    attr, align = make_attr(), {"t": "AlignDefault"}
    body = [[attr, align, 1, 1, content] for _, content in cells]
    columns = [[align, {"t": "ColWidth", "c": share / 100}] for share, _ in cells]
    return {
        "t": "Table",
        "c": [
            make_attr("", (), {"custom-style": "Layout"}),
            [None, []],
            columns,
            [attr, []],
            [[attr, 0, [], [[attr, body]]]],
            [attr, []],
        ],
    }


def _list_cells(row: Node) -> Iterator[tuple[float, list[Node]]]:
    """Yield the width in percent and the blocks of each cell of a row in normal form."""
    for cell in row["c"][1]:
        yield float(find_pair(cell["c"][0], "width")), cell["c"][1]

"""Tables of pandoc's document tree: their columns, rows and cells."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from qi_press.pandoc.elements import Attr, Node, make_attr

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_WIDTH: Node = {"t": "ColWidthDefault"}
DEFAULT_ALIGN: Node = {"t": "AlignDefault"}


class Cell(NamedTuple):
    """A cell; its last three parts are the rows and columns that it spans, and its blocks."""

    attr: Attr
    align: Node
    rows: int
    columns: int
    blocks: list[Node]


class Row(NamedTuple):
    """A row of cells."""

    attr: Attr
    cells: list[Cell]


class Body(NamedTuple):
    """A body of a table: how many columns head its rows, rows that head it, and the others."""

    attr: Attr
    head_columns: int
    head: list[Row]
    rows: list[Row]


class Part(NamedTuple):
    """The head or the foot of a table."""

    attr: Attr
    rows: list[Row]


class Table(NamedTuple):
    """A table, part by part."""

    attr: Attr
    caption: Any
    columns: list[Any]
    """Alignment and width of each column."""
    head: Part
    bodies: list[Body]
    foot: Part

    def list_rows(self) -> list[Row]:
        """Return all rows, those of the head and the foot included."""
        bodies = chain.from_iterable((*body.head, *body.rows) for body in self.bodies)
        return [*self.head.rows, *bodies, *self.foot.rows]

    @property
    def has_widths(self) -> bool:
        """Return whether a column has a width of its own."""
        return any(width["t"] != DEFAULT_WIDTH["t"] for _, width in self.columns)

    def with_widths(self, widths: Sequence[float | None]) -> Table:
        """Return the table with other widths, as shares of the page; None leaves one open."""
        columns = [
            [align, DEFAULT_WIDTH if width is None else {"t": "ColWidth", "c": width}]
            for (align, _), width in zip(self.columns, widths, strict=True)
        ]
        return self._replace(columns=columns)


def read_table(node: Node) -> Table:
    """Return an element of the type Table, part by part."""
    attr, caption, columns, head, bodies, foot = node["c"]
    return Table(
        Attr(*attr),
        caption,
        columns,
        Part(Attr(*head[0]), list(map(_read_row, head[1]))),
        [_read_body(*body) for body in bodies],
        Part(Attr(*foot[0]), list(map(_read_row, foot[1]))),
    )


def _read_body(attr: Any, count: int, head: Any, rows: Any) -> Body:  # noqa: ANN401  # JSON
    return Body(Attr(*attr), count, list(map(_read_row, head)), list(map(_read_row, rows)))


def _read_row(row: Any) -> Row:  # noqa: ANN401  # JSON
    return Row(Attr(*row[0]), [Cell(Attr(*cell[0]), *cell[1:]) for cell in row[1]])


def write_table(table: Table) -> Node:
    """Return a table as an element."""
    bodies = [
        [body.attr, body.head_columns, _write_rows(body.head), _write_rows(body.rows)]
        for body in table.bodies
    ]
    head, foot = ([part.attr, _write_rows(part.rows)] for part in (table.head, table.foot))
    content = [table.attr, table.caption, table.columns, head, bodies, foot]
    return {"t": "Table", "c": content}


def _write_rows(rows: Sequence[Row]) -> list[Any]:
    return list(map(_write_row, rows))


def _write_row(row: Row) -> list[Any]:
    return [row.attr, [list(cell) for cell in row.cells]]


def make_row_table(attr: Attr, pieces: Sequence[tuple[float, list[Node]]]) -> Node:
    """Return a table of one row, from the width in percent and the blocks of each cell."""
    bare = make_attr()
    cells = [Cell(bare, DEFAULT_ALIGN, 1, 1, blocks) for _, blocks in pieces]
    columns = [[DEFAULT_ALIGN, {"t": "ColWidth", "c": width / 100}] for width, _ in pieces]
    body = Body(bare, 0, [], [Row(bare, cells)])
    return write_table(Table(attr, [None, []], columns, Part(bare, []), [body], Part(bare, [])))

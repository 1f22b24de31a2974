"""What a table shows: headings, lines, cells and notes, before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qi_stats.tables.markup import EMPTY, Html


@dataclass(frozen=True, slots=True)
class Column:
    """Heading and alignment of a column beside the first."""

    label: Html
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its heading, its cells, how far it is indented, and the group it is in."""

    label: Html
    cells: tuple[Html, ...]
    indent: int = 0
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """All that a table shows. `stub` heads the first column; `notes` stand below.

    `widths` are the columns' shares of the page in percent, the first included; where there are
    none, every renderer makes its own.
    """

    name: str
    stub: Html
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[Html, ...] = ()
    widths: tuple[int, ...] = ()


def make_heading(label: Html, grid_columns: int, group: str | None = None) -> Row:
    """Return a line that only heads the indented lines below it."""
    return Row(label, (EMPTY,) * grid_columns, group=group)

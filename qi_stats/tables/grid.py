"""A grid of cells, drawn as a table: HTML of its own, and a great_tables object to style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_stats.displays.marks import MARKS
from qi_stats.tables.data import list_cells, list_records
from qi_stats.tables.grid_html import write_html
from qi_stats.tables.grid_markdown import write_markdown
from qi_stats.tables.layout import make_heading
from qi_stats.tables.markup import EM_SPACE, Html, explain_mark

if TYPE_CHECKING:
    from great_tables import GT

    from qi_stats.ledger import Ledger
    from qi_stats.tables.layout import Grid, Row

NOTHING = Html("None")


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table as a chapter shows it; `data` holds it as CSV."""

    grid: Grid
    data: str = ""

    @property
    def gt(self) -> GT:
        """Return the table as great_tables knows it, for an author who styles it otherwise."""
        return make_gt(self.grid)

    def to_html(self) -> str:
        """Return the table's HTML, with neither style sheet nor inline style."""
        return write_html(_fill(self.grid), _list_notes(self.grid))

    def to_markdown(self) -> str:
        """Return the table as Markdown, its notes below."""
        return write_markdown(_fill(self.grid), _list_notes(self.grid))

    def _repr_html_(self) -> str:
        """Return the table's HTML, as notebooks ask for it."""
        return self.to_html()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the data beside the HTML, for a renderer that offers it to readers."""
        del include, exclude
        return {"text/csv": self.data} if self.data else {}


def draw_grid(grid: Grid, ledger: Ledger | None = None) -> DrawnTable:
    """Return `grid` as a table.

    Its data are the records of `ledger` that the cells show; without a ledger, the cells' text.

    Raises
    ------
    ValueError
        If a row has more or fewer cells than there are columns.
    """
    for row in grid.rows:
        if len(row.cells) != len(grid.columns):
            msg = f"{len(row.cells)} cells for {len(grid.columns)} columns in {grid.name}"
            raise ValueError(msg)
    return DrawnTable(grid, list_cells(grid) if ledger is None else list_records(grid, ledger))


def make_gt(grid: Grid) -> GT:
    """Return a grid as a table of great_tables."""
    import great_tables
    import pandas as pd

    names = [f"c{number}" for number, _ in enumerate(grid.columns, start=1)]
    grouped = any(row.group for row in grid.rows)
    frame = pd.DataFrame(_list_cells(_fill(grid), names), dtype=object)
    table = great_tables.GT(
        frame if grouped else frame.drop(columns="group"),
        id=f"gt-{grid.name}",
        rowname_col="stub",
        groupname_col="group" if grouped else None,
    )
    table = table.fmt_passthrough(["stub", *names], escape=False)
    table = table.tab_stubhead(great_tables.html(grid.stub)).cols_label(
        {
            name: great_tables.html(column.label)
            for name, column in zip(names, grid.columns, strict=True)
        }
    )
    for align in ("left", "right"):
        chosen = [n for n, c in zip(names, grid.columns, strict=True) if c.align == align]
        table = table.cols_align(align, chosen) if chosen else table
    for note in _list_notes(grid):
        table = table.tab_source_note(great_tables.html(note))
    return table


def _fill(grid: Grid) -> Grid:
    """Return a grid that says so when it has no rows."""
    return grid if grid.rows else replace(grid, rows=(make_heading(NOTHING, len(grid.columns)),))


def _list_notes(grid: Grid) -> list[Html]:
    return [*grid.notes, *explain_marks(grid.rows)]


def _list_cells(grid: Grid, names: list[str]) -> dict[str, list[str]]:
    """Return the text of each column, top down, the first column and the groups included."""
    rows = grid.rows
    columns = {
        "group": [row.group or "" for row in rows],
        "stub": [EM_SPACE * row.indent + row.label for row in rows],
    }
    for row in rows:
        for name, cell in zip(names, row.cells, strict=True):
            columns.setdefault(name, []).append(cell)
    return columns


def explain_marks(rows: tuple[Row, ...]) -> list[Html]:
    """Return a note for each mark that occurs in the cells of `rows`."""
    cells = "".join(cell for row in rows for cell in row.cells)
    return [explain_mark(mark) for mark in reversed(MARKS) if mark.sign in cells]

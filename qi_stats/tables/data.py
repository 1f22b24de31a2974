"""What a table holds as CSV, for readers who want to compute with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.ledger import Ledger, ledger_to_csv, write_csv
from qi_stats.tables.markup import find_keys, to_text

if TYPE_CHECKING:
    from qi_stats.tables.layout import Grid


def list_records(grid: Grid, ledger: Ledger) -> str:
    """Return the records that headings and cells of `grid` show, at full precision."""
    headings = (column.label for column in grid.columns)
    cells = (cell for row in grid.rows for cell in (row.label, *row.cells))
    keys = dict.fromkeys(key for html in (*headings, *cells) for key in find_keys(html))
    return ledger_to_csv(Ledger(ledger.get(key) for key in keys))


def list_cells(grid: Grid) -> str:
    """Return the text of all cells of `grid`, a column for the groups first if there are any."""
    grouped = any(row.group for row in grid.rows)
    head = [to_text(grid.stub), *(to_text(column.label) for column in grid.columns)]
    lines = [
        [*([row.group or ""] if grouped else []), to_text(row.label), *map(to_text, row.cells)]
        for row in grid.rows
    ]
    return write_csv([["Group", *head] if grouped else head, *lines])

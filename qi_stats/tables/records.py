"""Tables of any records: each cell is the record at its line's and its column's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import (
    Html,
    format_stat,
    show_bounds,
    show_estimate,
    show_mark,
    show_stat,
    to_html,
    wrap_stat,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.displays.tables import RecordsColumn, RecordsTable
    from qi_stats.ledger import Ledger, Record

NOTHING = to_html("\N{EN DASH}")
"""Shown where there is no value, and so no mark; a note says why."""


def lay_out_records(name: str, shell: RecordsTable, ledger: Ledger) -> Grid:
    """Return the grid of a table of records; why a value is missing stands in the notes."""
    rows, reasons = [], []
    for line in shell.rows:
        cells = [
            [ledger.get(f"{line.prefix}.{stat}") for stat in column.stats]
            for column in shell.columns
        ]
        shown = tuple(
            _show_cell(column, records)
            for column, records in zip(shell.columns, cells, strict=True)
        )
        rows.append(Row(to_html(line.label), shown, group=line.group))
        reasons += [f"{line.label}: {reason}" for reason in _list_reasons(cells)]
    return Grid(
        name,
        to_html(shell.stub),
        tuple(Column(to_html(column.label), "right") for column in shell.columns),
        tuple(rows),
        tuple(to_html(note) for note in dict.fromkeys((*shell.notes, *reasons))),
    )


def _show_cell(column: RecordsColumn, records: Sequence[Record]) -> Html:
    """Return a value, a count of how many, an estimate, or the range between two values."""
    if column.estimate is not None and records[0].stat is not None:
        return show_estimate(*records)
    if any(record.stat is None for record in records):
        return NOTHING
    if column.of is not None:
        shown = (wrap_stat(one, format_stat(one)) for one in records)
        return Html(" of ".join(shown) + show_mark(*records))
    if len(records) == 1:
        return show_stat(records[0])
    low, high = records
    if format_stat(low) == format_stat(high):
        return Html(wrap_stat(low, format_stat(low)) + show_mark(low, high))
    return Html(show_bounds(low, high) + show_mark(low, high))


def _list_reasons(cells: Sequence[Sequence[Record]]) -> list[str]:
    """Return why values are missing, each reason once."""
    missing = (record for records in cells for record in records if record.stat is None)
    return list(dict.fromkeys(warning for record in missing for warning in record.warnings))

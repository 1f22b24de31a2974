"""Mock shells: every table of a plan with an x for each digit, before there are data."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.ledger import Ledger
from qi_stats.tables.markup import Html

if TYPE_CHECKING:
    from qi_stats.ledger import Record
    from qi_stats.tables.layout import Grid

_SHARES = ("percent", "p")
_WHOLE, _SHARE, _NUMBER = 88, 0.888, 88.888
_STAT = re.compile(r'(<span class="stat"[^>]*>)([^<]*)(</span>)')
_DIGIT = re.compile(r"\d")


def mock_ledger(ledger: Ledger) -> Ledger:
    """Return the records with a number that stands for any, whatever their values are."""
    return Ledger(
        replace(one, stat=_stand_in(one), warnings=(), identified="assumed") for one in ledger
    )


def blank_numbers(grid: Grid) -> Grid:
    """Return a grid with an x for each digit that comes from a record."""
    columns = tuple(replace(one, label=_blank(one.label)) for one in grid.columns)
    rows = tuple(replace(row, cells=tuple(map(_blank, row.cells))) for row in grid.rows)
    return replace(grid, columns=columns, rows=rows)


def _stand_in(record: Record) -> float | int | str:
    if isinstance(record.stat, str):
        return "…"
    if record.fmt == "integer":
        return _WHOLE
    return _SHARE if record.fmt.startswith(_SHARES) else _NUMBER


def _blank(html: Html) -> Html:
    return Html(_STAT.sub(lambda found: found[1] + _DIGIT.sub("x", found[2]) + found[3], html))

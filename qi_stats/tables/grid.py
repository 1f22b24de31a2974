"""Draw a grid of cells as a great_tables table that stays a table in HTML, typst and Word.

Quarto and the press both hand a cell's HTML table to pandoc's reader; the PDF (typst has no
reader of HTML) and the Word file are written from what pandoc understood. What great_tables
writes is therefore brought into the form that pandoc understands in full:

- no heading: the caption comes from the chapter, so that it is numbered and listed;
- no `<style>` and no `style=`: pandoc ignores the first, and a strict Content-Security-Policy
  blocks both. Looks come from the site's stylesheet, by elements, `align=` and, of the classes
  that great_tables sets on cells, `gt_group_heading`; the others would be a tenth of a page's
  weight. So no font list of the web reaches typst either;
- alignment as `align=` on every cell, which pandoc carries to typst (whose figures centre what
  is not aligned) and Word; it carries no class there;
- one `tbody` for each group of rows: pandoc then knows the group's heading as one, and the first
  column as row headings, which a heading between the rows of a single `tbody` would undo;
- indentation by em spaces, with a class for lines that wrap, notes as rows of the foot;
- one id, the table's own, so that no cell's id can meet another on a page: `scope` tells a
  screen reader which cells a heading is for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.displays.marks import MARKS
from qi_stats.tables.data import list_cells, list_records
from qi_stats.tables.layout import make_heading
from qi_stats.tables.markup import EM_SPACE, Html, explain_mark

if TYPE_CHECKING:
    from great_tables import GT

    from qi_stats.ledger import Ledger
    from qi_stats.tables.layout import Grid, Row

NOTHING = Html("None")

_STYLE = re.compile(r"<style>.*?</style>\s*", re.DOTALL)
_CONTAINER = re.compile(r'<div id="([^"]*)" style="[^"]*">\s*')
_CELL_IDS = re.compile(r'(<t[hd]\b[^>]*?) id="[^"]*"')
_NOISE = re.compile(r' (?:headers="[^"]*"|rowspan="1"|colspan="1")')
_CELL = re.compile(r"<(t[hd]) ([^>]*)>")
_CLASSES = re.compile(r' ?class="([^"]*)"')
_KEPT = ("gt_group_heading", "stub-indent")
_OPENING = re.compile(r"<table\b[^>]*>")
_EMPTY_GROUP = re.compile(r'\s*<tr class="gt_empty_group_heading">.*?</tr>', re.DOTALL)
_INDENTED = re.compile(rf'(<th [^>]*\bgt_stub)(">{EM_SPACE})')
_GROUP = re.compile(
    r'(\s*<tr class="gt_group_heading_row">\s*<th [^>]*scope=")colgroup"(>)(.*?)</th>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """A table as a chapter shows it, from the great_tables object `gt`; `data` holds it as CSV."""

    gt: GT
    data: str = ""
    widths: tuple[int, ...] = ()

    def to_html(self) -> str:
        """Return the table's HTML, with neither style sheet nor inline style."""
        return set_widths(prepare_html(self.gt.as_raw_html()), self.widths)

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
    import great_tables
    import pandas as pd

    names = [f"c{number}" for number, _ in enumerate(grid.columns, start=1)]
    grouped = any(row.group for row in grid.rows)
    frame = pd.DataFrame(_list_cells(grid, names), dtype=object)
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
    for note in (*grid.notes, *explain_marks(grid.rows)):
        table = table.tab_source_note(great_tables.html(note))
    data = list_cells(grid) if ledger is None else list_records(grid, ledger)
    return DrawnTable(table, data, grid.widths)


def _list_cells(grid: Grid, names: list[str]) -> dict[str, list[str]]:
    """Return the text of each column, top down, the first column and the groups included."""
    rows = grid.rows or (make_heading(NOTHING, len(names)),)
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


def prepare_html(html: str) -> str:
    """Return the HTML of great_tables in the form that the module's docstring describes."""
    html = _STYLE.sub("", html)
    html = _EMPTY_GROUP.sub("", html)
    html = _INDENTED.sub(r"\1 stub-indent\2", html)
    html = _CONTAINER.sub(r'<div id="\1" class="qi-table">\n', html, count=1)
    html = _NOISE.sub("", _CELL_IDS.sub(r"\1", html))
    html = _CELL.sub(_align_cell, html)
    words = r'<span class="group-words">\3</span></th>'
    html = _GROUP.sub(rf'\n</tbody>\n<tbody class="gt_table_body">\1rowgroup"\2{words}', html)
    return re.sub(r"<tbody[^>]*>\s*</tbody>\s*", "", html)


def set_widths(html: str, widths: tuple[int, ...]) -> str:
    """Return the table with the widths of its columns, as an attribute that pandoc reads too."""
    if not widths:
        return html
    columns = "".join(f'<col width="{width}%">' for width in widths)
    return _OPENING.sub(rf"\g<0>\n<colgroup>{columns}</colgroup>", html, count=1)


def _align_cell(cell: re.Match[str]) -> str:
    """Return the tag of a cell with the alignment that its class names; left if it names none."""
    side = "right" if "gt_right" in cell[2] else "left"
    return f'<{cell[1]} align="{side}"{_CLASSES.sub(_keep_classes, f" {cell[2]}")}>'


def _keep_classes(attribute: re.Match[str]) -> str:
    kept = " ".join(name for name in attribute[1].split() if name in _KEPT)
    return f' class="{kept}"' if kept else ""

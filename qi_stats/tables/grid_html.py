"""Writes a grid as HTML that stays a table wherever it is shown.

Quarto and the press both hand a cell's HTML table to pandoc's reader; the PDF (typst has no
reader of HTML) and the Word file are written from what pandoc understood. The markup is therefore
what pandoc understands in full, with every end tag:

- no heading: the caption comes from the chapter, so that it is numbered and listed;
- no `<style>` and no `style=`: pandoc ignores the first, and a strict Content-Security-Policy
  blocks both. Looks come from the site's stylesheet, by elements, `align=` and a few classes;
- alignment as `align=` on every cell, which pandoc carries to typst (whose figures centre what
  is not aligned) and Word; it carries no class there;
- one `tbody` for each group of rows: pandoc then knows the group's heading as one, and the first
  column as row headings, which a heading between the rows of a single `tbody` would undo;
- indentation by em spaces, with a class for lines that wrap, notes as rows of the foot;
- one id, the table's own, so that no cell's id can meet another on a page: `scope` tells a
  screen reader which cells a heading is for.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qi_stats.tables.markup import EM_SPACE, to_html, to_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.tables.layout import Grid, Row
    from qi_stats.tables.markup import Html

OPENING = (
    '<table class="gt_table" data-quarto-disable-processing="false" data-quarto-bootstrap="false">'
)
BRIEF = 18
"""Letters of a cell's words that are short: "Mean difference"."""


def write_html(grid: Grid, notes: Sequence[Html]) -> str:
    """Return a grid as HTML, with its notes as rows of the foot."""
    groups: dict[str, list[Row]] = {}
    for row in grid.rows:
        groups.setdefault(row.group or "", []).append(row)
    span = len(grid.columns) + 1
    widths = "".join(f'<col width="{width}%">' for width in grid.widths)
    foot = "".join(
        f'<tr class="gt_sourcenotes"><td align="left" colspan="{span}">'
        f'<span class="gt_from_md">{note}</span></td></tr>'
        for note in notes
    )
    lines = [
        f'<div id="gt-{escape(grid.name)}" class="qi-table">',
        OPENING,
        *([f"<colgroup>{widths}</colgroup>"] if widths else []),
        "<thead>",
        "",
        '<tr class="gt_col_headings">',
        f'  <th align="left" scope="col">{grid.stub}</th>',
        *(f'  <th align="{item.align}" scope="col">{item.label}</th>' for item in grid.columns),
        "</tr>",
        "</thead>",
        *(line for name, rows in groups.items() for line in _write_group(grid, name, rows)),
        f"<tfoot>{foot}</tfoot>" if foot else "",
        "</table>",
        "",
        "</div>",
    ]
    return "\n".join(lines) + "\n"


def _find_brief(grid: Grid) -> frozenset[int]:
    """Return which columns of words hold only short ones, and so need little room on a phone."""
    return frozenset(
        number
        for number, column in enumerate(grid.columns)
        if column.align == "left"
        and all(len(to_text(row.cells[number])) <= BRIEF for row in grid.rows)
    )


def _write_group(grid: Grid, name: str, rows: Sequence[Row]) -> Iterator[str]:
    yield '<tbody class="gt_table_body">'
    brief_columns = _find_brief(grid)
    if name:
        yield '  <tr class="gt_group_heading_row">'
        span = len(grid.columns) + 1
        heading = f'<th align="left" class="gt_group_heading" colspan="{span}" scope="rowgroup">'
        yield f'    {heading}<span class="group-words">{to_html(name)}</span></th>'
        yield "  </tr>"
    for row in rows:
        yield "  <tr>"
        indented = ' class="stub-indent"' if row.indent else ""
        label = EM_SPACE * row.indent + row.label
        yield f'    <th align="left" scope="row"{indented}>{label}</th>'
        for number, (column, cell) in enumerate(zip(grid.columns, row.cells, strict=True)):
            brief = ' class="brief"' if number in brief_columns else ""
            yield f'    <td align="{column.align}"{brief}>{cell}</td>'
        yield "  </tr>"
    yield "</tbody>"

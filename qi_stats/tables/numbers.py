"""The numbers of a figure as a plain table, for those who can't see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.tables.markup import Html, show_stat, to_html
from qi_stats.tables.wording import name_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Record

_HEAD = '<thead><tr><th scope="col">Result</th><th scope="col">Value</th></tr></thead>'


def list_numbers(records: Iterable[Record], codebook: Codebook) -> Html:
    """Return each record in words with its value, as an HTML table; nothing without records."""
    rows = "\n".join(
        f'<tr><th scope="row">{to_html(name_record(record, codebook))}</th>'
        f'<td class="gt_right">{show_stat(record)}</td></tr>'
        for record in records
    )
    if not rows:
        return Html("")
    return Html(
        '<table data-pagefind-ignore data-quarto-disable-processing="true">\n'
        f"{_HEAD}\n<tbody>\n{rows}\n</tbody>\n</table>"
    )

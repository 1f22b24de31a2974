"""The numbers of a figure as a plain table, for those who can't see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.rounding import format_range
from qi_stats.tables.markup import Html, show_stat, to_html
from qi_stats.tables.naming import DASH, name_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.ledger import Record
    from qi_stats.tables.naming import Vocabulary

HEADINGS = ("Result", "Value")
RANGE = "Range of possible values"
_RANGES = {"bounded": "proven", "illustrative": "over drawn datasets"}


def list_numbers(records: Sequence[Record], vocabulary: Vocabulary) -> Html:
    """Return each record in words with its value, as an HTML table; nothing without records.

    A column for the ranges is there if a record has one.
    """
    if not records:
        return Html("")
    ranged = any(record.range for record in records)
    headings = (*HEADINGS, RANGE) if ranged else HEADINGS
    head = "".join(f'<th scope="col">{to_html(words)}</th>' for words in headings)
    names = _name_records(records, vocabulary)
    rows = "\n".join(
        _lay_out_row(name, record, ranged=ranged)
        for name, record in zip(names, records, strict=True)
    )
    return Html(
        '<table data-pagefind-ignore data-quarto-disable-processing="true">\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _name_records(records: Sequence[Record], vocabulary: Vocabulary) -> list[str]:
    """Return the names of records, without the analysis where it is the same in all."""
    names = [name_record(record, vocabulary) for record in records]
    title = names[0].partition(DASH)[0] + DASH
    if title.removesuffix(DASH) in vocabulary.titles.values():
        shared = all(name.startswith(title) for name in names)
        return [name.removeprefix(title) for name in names] if shared else names
    return names


def _lay_out_row(name: str, record: Record, *, ranged: bool) -> str:
    cells = [show_stat(record), to_html(_describe_range(record))] if ranged else [show_stat(record)]
    body = "".join(f'<td class="gt_right">{cell}</td>' for cell in cells)
    return f'<tr><th scope="row">{to_html(name)}</th>{body}</tr>'


def _describe_range(record: Record) -> str:
    """Return the range in words, and what is known of it; "" where there is none."""
    if record.range is None:
        return ""
    words = _RANGES.get(record.identified, record.identified)
    return f"{format_range(*record.range, record.fmt)}, {words}"

"""The register of all results: every record with all that is known of it, analysis by analysis.

The rows are plain HTML, written here rather than by great_tables, whose classes on every cell
would make a page of a thousand records three times as large; for the same reason there are no tags
that HTML lets a writer leave out. A row's id is the record's key. What the records of one call have
in common stands once, in the heading of their group.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.displays.marks import find_mark
from qi_stats.tables.markup import Html, format_stat, to_code, to_html
from qi_stats.tables.naming import name_line, name_method, name_topic
from qi_stats.tables.order import sort_records
from qi_stats.tables.wording import (
    describe_call,
    describe_claims,
    describe_range,
    describe_rows,
    format_full,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.ledger import Ledger, Record
    from qi_stats.tables.naming import Vocabulary

HEADINGS = ("Result", "Value", "To 12 digits", "n", "Known; published; warnings")
WHOLE = "The analysis as a whole"
_HEAD = "".join(f'<th scope="col">{words}</th>' for words in HEADINGS)


Heading: TypeAlias = tuple[str, str, str]
"""What a group of rows is about, the call that computed it, and the rows of data it used."""


@dataclass(frozen=True, slots=True)
class RegisterPart:
    """The records of one analysis: its id, its title, what they were computed from, the table."""

    analysis: str
    title: str
    source: Html
    table: Html


def lay_out_register(ledger: Ledger, vocabulary: Vocabulary) -> tuple[RegisterPart, ...]:
    """Return the parts of the register, in the order of the plan."""
    found: dict[str, list[Record]] = {name: [] for name in vocabulary.titles}
    for record in ledger:
        found.setdefault(record.analysis, []).append(record)
    return tuple(
        RegisterPart(
            name,
            vocabulary.titles.get(name, name),
            _describe_source(records),
            _lay_out_table(records, vocabulary),
        )
        for name, records in found.items()
        if records
    )


def _describe_source(records: Sequence[Record]) -> Html:
    """Return which files the records of an analysis come from, with their checksums."""
    digests = dict(chain.from_iterable(record.inputs.sha256.items() for record in records))
    files = "; ".join(
        f"{to_html(table)}, SHA-256 {to_code(digest)}" for table, digest in digests.items()
    )
    return Html(f"<p>Data: {files}.</p>" if files else "")


def _lay_out_table(records: Sequence[Record], vocabulary: Vocabulary) -> Html:
    groups: dict[Heading, list[Record]] = {}
    for record in sort_records(records, vocabulary):
        topic = name_topic(record, vocabulary) or WHOLE
        heading = (topic, describe_call(record), describe_rows(record, vocabulary.codebook))
        groups.setdefault(heading, []).append(record)
    bodies = "\n".join(
        _lay_out_group(heading, found, vocabulary) for heading, found in groups.items()
    )
    return Html(
        '<table class="records" data-pagefind-ignore data-quarto-disable-processing="true">\n'
        f"<thead><tr>{_HEAD}</tr></thead>\n{bodies}\n</table>"
    )


def _lay_out_group(heading: Heading, rows: Sequence[Record], vocabulary: Vocabulary) -> str:
    words, call, chosen = heading
    definitions = dict.fromkeys(record.definition for record in rows if record.definition)
    method = name_method(rows[0], vocabulary).removesuffix(".")
    methods = [method] if method and not words.startswith(method) else []
    details = [f"{chosen[:1].upper()}{chosen[1:]}", *methods, *definitions, call]
    head = f"{to_html(words)}<small>{to_html('; '.join(details))}</small>"
    lines = "\n".join(_lay_out_row(record, vocabulary) for record in rows)
    span = len(HEADINGS)
    return f'<tbody><tr><th colspan="{span}" scope="rowgroup">{head}</th></tr>\n{lines}</tbody>'


def _lay_out_row(record: Record, vocabulary: Vocabulary) -> str:
    label = name_line(record, vocabulary)
    cells = (
        to_html(format_stat(record)) + _show_mark(record),
        to_html(format_full(record)),
        to_html("" if record.n is None else str(record.n)),
        to_html(record.identified + describe_range(record))
        + "".join(f"<small>{to_html(note)}</small>" for note in _list_notes(record, vocabulary)),
    )
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    head = f'<th scope="row">{to_html(label)} {_show_key(record.key)}</th>'
    return f'<tr id="{escape(record.key)}">{head}{body}</tr>'


def _show_key(key: str) -> Html:
    """Return a key as code that breaks behind its dots, if it has to."""
    return Html(to_code(key).replace(".", ".<wbr>"))


def _show_mark(record: Record) -> str:
    """Return the mark of a record, raised; what state it tells stands in the same row."""
    mark = find_mark([record])
    return f"<sup>{mark.sign}</sup>" if mark else ""


def _list_notes(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    yield from describe_claims(record, vocabulary)
    if record.key in vocabulary.history:
        yield f"By version: {vocabulary.history[record.key]}"
    yield from record.warnings

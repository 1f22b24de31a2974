"""A draft as people see it before they confirm it: in the terminal, and as a page."""

from __future__ import annotations

import html
from collections import Counter
from typing import TYPE_CHECKING

from qi_stats.intake.missing import Gaps

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.intake.drafts import DraftTable, DraftVariable

MOST_LEVELS = 6
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;"
    "padding:.3rem .6rem;text-align:left;vertical-align:top}h2{margin-top:2rem}code{font-size:.9em}"
    "@media(prefers-color-scheme:dark){body{background:#111;color:#eee}}"
)


def describe_variable(variable: DraftVariable) -> tuple[str, str, str, str]:
    """Return name, type, what it holds, and what is missing, in words without single values."""
    codes = Gaps(variable.missing).codes
    counts = Counter(text for text in variable.values if text and text not in codes)
    holds = f"{len(counts)} different values"
    if variable.levels:
        shown = [
            f"{one.label} ({counts.get(str(one.code), 0)})" for one in variable.levels[:MOST_LEVELS]
        ]
        more = len(variable.levels) - MOST_LEVELS
        holds = ", ".join(shown) + (f" and {more} more" if more > 0 else "")
    elif variable.range:
        unit = f" {variable.unit}" if variable.unit else ""
        holds = f"{variable.range[0]} to {variable.range[1]}{unit}"
    empty = sum(not text for text in variable.values)
    told = [f"{empty} empty"] if empty else []
    for one_codes, words in variable.missing.values():
        told.append(f"{sum(text in one_codes for text in variable.values)} {words.lower()}")
    kind = f"{variable.type}, in order" if variable.is_ordered else variable.type
    return variable.name, kind, holds, "; ".join(told)


def describe_draft(table: DraftTable) -> Iterator[str]:
    """Yield the draft as lines for a terminal."""
    yield f"{table.source}: {len(table.numbers)} rows, {len(table.stored)} columns"
    yield ""
    rows = [("variable", "type", "holds", "missing"), *map(describe_variable, table.variables)]
    widths = [min(38, max(len(row[i]) for row in rows)) for i in range(4)]
    for row in rows:
        cells = (cell if len(cell) <= 38 else f"{cell[:37]}…" for cell in row)
        yield "  ".join(cell.ljust(w) for cell, w in zip(cells, widths, strict=True)).rstrip()
    for title, lines in _list_parts(table):
        if lines:
            yield ""
            yield title
            yield from (f"  {line}" for line in lines)


def _list_parts(table: DraftTable) -> Iterator[tuple[str, Sequence[str]]]:
    yield "Left out:", [f"{name}: {reason}" for name, reason in table.dropped.items()]
    answered = [
        f"{one.column + ': ' if one.column else ''}{one.words} {'yes' if agreed else 'no'} "
        f"({one.count} cells)"
        for one, agreed in table.asked
    ]
    yield "Confirmed:", answered
    yield "Told:", table.notes


def render_page(tables: Sequence[DraftTable]) -> str:
    """Return the drafts as a page of HTML that loads nothing and runs nothing."""
    parts = [
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'><title>Draft of the codebook</title>"
        f"<style>{_STYLE}</style></head><body><h1>Draft of the codebook</h1>"
    ]
    for table in tables:
        parts.append(f"<h2>{html.escape(table.label)}</h2><p>{len(table.numbers)} rows</p>")
        head = ("Variable", "Label", "Type", "Holds", "Missing")
        rows = []
        for variable in table.variables:
            name, kind, holds, missing = describe_variable(variable)
            cells = (name, variable.label, kind, holds, missing)
            rows.append("".join(f"<td>{html.escape(cell)}</td>" for cell in cells))
        parts.append(_write_rows(head, rows))
        for title, lines in _list_parts(table):
            if lines:
                items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
                parts.append(f"<h3>{title.rstrip(':')}</h3><ul>{items}</ul>")
    return "".join([*parts, "</body></html>\n"])


def _write_rows(head: Sequence[str], rows: Sequence[str]) -> str:
    names = "".join(f"<th scope='col'>{one}</th>" for one in head)
    return f"<table><tr>{names}</tr>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

"""Cells of tables as HTML: text escaped, each number with the key of its record beside it."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING, NewType

from qi_stats.displays.marks import find_mark
from qi_stats.displays.shell import set_apostrophes
from qi_stats.rounding import AT_LEAST, NOT_ESTIMABLE, choose_rule, format_bounds, format_number

if TYPE_CHECKING:
    from qi_stats.displays.marks import Mark
    from qi_stats.ledger import Record

Html = NewType("Html", str)
EMPTY = Html("")
_TAG = re.compile(r"<[^>]*>")
_KEY = re.compile(r'data-key="([^"]*)"')
EM_SPACE = "\N{EM SPACE}"
_P_SIGN = re.compile(r"\b(P) ([=<>]) ")
NO_BREAK = "\N{NO-BREAK SPACE}"


def to_html(text: str) -> Html:
    """Return `text` so that it shows as it stands, whatever it holds; an apostrophe is curly.

    A brace is written as a number: great_tables reads two of them as a formula of units. No line
    breaks between P, its sign, and its value.
    """
    joined = _P_SIGN.sub(rf"\1{NO_BREAK}\2{NO_BREAK}", set_apostrophes(text))
    return Html(escape(joined).replace("{", "&#123;"))


def to_text(html: Html) -> str:
    """Return the text of a cell without its markup; a line break becomes a semicolon."""
    return unescape(_TAG.sub("", html.replace("<br>", "; "))).replace(NO_BREAK, " ")


def find_keys(html: str) -> list[str]:
    """Return the keys of the records that stand in a cell, in their order."""
    return [unescape(key) for key in _KEY.findall(html)]


def to_code(text: str) -> Html:
    """Return `text` as code."""
    return Html(f"<code>{escape(text)}</code>")


def format_stat(record: Record, fmt: str | None = None) -> str:
    """Return the value of `record` as text, by its own rounding rule unless `fmt` is given."""
    if isinstance(record.stat, str):
        return record.stat
    return format_number(record.stat, choose_rule(record.fmt, fmt))


def wrap_stat(record: Record, text: str) -> Html:
    """Return `text`, which shows the value of `record`, with the record's key and state."""
    return Html(
        f'<span class="stat" data-key="{escape(record.key)}" '
        f'data-identified="{escape(record.identified)}">{escape(text)}</span>'
    )


def show_stat(record: Record, fmt: str | None = None) -> Html:
    """Return the value of `record` with its key, state and mark."""
    return Html(wrap_stat(record, format_stat(record, fmt)) + show_mark(record))


def show_mark(*records: Record) -> Html:
    """Return the mark of the least certain of `records`, raised; nothing if all are settled."""
    mark = find_mark(records)
    return Html(f'<sup class="mark-{mark.state}">{mark.sign}</sup>') if mark else EMPTY


def explain_mark(mark: Mark) -> Html:
    """Return what a mark means, as a note below a table."""
    return Html(f"<sup>{mark.sign}</sup> {escape(mark.meaning[0].upper() + mark.meaning[1:])}.")


def show_pair(first: Record, second: Record) -> Html:
    """Return two values as "60.6 (7.1)"; a percentage in brackets goes without its sign."""
    inner = format_stat(second).removesuffix("%")
    text = f"{wrap_stat(first, format_stat(first))} ({wrap_stat(second, inner)})"
    return Html(text + show_mark(first, second))


def show_estimate(estimate: Record, low: Record, high: Record) -> Html:
    """Return an estimate with its interval, as "0.45 (0.20-1.01)"."""
    if estimate.stat is None and None in (low.stat, high.stat):
        return show_stat(estimate)
    text = f"{wrap_stat(estimate, format_stat(estimate))} ({show_bounds(low, high)})"
    return Html(text + show_mark(estimate, low, high))


def show_bounds(low: Record, high: Record) -> Html:
    """Return the interval between two records, each bound with its own key, without a mark.

    Raises
    ------
    TypeError
        If a bound is text.
    """
    if isinstance(low.stat, str) or isinstance(high.stat, str):
        message = f"{low.key} and {high.key} are no bounds of an interval: they hold text"
        raise TypeError(message)
    if low.stat is None or high.stat is None:
        return wrap_stat(low if low.stat is None else high, NOT_ESTIMABLE)
    first, between, last = format_bounds(low.stat, high.stat, low.fmt)
    if high.fmt.startswith(AT_LEAST):
        between, last = " to ", format_stat(high)
    return Html(f"{wrap_stat(low, first)}{between}{wrap_stat(high, last)}")

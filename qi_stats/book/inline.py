"""Numbers inside a sentence, as Markdown that carries the key of the record behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.displays.marks import find_mark

if TYPE_CHECKING:
    from qi_stats.ledger import Record

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~^$@\"'!&]|-(?=-)|\.(?=\.))")


@dataclass(frozen=True, slots=True)
class Inline:
    """A piece of a sentence: `markdown` for the chapter, `text` for everything else.

    There is no HTML form on purpose: a notebook would prefer it, and print would lose it.
    """

    markdown: str
    text: str

    def _repr_markdown_(self) -> str:
        """Return the Markdown, as notebooks ask for it."""
        return self.markdown

    def __str__(self) -> str:
        return self.text


def escape_markdown(text: str) -> str:
    """Return `text` so that Markdown shows it as it stands, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def wrap_text(record: Record, text: str) -> Inline:
    """Return `text`, which shows the value of `record`, with the record's key and state."""
    return wrap_markdown(record, escape_markdown(text), text)


def wrap_markdown(record: Record, markdown: str, text: str) -> Inline:
    """Return `markdown`, which reads as `text`, with the key and state of `record`."""
    attributes = f'.stat data-key="{record.key}" data-identified="{record.identified}"'
    return Inline(f"[{markdown}]{{{attributes}}}", text)


def join_inline(parts: list[Inline | str]) -> Inline:
    """Return the parts as one; a plain string among them is text."""
    pieces = [p.markdown if isinstance(p, Inline) else _SPECIAL.sub(r"\\\1", p) for p in parts]
    return Inline("".join(pieces), "".join(str(part) for part in parts))


def wrap_claim(claim: str, text: str) -> Inline:
    """Return `text`, which a publication prints for `claim`, with the id of the claim."""
    return Inline(f'[{escape_markdown(text)}]{{.printed data-claim="{claim}"}}', text)


def add_mark(inline: Inline, *records: Record) -> Inline:
    """Return `inline` with the mark of the least certain of `records` behind it, if any."""
    mark = find_mark(records)
    if mark is None:
        return inline
    return Inline(
        f"{inline.markdown}[^{mark.sign}^]{{.mark-{mark.state}}}", f"{inline.text}{mark.sign}"
    )

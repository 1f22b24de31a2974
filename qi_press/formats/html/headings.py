"""A page's table of contents and its titles as small pieces of HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from qi_press.formats.html.pages import TocEntry
from qi_press.pandoc.elements import Node, find_pair, read_text, walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TAGS = {
    "Emph": "em",
    "Strong": "strong",
    "Superscript": "sup",
    "Subscript": "sub",
    "Strikeout": "s",
    "Underline": "u",
}


def write_inline_html(inlines: Sequence[Node]) -> str:
    """Return a title's inlines as HTML; links keep their words, footnotes are left out."""
    return "".join(_write_pieces(inlines))


def _write_pieces(inlines: Sequence[Node]) -> Iterator[str]:
    for inline in inlines:
        kind, content = inline["t"], inline.get("c", [])
        if kind == "Code":
            yield f"<code>{escape(content[1])}</code>"
        elif kind in TAGS:
            yield f"<{TAGS[kind]}>{write_inline_html(content)}</{TAGS[kind]}>"
        elif kind == "Quoted":
            yield f"“{write_inline_html(content[1])}”"
        elif kind in ("Link", "Span", "Cite"):
            yield write_inline_html(content[1])
        else:
            yield escape(read_text([inline]) or (" " if kind.endswith(("Space", "Break")) else ""))


SECTION = re.compile(r'<section id="([^"]*)"([^>]*>\s*<h[1-6])\b')
"""The beginning of a section as pandoc writes it, up to the tag of its heading."""


REFERENCES = '<div id="refs" class="references'


def anchor_headings(body: str) -> str:
    """Return a page's HTML with each section's id on its heading, where the search looks for it.

    The words of the list of references hardly count there: nearly all of them are others' titles.
    """
    light = REFERENCES.replace(" ", ' data-pagefind-weight="0.1" ', 1)
    return SECTION.sub(r'<section\2 id="\1"', body).replace(REFERENCES, light)


def list_headings(blocks: Sequence[Node]) -> tuple[TocEntry, ...]:
    """Return the headings of a chapter as a tree, sections inside their parents."""
    flat = [
        TocEntry(
            id=header["c"][1][0],
            number=find_pair(header["c"][1], "number"),
            title=read_text(header["c"][2]),
            title_html=write_inline_html(header["c"][2]),
            level=header["c"][0],
        )
        for header in walk(list(blocks))
        if header["t"] == "Header" and "unlisted" not in header["c"][1][1]
    ]
    return _nest(flat)


def _nest(flat: Sequence[TocEntry]) -> tuple[TocEntry, ...]:
    nested = []
    position = 0
    while position < len(flat):
        entry = flat[position]
        end = position + 1
        while end < len(flat) and flat[end].level > entry.level:
            end += 1
        children = _nest(flat[position + 1 : end])
        nested.append(
            TocEntry(entry.id, entry.number, entry.title, entry.title_html, entry.level, children)
        )
        position = end
    return tuple(nested)

"""Reads the Markdown that stands in attributes: titles of callouts, captions, summaries of code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Node, find_pair, make_text, walk
from qi_press.pandoc.program import read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_press.cache import Cache

PLACES: Mapping[str, tuple[str, ...]] = {
    "Div": ("title", "fig-cap", "tbl-cap", "lst-cap"),
    "CodeBlock": ("lst-cap", "summary"),
}
"""Type of element → attributes that Quarto reads as Markdown."""
PLAIN = re.compile(r"(?!.*(--|\.\.\.))[\w ,;:!?()/%.–—“”‘’-]*")
"""Text that Markdown shows as it is."""
MARK = "press-phrase-"

AttributeInlines = dict[str, list[Node]]
"""Text of an attribute → its inlines."""


def read_attributes(
    blocks: Sequence[Node], where: str, cache: Cache | None = None
) -> AttributeInlines:
    """Return the inlines of every attribute that holds Markdown; one run of pandoc reads all."""
    texts = list(dict.fromkeys(_list_texts(blocks)))
    if not texts:
        return {}
    page = "\n\n".join(
        f":::::: {{#{MARK}{index}}}\n{' '.join(text.split())}\n::::::"
        for index, text in enumerate(texts)
    )
    read, _ = read_markdown(page, where, cache)
    found = {block["c"][0][0]: block["c"][1] for block in read if block["t"] == "Div"}
    return {
        text: _join_lines(found.get(f"{MARK}{index}", ()), text) for index, text in enumerate(texts)
    }


def write_attribute(text: str, attributes: AttributeInlines) -> list[Node]:
    """Return the inlines of an attribute's text."""
    return attributes.get(text) or make_text(text)


def _list_texts(blocks: Sequence[Node]) -> Iterator[str]:
    for node in walk(list(blocks)):
        for key in PLACES.get(node["t"], ()):
            text = find_pair(node["c"][0], key)
            if text and not PLAIN.fullmatch(text):
                yield text


def _join_lines(blocks: Sequence[Node], text: str) -> list[Node]:
    """Return the inlines of one paragraph; what is none stays as it was written."""
    if len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain"):
        inlines: list[Node] = blocks[0]["c"]
        return inlines
    return make_text(text)

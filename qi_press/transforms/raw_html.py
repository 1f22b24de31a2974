"""Turns raw HTML into pandoc's blocks, for print formats."""

from __future__ import annotations

import os
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Node, get_attr, get_children, get_raw, get_text, has_class
from qi_press.pandoc.program import read_html
from qi_press.pandoc.tables import read_table, write_table
from qi_press.pandoc.traversal import rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.cache import Cache
    from qi_press.transforms.document import Document

ALIGNMENTS = {"gt_left": "left", "gt_center": "center", "gt_right": "right"}
DROPPED = ("style", "script")
VOID = frozenset(["br", "hr", "img", "col", "input", "meta", "link", "wbr"])


def read_raw_html(documents: Sequence[Document], cache: Cache | None = None) -> list[Document]:
    """Return the documents with raw HTML blocks read into tables, text and images.

    Of HTML that the author wrote, print has the tables only, as in Quarto: a button or a frame is
    meant for the site. What a cell shows is read as a whole. One run of pandoc reads the blocks of
    a chapter.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(lambda document: _read_chapter(document, cache), documents))


def _read_chapter(document: Document, cache: Cache | None) -> Document:
    shown = _find_shown(document.blocks)
    raw = [node for node in walk(document.blocks) if _is_html(node)]
    wanted = [get_text(node) for node in raw if id(node) in shown or "<table" in get_text(node)]
    texts = list(dict.fromkeys(wanted))
    if not raw:
        return document
    page = "\n".join(
        f'<div id="press-raw-{index}">{simplify_html(text)}</div>'
        for index, text in enumerate(texts)
    )
    found = {
        get_attr(block).id: get_children(block)
        for block in (read_html(page, document.source, cache) if texts else ())
        if block["t"] == "Div" and get_attr(block).id.startswith("press-raw-")
    }
    read = {
        text: _free_columns(text, found[f"press-raw-{index}"]) for index, text in enumerate(texts)
    }

    def swap(raw: Node) -> list[Node] | None:
        if not _is_html(raw):
            return None
        blocks = read.get(get_text(raw), [])
        return blocks if id(raw) in shown else _list_tables(blocks)

    return replace(document, blocks=rewrite(document.blocks, {"RawBlock": swap}))


def _is_html(node: Node) -> bool:
    return node["t"] == "RawBlock" and bool(get_raw(node, "html"))


def _find_shown(blocks: Sequence[Node]) -> frozenset[int]:
    """Return which raw blocks stand in what a cell shows."""
    cells = [node for node in walk(list(blocks)) if has_class(node, "cell")]
    return frozenset(id(node) for node in walk(cells) if _is_html(node))


def _list_tables(blocks: Sequence[Node]) -> list[Node]:
    return [node for node in walk(list(blocks)) if node["t"] == "Table"]


def _free_columns(text: str, blocks: Sequence[Node]) -> list[Node]:
    """Return blocks whose tables have only the widths that the HTML gave.

    Where a cell has a line break, pandoc makes all columns equally wide; each print format fits
    columns to what stands in them better by itself.
    """
    if "<col" in text:
        return list(blocks)

    def free(table: Node) -> Node:
        read = read_table(table)
        return write_table(read.with_widths([None] * len(read.columns)))

    return rewrite(blocks, {"Table": free})


def simplify_html(text: str) -> str:
    """Return HTML with great_tables' alignment classes as styles, balanced and without CSS.

    Of its spans, those that show a record keep its key and their classes.
    """
    reader = _Simplifier()
    reader.feed(text)
    reader.close()
    return "".join([*reader.pieces, *(ending for _, ending in reversed(reader.open))])


class _Simplifier(HTMLParser):
    """Writes HTML anew; what a reader of the page would not see is left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.unclosed: Counter[str] = Counter()
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag, with its alignment as a style."""
        if tag in DROPPED:
            self.hidden += 1
            return
        values = {name: value or "" for name, value in attrs if name != "id"}
        if tag == "span" and "data-key" not in values:
            self._open(tag, "")
            return
        classes = values.get("class", "").split()
        if tag != "span":
            values.pop("class", None)
        for name in classes:
            if name in ALIGNMENTS and "text-align" not in values.get("style", ""):
                values["style"] = f"text-align: {ALIGNMENTS[name]};{values.get('style', '')}"
        begin, ending = tag, f"</{tag}>"
        if tag == "th" and values.get("scope") == "rowgroup":
            # A row that names a group is no head of columns; print formats would rule it off.
            begin, ending = "td", "</strong></td>"
        written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
        self.pieces.append(f"<{begin}{written}>" + ("<strong>" if begin != tag else ""))
        for name in classes:
            if indent := re.match(r"gt_indent_(\d)", name):
                self.pieces.append("\u2003" * int(indent[1]))
        if tag not in VOID:
            self._open(tag, ending)

    def _open(self, tag: str, ending: str) -> None:
        self.open.append((tag, ending))
        self.unclosed[tag] += 1

    def handle_endtag(self, tag: str) -> None:
        """Close a tag that is open, and those inside it; ignore one that is not."""
        if tag in DROPPED:
            self.hidden = max(0, self.hidden - 1)
        elif self.unclosed[tag]:
            closed = ""
            while closed != tag:
                closed, ending = self.open.pop()
                self.unclosed[closed] -= 1
                self.pieces.append(ending)

    def handle_data(self, data: str) -> None:
        """Keep text that is shown."""
        if not self.hidden:
            self.pieces.append(escape(data))

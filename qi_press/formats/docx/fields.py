"""Fields of the Word file, which Word counts anew when its reader moves things.

A caption's number is a field and bears a bookmark, and a reference repeats the bookmark. Each field
holds what it shows now, but for the pages of the contents, which are known when the file is opened.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import (
    NO_BREAK,
    Node,
    get_attr,
    get_children,
    get_level,
    get_target,
    has_class,
    make_attr,
    make_div,
    make_link,
    make_paragraph,
    make_raw_inline,
    make_span,
    make_str,
    make_text,
    with_children,
)
from qi_press.pandoc.traversal import read_text, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.transforms.cross_references import CrossReference, Numbering

STALE = '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
SEQUENCE = r"SEQ {} \* ARABIC{}"
REFERENCE = r"REF {} \h \* MERGEFORMAT"
PAGE = r"PAGEREF {} \h"
TAB = "<w:r><w:tab/></w:r>"
HIGHEST_ID = 1 << 30
LABELLED = ("float", "equation")
FIELDS = ("fig", "tbl", "lst", "eq")


def open_field(code: str) -> Node:
    """Return the beginning of a field; what follows is what it shows."""
    signs = (SIGN.format("begin"), CODE.format(escape(code, quote=False)), SIGN.format("separate"))
    return make_raw_inline("openxml", "".join(signs))


def close_field() -> Node:
    """Return the end of a field."""
    return make_raw_inline("openxml", SIGN.format("end"))


def _mark(name: str, inlines: Sequence[Node]) -> list[Node]:
    identifier = int(sha256(name.encode()).hexdigest(), 16) % HIGHEST_ID
    start = f'<w:bookmarkStart w:id="{identifier}" w:name="{name}"/>'
    end = f'<w:bookmarkEnd w:id="{identifier}"/>'
    return [make_raw_inline("openxml", start), *inlines, make_raw_inline("openxml", end)]


def _name_mark(label: str, part: str) -> str:
    """Return a name that Word allows, and hides: it begins with a line and has no hyphen."""
    return f"_Ref{part}{sha256(label.encode()).hexdigest()[:24]}"


@dataclass(slots=True)
class Fields:
    """The fields of one document, written from its first block to its last."""

    numbering: Numbering
    printed: frozenset[str]
    """Labels of what the document shows: a reference to anything else stays as it is."""
    counts: Counter[str] = field(default_factory=Counter)
    """The last number of each word: the first one of a chapter, or one after a gap, is told."""

    def number(self, label: str, text: str) -> list[Node]:
        """Return the words before a caption, or beside a formula, with the number as a field."""
        anchor = self.numbering.anchors.get(label)
        if anchor is None or not anchor.number or anchor.number not in text:
            return make_text(text)
        before, number, after = text.rpartition(anchor.number)
        name = self.numbering.words.name(anchor.word, "title")
        whole = before.startswith(name)
        marked = _mark(_name_mark(label, "n"), self._count(name, number))
        words = [make_str(before), *marked] if before else marked
        marked = _mark(_name_mark(label, "w"), words) if whole else words
        return [*marked, make_str(after)] if after else marked

    def _count(self, name: str, number: str) -> list[Node]:
        chapter, point, last = number.rpartition(".")
        if not last.isdecimal():
            return [make_str(number)]
        word = re.sub(r"\W", "_", name)
        self.counts[word] += 1
        reset = "" if self.counts[word] == int(last) else rf" \r {last}"
        self.counts[word] = int(last)
        code = SEQUENCE.format(word, reset)
        shown = [open_field(code), make_str(last), close_field()]
        return [make_str(chapter + point), *shown] if chapter else shown

    def refer(self, link: Node) -> list[Node] | None:
        """Return a reference to a float or an equation as a field; None for any other link."""
        label = get_target(link).removeprefix("#")
        anchor = self.numbering.anchors.get(label) if label in self.printed else None
        if "quarto-xref" not in get_attr(link).classes or anchor is None or not _has_field(anchor):
            return None
        text = read_text(get_children(link))
        whole = f"{self.numbering.words.name(anchor.word, 'title')}{NO_BREAK}{anchor.number}"
        if text == whole and anchor.word != "eq":
            return _refer(_name_mark(label, "w"), "", text)
        before, number, _ = text.rpartition(anchor.number)
        return _refer(_name_mark(label, "n"), before, number) if number else None


def list_labels(blocks: Sequence[Node]) -> frozenset[str]:
    """Return the labels of all floats and equations of some blocks."""
    found = (node for node in walk(list(blocks)) if any(has_class(node, name) for name in LABELLED))
    return frozenset(get_attr(node).id for node in found if get_attr(node).id)


def _has_field(anchor: CrossReference) -> bool:
    """Return whether a number is that of a whole float or an equation, and not of a panel."""
    return anchor.word in FIELDS and bool(anchor.number) and NO_BREAK not in anchor.number


def _refer(mark: str, before: str, shown: str) -> list[Node]:
    style = make_attr("", (), {"custom-style": "Hyperlink"})
    words = [make_str(before)] if before else []
    result = make_span(style, [make_str(shown)])
    return [*words, open_field(REFERENCE.format(mark)), result, close_field()]


def write_contents(blocks: Sequence[Node], depth: int, title: str) -> list[Node]:
    """Return the contents: lines that lead to the headings, which `mark_headings` marks.

    Each line's page is a field of its own. Inside the field that Word makes contents with, other
    programs show a page as it was written, and nobody but Word can know it beforehand.
    """
    lines = [
        (get_level(block), _write_line(block))
        for block in walk(list(blocks))
        if block["t"] == "Header" and get_level(block) <= depth and get_attr(block).id
    ]
    if not lines:
        return []
    return [
        _style("TOC Heading", make_text(title)),
        *(_style(f"toc {level}", line) for level, line in lines),
    ]


def mark_headings(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks with a bookmark at each heading, for its page in the contents."""

    def mark(header: Node) -> Node | None:
        label = get_attr(header).id
        marked = _mark(_name_mark(label, "h"), get_children(header))
        return with_children(header, marked) if label else None

    return rewrite(list(blocks), {"Header": mark})


def _write_line(header: Node) -> list[Node]:
    """Return a heading's line: its words, which lead to it, and a field for its page."""
    label = get_attr(header).id
    link = make_link(make_text(read_text(get_children(header))), f"#{label}")
    code = CODE.format(escape(PAGE.format(_name_mark(label, "h")), quote=False))
    page = "".join((TAB, STALE, code, SIGN.format("separate"), SIGN.format("end")))
    return [link, make_raw_inline("openxml", page)]


def _style(name: str, inlines: Sequence[Node]) -> Node:
    attr = make_attr("", (), {"custom-style": name})
    return make_div(attr, [make_paragraph(inlines)])

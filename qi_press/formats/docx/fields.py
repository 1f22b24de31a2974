"""Fields of the Word file, which Word counts anew when its reader moves things.

A caption's number is a field and bears a bookmark, a reference repeats the bookmark, and the
contents are a field whose present lines lead to the headings. Each field holds what it shows now.
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
    make_attr,
    make_div,
    make_link,
    make_paragraph,
    make_raw_inline,
    make_span,
    make_text,
    read_text,
    walk,
)
from qi_press.transforms.normal_form import has_class

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.transforms.cross_references import CrossReference, Numbering

SIGN = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
SEQUENCE = r"SEQ {} \* ARABIC{}"
REFERENCE = r"REF {} \h \* MERGEFORMAT"
CONTENTS = r'TOC \o "1-{}" \h \z \u'
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
        words = [{"t": "Str", "c": before}, *marked] if before else marked
        marked = _mark(_name_mark(label, "w"), words) if whole else words
        return [*marked, {"t": "Str", "c": after}] if after else marked

    def _count(self, name: str, number: str) -> list[Node]:
        chapter, point, last = number.rpartition(".")
        if not last.isdecimal():
            return [{"t": "Str", "c": number}]
        word = re.sub(r"\W", "_", name)
        self.counts[word] += 1
        reset = "" if self.counts[word] == int(last) else rf" \r {last}"
        self.counts[word] = int(last)
        code = SEQUENCE.format(word, reset)
        shown = [open_field(code), {"t": "Str", "c": last}, close_field()]
        return [{"t": "Str", "c": chapter + point}, *shown] if chapter else shown

    def refer(self, link: Node) -> list[Node] | None:
        """Return a reference to a float or an equation as a field; None for any other link."""
        (_, classes, _), inlines, (target, _) = link["c"]
        label = target.removeprefix("#")
        anchor = self.numbering.anchors.get(label) if label in self.printed else None
        if "quarto-xref" not in classes or anchor is None or not _has_field(anchor):
            return None
        text = read_text(inlines)
        whole = f"{self.numbering.words.name(anchor.word, 'title')}{NO_BREAK}{anchor.number}"
        if text == whole and anchor.word != "eq":
            return _refer(_name_mark(label, "w"), "", text)
        before, number, _ = text.rpartition(anchor.number)
        return _refer(_name_mark(label, "n"), before, number) if number else None


def list_labels(blocks: Sequence[Node]) -> frozenset[str]:
    """Return the labels of all floats and equations of some blocks."""
    found = (node for node in walk(list(blocks)) if any(has_class(node, name) for name in LABELLED))
    return frozenset(node["c"][0][0] for node in found if node["c"][0][0])


def _has_field(anchor: CrossReference) -> bool:
    """Return whether a number is that of a whole float or an equation, and not of a panel."""
    return anchor.word in FIELDS and bool(anchor.number) and NO_BREAK not in anchor.number


def _refer(mark: str, before: str, shown: str) -> list[Node]:
    style = make_attr("", (), {"custom-style": "Hyperlink"})
    words = [{"t": "Str", "c": before}] if before else []
    result = make_span(style, [{"t": "Str", "c": shown}])
    return [*words, open_field(REFERENCE.format(mark)), result, close_field()]


def write_contents(blocks: Sequence[Node], depth: int, title: str) -> list[Node]:
    """Return the contents: a field whose lines lead to the headings of the blocks."""
    lines = [
        (block["c"][0], make_link(make_text(read_text(block["c"][2])), f"#{block['c'][1][0]}"))
        for block in walk(list(blocks))
        if block["t"] == "Header" and block["c"][0] <= depth and block["c"][1][0]
    ]
    if not lines:
        return []
    entries = [[link] for _, link in lines]
    entries[0].insert(0, open_field(CONTENTS.format(depth)))
    entries[-1].append(close_field())
    return [
        _style("TOC Heading", make_text(title)),
        *(_style(f"toc {level}", e) for (level, _), e in zip(lines, entries, strict=True)),
    ]


def _style(name: str, inlines: Sequence[Node]) -> Node:
    attr = make_attr("", (), {"custom-style": name})
    return make_div(attr, [make_paragraph(inlines)])

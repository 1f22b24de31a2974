"""What can be referred to in a book, with its number: chapters, sections, floats and equations.

The numbers are those of a Quarto book: "Chapter 2", "Section 2.1", "Table 2.1", "Appendix A",
"Figure A.1"; in an unnumbered chapter floats are numbered without a chapter.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.pandoc.elements import NO_BREAK, Node, walk
from qi_press.transforms.normal_form import has_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_press.config.language import Words
    from qi_press.config.model import BookConfig
    from qi_press.diagnostics import Diagnostics
    from qi_press.manuscript.chapter import Chapter
    from qi_press.transforms.document import Document

KINDS = ("fig", "tbl", "lst", "eq", "sec")
SECTIONS = ("sec", "ch", "apx")
NUMBER_DEPTH = 6
LETTERS = 26
BOXES = frozenset(["callout", "tab"])
"""Classes of what stands apart from the sections of a chapter."""
LABEL = re.compile(rf"(?:#|label: *['\"]?)((?:{'|'.join(KINDS)})-[\w-]+)")


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Something that a reference can lead to."""

    id: str
    word: str
    """Which of `KINDS` it is: what to call it."""
    number: str
    """"2.1", "A", "1.1 (a)", or "" when it has none."""
    title: list[Node]
    """Inlines that stand for a thing without a number."""
    source: str
    """Chapter that it stands in."""
    shown: bool = True
    """Whether the thing itself shows its number."""


@dataclass(frozen=True, slots=True)
class Numbering:
    """All anchors of a book and the words for them."""

    anchors: Mapping[str, CrossReference]
    words: Words
    """What kinds of things are called."""
    headings: Mapping[str, Mapping[str, str]]
    """Chapter's source → identifier of each heading that shows a number → the number."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """Label that only other formats show → the formats that do not."""
    unread: frozenset[str] = frozenset()
    """Labels of chapters that could not be read."""

    def find(self, label: str) -> CrossReference | None:
        """Return what a reference leads to; its first letter may be a capital, as in `@Fig-a`."""
        return self.anchors.get(label[:1].lower() + label[1:])


def list_labels(chapter: Chapter) -> set[str]:
    """Return the labels that a chapter's source seems to give to things."""
    return {label for line in chapter.lines for label in LABEL.findall(line.text)}


def collect_cross_references(
    project: BookConfig,
    documents: Sequence[Document],
    diagnostics: Diagnostics,
    unread: Iterable[str] = (),
) -> Numbering:
    """Give each thing that can be referred to its number.

    Parameters
    ----------
    project
        The book.
    documents
        Its chapters in order.
    diagnostics
        Collects labels that two things of the book have.
    unread
        Labels of chapters that could not be read.
    """
    anchors: dict[str, CrossReference] = {}
    headings: dict[str, dict[str, str]] = {}
    for document in documents:
        own = headings.setdefault(document.source, {})
        listed = _list_anchors(document, project.number_depth)
        for anchor in listed if project.number_sections else map(_strip_section, listed):
            if anchor.word == "sec" and anchor.shown and anchor.number:
                own[anchor.id] = anchor.number
            first = anchors.get(anchor.id)
            if first and anchor.id.partition("-")[0] in KINDS:
                diagnostics.errors.append(_explain_duplicate(document, anchor, first))
            anchors.setdefault(anchor.id, anchor)
    return Numbering(anchors, project.words, headings, unread=frozenset(unread))


def _strip_section(anchor: CrossReference) -> CrossReference:
    """Return an anchor without the number that it has as a section or a chapter."""
    return replace(anchor, number="") if anchor.word in SECTIONS else anchor


def _explain_duplicate(
    document: Document, anchor: CrossReference, first: CrossReference
) -> InputError:
    pattern = rf"(#|label: *['\"]?){re.escape(anchor.id)}(?![\w-])"
    places = [line.place for line in document.chapter.lines if re.search(pattern, line.text)]
    before = places[0] if first.source == document.source and places else first.source
    return InputError(
        places[-1] if places else document.source,
        f"label “{anchor.id}” a second time (first in {before})",
        "each label once in the book",
        "give one of the two another label",
    )


def _list_anchors(document: Document, depth: int) -> Iterator[CrossReference]:
    counts = Counter[str]()
    sections = [0] * (NUMBER_DEPTH + 1)
    chapter = document.counter
    boxed = _list_boxed(document.blocks)
    if document.id:
        word = "apx" if document.chapter.entry.kind == "appendix" else "ch"
        yield CrossReference(document.id, word, chapter, document.title, document.source)
    panel = 0
    parent = ""
    for node in walk(document.blocks):
        if node["t"] == "Header" and node["c"][1][0]:
            level, attr, title = node["c"]
            plain = not chapter or "unnumbered" in attr[1]
            leaps = attr[0] in boxed and 0 in sections[2:level]
            number = "" if plain or leaps else _count_section(sections, level, chapter)
            yield CrossReference(attr[0], "sec", number, title, document.source, level <= depth)
        elif has_class(node, "subfloat"):
            panel += 1
            word = parent.partition("-")[0]
            number = _count_float(chapter, counts[word])
            number = f"{number}{NO_BREAK}({write_letters(panel)})"
            yield CrossReference(node["c"][0][0], word, number, [], document.source)
        elif (has_class(node, "float") or has_class(node, "equation")) and node["c"][0][0]:
            parent, panel = node["c"][0][0], 0
            word = parent.partition("-")[0]
            counts[word] += 1
            number = _count_float(chapter, counts[word])
            yield CrossReference(parent, word, number, [], document.source)


def _list_boxed(blocks: Sequence[Node]) -> frozenset[str]:
    """Return the identifiers of headings in boxes: one whose number would leap takes none."""
    boxes = [
        node for node in walk(list(blocks)) if node["t"] == "Div" and BOXES & set(node["c"][0][1])
    ]
    return frozenset(node["c"][1][0] for node in walk(boxes) if node["t"] == "Header")


def _count_section(sections: list[int], level: int, chapter: str) -> str:
    sections[level] += 1
    sections[level + 1 :] = [0] * (NUMBER_DEPTH - level)
    return ".".join([chapter, *map(str, sections[2 : level + 1])])


def _count_float(chapter: str, count: int) -> str:
    """Return the number of a float or an equation."""
    return f"{chapter}.{count}" if chapter else str(count)


def write_letters(count: int, first: str = "a") -> str:
    """Return a count, from 1, in letters: a, b, ... z, aa, ... from the case of `first`."""
    text = ""
    while count:
        count, rest = divmod(count - 1, LETTERS)
        text = chr(ord(first) + rest) + text
    return text

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
from qi_press.config.language import find_term
from qi_press.config.model import MANIFEST
from qi_press.config.settings import WORDS
from qi_press.pandoc.elements import NO_BREAK, Node, walk
from qi_press.transforms.label_schemes import write_label
from qi_press.transforms.normal_form import has_class

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_press.config.model import Project
    from qi_press.diagnostics import Faults
    from qi_press.manuscript.chapter import Chapter
    from qi_press.transforms.document import Document
    from qi_press.yamltext import YamlValue

KINDS = ("fig", "tbl", "lst", "eq", "sec")
SECTIONS = ("sec", "ch", "apx")
NUMBER_DEPTH = 6
BOXES = frozenset(["callout", "tab", "margin-note", "layout-cell"])
"""Classes of what stands apart from the sections of a chapter."""
LABEL = re.compile(rf"(?:#|label: *['\"]?)((?:{'|'.join(KINDS)})-[\w-]+)")


@dataclass(frozen=True, slots=True)
class CrossReference:
    """Something that a reference can lead to."""

    id: str
    word: str
    """Key of `WORDS`: what to call it."""
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
    options: Mapping[str, str]
    """The book's `crossref:` settings."""
    headings: Mapping[str, Mapping[str, str]]
    """Chapter's source → identifier of each heading that shows a number → the number."""
    lacking: Mapping[str, str] = field(default_factory=dict)
    """Label that only other formats show → the formats that do not."""
    unread: frozenset[str] = frozenset()
    """Labels of chapters that could not be read."""

    def find(self, label: str) -> CrossReference | None:
        """Return what a reference leads to; its first letter may be a capital, as in `@Fig-a`."""
        return self.anchors.get(label[:1].lower() + label[1:])

    def name(self, word: str, role: str) -> str:
        """Return what a kind of thing is called; `role` is "prefix" or "title"."""
        return str(self.options.get(f"{word}-{role}", self.options[f"{word}-prefix"]))


def list_labels(chapter: Chapter) -> set[str]:
    """Return the labels that a chapter's source seems to give to things."""
    return {label for line in chapter.lines for label in LABEL.findall(line.text)}


def shows_numbers(project: Project) -> bool:
    """Return whether chapters and sections are numbered at all."""
    return project.metadata.get("number-sections") is not False


def collect_cross_references(
    project: Project, documents: Sequence[Document], faults: Faults, unread: Iterable[str] = ()
) -> Numbering:
    """Give each thing that can be referred to its number.

    Parameters
    ----------
    project
        The book.
    documents
        Its chapters in order.
    faults
        Collects labels that two things of the book have.
    unread
        Labels of chapters that could not be read.
    """
    anchors: dict[str, CrossReference] = {}
    headings: dict[str, dict[str, str]] = {}
    depth = int(project.metadata.get("number-depth") or NUMBER_DEPTH)
    options = read_options(project)
    for document in documents:
        own = headings.setdefault(document.source, {})
        listed = _list_anchors(document, depth, _Schemes(options))
        for anchor in listed if shows_numbers(project) else map(_strip_section, listed):
            if anchor.word == "sec" and anchor.shown and anchor.number:
                own[anchor.id] = anchor.number
            first = anchors.get(anchor.id)
            if first and anchor.id.partition("-")[0] in KINDS:
                faults.errors.append(_explain_duplicate(document, anchor, first))
            anchors.setdefault(anchor.id, anchor)
    return Numbering(anchors, options, headings, unread=frozenset(unread))


def read_options(project: Project) -> dict[str, YamlValue]:
    """Return the `crossref` settings, over the words that the book's language has for things."""
    options: dict[str, YamlValue] = {}
    for word in WORDS:
        role = "title" if word in ("fig", "tbl", "lst") else "prefix"
        name = find_term(project.metadata, f"crossref-{word}-{role}")
        options |= {f"{word}-{role}": name, f"{word}-prefix": name}
    options["appendix-title"] = options["apx-prefix"]
    terms = project.metadata.get("language") or {}
    for name, term in terms.items():
        if name.startswith("crossref-"):
            options[name.removeprefix("crossref-")] = term
    return {**options, **(project.metadata.get("crossref") or {})}


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


@dataclass(frozen=True, slots=True)
class _Schemes:
    """How floats and their panels are counted."""

    options: Mapping[str, str]

    def count(self, kind: str, chapter: str, count: int) -> str:
        """Return the number of a float or an equation."""
        scheme = self.options.get(f"{kind}-labels", self.options.get("labels", "arabic"))
        label = self._write(count, str(scheme))
        return f"{chapter}.{label}" if chapter else label

    def letter(self, panel: int) -> str:
        """Return the letter of a panel."""
        return self._write(panel, str(self.options.get("subref-labels", "alpha a")))

    def _write(self, count: int, scheme: str) -> str:
        try:
            return write_label(count, scheme)
        except ValueError:
            raise InputError(
                MANIFEST,
                f"crossref labels “{scheme}”",
                "arabic, roman, roman i, or alpha with a letter",
                "mend the scheme",
            ) from None


def _list_anchors(document: Document, depth: int, schemes: _Schemes) -> Iterator[CrossReference]:
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
            number = schemes.count(word, chapter, counts[word])
            number = f"{number}{NO_BREAK}({schemes.letter(panel)})"
            yield CrossReference(node["c"][0][0], word, number, [], document.source)
        elif (has_class(node, "float") or has_class(node, "equation")) and node["c"][0][0]:
            parent, panel = node["c"][0][0], 0
            word = parent.partition("-")[0]
            counts[word] += 1
            number = schemes.count(word, chapter, counts[word])
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

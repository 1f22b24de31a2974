"""Resolves references such as `@tbl-results` to links with the number of the thing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, suggest
from qi_press.pandoc.elements import NO_BREAK, SPACE, Node, make_link, rewrite
from qi_press.transforms.cross_references import KINDS

if TYPE_CHECKING:
    from qi_press.diagnostics import Diagnostics
    from qi_press.transforms.cross_references import CrossReference, Numbering
    from qi_press.transforms.document import Document


def resolve_references(
    document: Document, numbering: Numbering, diagnostics: Diagnostics
) -> Document:
    """Return the document with every `@fig-`, `@tbl-`, `@sec-` ... replaced by a link.

    A reference that leads nowhere is left out, and `diagnostics` collect it; one to a chapter that
    could not be read is left out only.
    """

    def resolve(cite: Node) -> list[Node] | None:
        citations = cite["c"][0]
        if not any(_kind_of(citation["citationId"]) for citation in citations):
            return None
        inlines: list[Node] = []
        for citation in citations:
            label = citation["citationId"]
            anchor = numbering.find(label)
            if anchor is None and label[:1].lower() + label[1:] in numbering.unread:
                continue
            if anchor is None:
                explain = _explain_unresolved if _kind_of(label) else _explain_mixed
                diagnostics.errors.append(explain(document, label, numbering))
                continue
            if inlines:
                inlines += [{"t": "Str", "c": ","}, SPACE]
            words = _name_anchor(anchor, citation, numbering)
            inlines.append(make_link(words, f"#{anchor.id}", ["quarto-xref"]))
        return inlines

    blocks = rewrite(document.blocks, {"Cite": resolve})
    title = rewrite(document.title, {"Cite": resolve})
    return replace(document, blocks=blocks, title=title)


def _kind_of(label: str) -> str:
    kind = label.partition("-")[0].lower()
    return kind if "-" in label and kind in KINDS else ""


def _name_thing(label: str) -> str:
    return label.partition("-")[2]


def _name_anchor(anchor: CrossReference, citation: Node, numbering: Numbering) -> list[Node]:
    """Return the words for a thing: what its kind is called and its number, or else its title."""
    if not anchor.number:
        return _copy_title(anchor, numbering)
    number = [{"t": "Str", "c": anchor.number}]
    if citation["citationPrefix"]:
        return [*citation["citationPrefix"], {"t": "Str", "c": NO_BREAK}, *number]
    if citation["citationMode"]["t"] == "SuppressAuthor":
        return number
    name = numbering.words.name(anchor.word, "prefix")
    if citation["citationId"][:1].isupper():
        name = name[:1].upper() + name[1:]
    return [{"t": "Str", "c": name.replace(" ", NO_BREAK) + NO_BREAK}, *number]


def _copy_title(anchor: CrossReference, numbering: Numbering) -> list[Node]:
    """Return a title whose own references are words: a link can hold no link."""

    def resolve(cite: Node) -> list[Node] | None:
        named = [(numbering.find(citation["citationId"]), citation) for citation in cite["c"][0]]
        words = [
            _name_anchor(found, citation, numbering)
            for found, citation in named
            if found and found.number
        ]
        return [inline for item in words for inline in item] or None

    return rewrite(anchor.title, {"Cite": resolve, "Note": lambda _: []})


def _explain_unresolved(document: Document, label: str, numbering: Numbering) -> InputError:
    name = re.escape(label)
    if label in numbering.lacking:
        return InputError(
            document.chapter.find_line(rf"@\{{?{name}(?![\w-])"),
            f"reference “@{label}” to what {numbering.lacking[label]} does not show",
            "a reference in the formats that show the thing",
            "put it under the same condition",
        )
    known = [name for name in numbering.anchors if _kind_of(name)]
    place = document.chapter.find_line(rf"^#\| *label: *['\"]?{name}(?![\w-])")
    if place != document.source:
        return InputError(
            place,
            f"a cell with the label “{label}” that shows nothing, and a reference to it",
            "a cell that shows the figure or table",
            "end the cell with what it shall show, or remove the reference",
        )
    return InputError(
        document.chapter.find_line(rf"@\{{?{name}(?![\w-])"),
        f"reference “@{label}”, and nothing has that label",
        "the label of a section, table, figure, listing or equation",
        suggest(label, known, "label the thing, or remove the reference", _name_thing),
    )


def _explain_mixed(document: Document, label: str, _: Numbering) -> InputError:
    return InputError(
        document.chapter.find_line(rf"@\{{?{re.escape(label)}(?![\w-])"),
        f"citation “@{label}” in one group with a cross-reference, where Quarto drops it",
        "citations and cross-references apart, such as “@tbl-a, from [@b]”",
        "put a word or a comma between them",
    )

"""Resolves references such as `@tbl-results` to links with the number of the thing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_press.composing.numbering import KINDS
from qi_press.errors import PressError, suggest
from qi_press.tree import NO_BREAK, SPACE, Node, make_link, rewrite

if TYPE_CHECKING:
    from qi_press.composing.document import Document
    from qi_press.composing.numbering import Anchor, Numbering
    from qi_press.errors import Faults


def resolve_references(document: Document, numbering: Numbering, faults: Faults) -> Document:
    """Return the document with every `@fig-`, `@tbl-`, `@sec-` ... replaced by a link.

    A reference that leads nowhere is left out, and `faults` collects it; one to a chapter that
    could not be read is left out only.
    """

    def resolve(cite: Node) -> list[Node] | None:
        citations = cite["c"][0]
        if not any(_kind_of(citation["citationId"]) for citation in citations):
            return None
        inlines: list[Node] = []
        for citation in citations:
            label = citation["citationId"]
            name = label[:1].lower() + label[1:]
            anchor = numbering.anchors.get(name)
            if anchor is None and name in numbering.unread:
                continue
            if anchor is None:
                explain = _explain_unresolved if _kind_of(label) else _explain_mixed
                faults.errors.append(explain(document, label, numbering))
                continue
            if inlines:
                inlines += [{"t": "Str", "c": ","}, SPACE]
            link = _link_anchor(anchor, citation, numbering)
            linked = str(numbering.options.get("ref-hyperlink", True)) == "True"
            inlines += [link] if linked else link["c"][1]
        return inlines

    blocks = rewrite(document.blocks, {"Cite": resolve})
    title = rewrite(document.title, {"Cite": resolve})
    return replace(document, blocks=blocks, title=title)


def _kind_of(label: str) -> str:
    kind = label.partition("-")[0].lower()
    return kind if "-" in label and kind in KINDS else ""


def _link_anchor(anchor: Anchor, citation: Node, numbering: Numbering) -> Node:
    if not anchor.number:
        return make_link(anchor.title, f"#{anchor.id}", ["quarto-xref"])
    number = [{"t": "Str", "c": anchor.number}]
    if citation["citationPrefix"]:
        words = [*citation["citationPrefix"], {"t": "Str", "c": NO_BREAK}]
    elif citation["citationMode"]["t"] == "SuppressAuthor":
        words = []
    else:
        name = numbering.name(anchor.word, "prefix")
        if citation["citationId"][:1].isupper():
            name = name[:1].upper() + name[1:]
        words = [{"t": "Str", "c": name.replace(" ", NO_BREAK) + NO_BREAK}]
    return make_link([*words, *number], f"#{anchor.id}", ["quarto-xref"])


def _explain_unresolved(document: Document, label: str, numbering: Numbering) -> PressError:
    known = [name for name in numbering.anchors if _kind_of(name)]
    place = document.chapter.find_line(rf"^#\| *label: *['\"]?{label}(?![\w-])")
    if place != document.source:
        return PressError(
            place,
            f"a cell with the label “{label}” that shows nothing, and a reference to it",
            "a cell that shows the figure or table",
            "end the cell with what it shall show, or remove the reference",
        )
    return PressError(
        document.chapter.find_line(rf"@\{{?{label}(?![\w-])"),
        f"reference “@{label}”, and nothing has that label",
        "the label of a section, table, figure, listing or equation",
        suggest(label, known, "label the thing, or remove the reference"),
    )


def _explain_mixed(document: Document, label: str, _: Numbering) -> PressError:
    return PressError(
        document.chapter.find_line(rf"@\{{?{re.escape(label)}(?![\w-])"),
        f"citation “@{label}” in one group with a cross-reference, where Quarto drops it",
        "citations and cross-references apart, such as “@tbl-a, from [@b]”",
        "put a word or a comma between them",
    )

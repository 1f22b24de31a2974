"""Writes numbers: on chapters, headings, captions and equations."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import (
    NO_BREAK,
    SPACE,
    Node,
    make_attr,
    make_div,
    make_plain,
    make_span,
    make_text,
    rewrite,
)
from qi_press.transforms.cross_references import write_letters
from qi_press.transforms.normal_form import has_class, split_float

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.transforms.cross_references import Numbering
    from qi_press.transforms.document import Document


def number_chapters(documents: Sequence[Document], *, shown: bool = True) -> list[Document]:
    """Return the documents with their chapters numbered: 1, 2, ... and A, B, ...

    Where the settings want no numbers shown, an appendix still has its letter.
    """
    counts = Counter[bool]()
    numbered = []
    for document in documents:
        appendix = document.chapter.entry.kind == "appendix"
        counter = ""
        if document.numbered:
            counts[appendix] += 1
            counter = write_letters(counts[True], "A") if appendix else str(counts[False])
        number = counter if shown or appendix else ""
        numbered.append(replace(document, number=number, counter=counter))
    return numbered


def apply_numbers(document: Document, numbering: Numbering) -> Document:
    """Return the document with numbers on its headings, captions and equations."""
    headings = numbering.headings[document.source]

    def number_heading(header: Node) -> Node:
        level, attr, title = header["c"]
        number = headings.get(attr[0], "")
        kept = [pair for pair in attr[2] if pair[0] != "number"]
        pairs = [*kept, ["number", number]] if number else kept
        return {"t": "Header", "c": [level, [attr[0], attr[1], pairs], title]}

    def number_float(div: Node) -> Node | None:
        attr = div["c"][0]
        if not has_class(div, "float") or not attr[0]:
            return None
        caption, body = split_float(div)
        anchor = numbering.anchors[attr[0]]
        if has_class(div, "subfloat"):
            label = f"({anchor.number.rpartition('(')[2]}"
        else:
            delimiter = numbering.words.title_delimiter if caption else ""
            title = numbering.words.name(anchor.word, "title")
            label = f"{title}{NO_BREAK}{anchor.number}{delimiter}"
        numbered = _prefix_caption(caption, label)
        blocks = [make_div(make_attr("", ["float-caption"]), numbered)]
        return make_div(attr, [*blocks, make_div(make_attr("", ["float-body"]), body)])

    def number_equation(span: Node) -> Node | None:
        if not has_class(span, "equation"):
            return None
        number = numbering.anchors[span["c"][0][0]].number
        mark = make_span(make_attr("", ["equation-number"]), make_text(f"({number})"))
        return make_span(span["c"][0], [*span["c"][1], mark])

    actions = {"Header": number_heading, "Div": number_float, "Span": number_equation}
    return replace(document, blocks=rewrite(document.blocks, actions))


def _prefix_caption(caption: Sequence[Node], label: str) -> list[Node]:
    number = make_span(make_attr("", ["float-number"]), [{"t": "Str", "c": label}])
    if not caption:
        return [make_plain([number])]
    first, *rest = caption
    return [{"t": "Plain", "c": [number, SPACE, *first["c"]]}, *rest]

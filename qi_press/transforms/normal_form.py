"""Brings Quarto's structures into one form each, whatever way the author wrote them.

- a float: div ``.float.float-KIND#id`` of a div ``.float-caption`` and a div ``.float-body``;
  inside another float also ``.subfloat``; without a number also ``.float-plain``;
- a callout: div ``.callout.callout-KIND`` of ``.callout-title`` and ``.callout-body``;
- code that folds: div ``.code-fold`` (`fold` is "open" or "closed") of a div ``.code-summary`` and
  the block of code;
- a tabset: div ``.panel-tabset`` of divs ``.tab``, each beginning with a div ``.tab-title``;
- an equation with a label: span ``.equation#eq-id`` around the formula;
- an image: its alternative text holds `fig-alt`.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from qi_press.config.features import CALLOUTS
from qi_press.config.language import Words
from qi_press.pandoc.elements import (
    SPACES,
    Attr,
    Node,
    get_attr,
    get_caption,
    get_children,
    get_level,
    get_text,
    has_class,
    is_display_math,
    make_attr,
    make_div,
    make_figure,
    make_plain,
    make_span,
    make_text,
    with_attr,
    with_children,
)
from qi_press.pandoc.tables import Table, read_table, write_table
from qi_press.pandoc.traversal import rewrite
from qi_press.transforms.attribute_markdown import AttributeInlines, write_attribute
from qi_press.transforms.callouts import normalise_callout

if TYPE_CHECKING:
    from collections.abc import Sequence

FLOAT_ID = re.compile(r"^(fig|tbl|lst)-")
EQUATION_ID = re.compile(r"^\{#(eq-[^\s}]+)\}(.*)$", re.DOTALL)


def normalise_blocks(
    blocks: Sequence[Node],
    words: Words | None = None,
    attributes: AttributeInlines | None = None,
) -> list[Node]:
    """Return the blocks with every structure in the press's own form.

    Parameters
    ----------
    blocks
        As the author wrote them.
    words
        The book's, for the titles of callouts.
    attributes
        What attributes say in Markdown, as `read_attributes` gives it.
    """
    attributes = attributes or {}
    structured = rewrite(
        blocks,
        {
            "Para": _normalise_paragraph,
            "Plain": _label_equations,
            "Figure": _float_figure,
            "Table": _float_table,
            "CodeBlock": partial(_normalise_code, attributes),
            "Div": partial(_normalise_div, words or Words(), attributes),
        },
    )
    return rewrite(structured, {"Image": _describe_image})


def make_float(attr: Attr, kind: str, caption: Sequence[Node], body: Sequence[Node]) -> Node:
    """Return a float in normal form; `attr` gives its identifier and further keys."""
    plain = [] if attr.id else ["float-plain"]
    classes = ["float", f"float-{kind}", *plain, *attr.classes]
    return make_div(
        Attr(attr.id, classes, attr.pairs),
        [
            make_div(make_attr("", ["float-caption"]), caption),
            make_div(make_attr("", ["float-body"]), body),
        ],
    )


def split_float(block: Node) -> tuple[list[Node], list[Node]]:
    """Return the caption's and the body's blocks of a float in normal form."""
    caption, body = get_children(block)
    return get_children(caption), get_children(body)


def _describe_image(image: Node) -> Node | None:
    attr = get_attr(image)
    text = attr.find("fig-alt")
    if not text:
        return None
    return with_children(with_attr(image, attr.without("fig-alt")), make_text(text))


def _normalise_paragraph(block: Node) -> Node:
    """Return a picture alone in a paragraph as a figure if it has a label.

    Pandoc makes a figure only of a picture with a caption.
    """
    (item, *others) = get_children(block) or [{"t": ""}]
    linked = item["t"] == "Link" and [node["t"] for node in get_children(item)] == ["Image"]
    image = get_children(item)[0] if linked else item
    if others or image["t"] != "Image":
        return _label_equations(block)
    attr, caption = get_attr(image), get_children(image)
    if FLOAT_ID.match(attr.id):
        bare = with_attr(image, attr._replace(id=""))
        body = with_children(item, [bare]) if linked else bare
        words = [make_plain(caption)] if linked and caption else []
        return _float_figure(make_figure(make_attr(attr.id), words, [make_plain([body])]))
    return block


def _label_equations(block: Node) -> Node:
    inlines: list[Node] = []
    for inline in get_children(block):
        match = EQUATION_ID.match(get_text(inline)) if inline["t"] == "Str" else None
        position = _find_formula(inlines) if match else None
        if match is None or position is None:
            inlines.append(inline)
            continue
        span = make_span(make_attr(match[1], ["equation"]), [inlines[position]])
        inlines[position:] = [span, *make_text(match[2])]
    return with_children(block, inlines)


def _find_formula(inlines: Sequence[Node]) -> int | None:
    """Return the position of a displayed formula that only spaces follow."""
    for position in range(len(inlines) - 1, -1, -1):
        if is_display_math(inlines[position]):
            return position
        if inlines[position]["t"] not in SPACES:
            return None
    return None


def _float_figure(figure: Node) -> Node:
    attr = get_attr(figure)
    kind = FLOAT_ID.match(attr.id)
    identifier = attr.id if kind else ""
    name = kind[1] if kind else "fig"
    attr = attr._replace(id=identifier)
    return make_float(attr, name, get_caption(figure), get_children(figure))


def _float_table(table: Node) -> Node | None:
    caption, read = get_caption(table), read_table(table)
    attr = read.attr
    read = _set_widths(read, attr.find("tbl-colwidths"))
    bare = write_table(read._replace(attr=make_attr("", attr.classes), caption=[None, []]))
    if not caption and not FLOAT_ID.match(attr.id):
        return bare
    return make_float(make_attr(attr.id), "tbl", caption, [bare])


def _set_widths(table: Table, text: str) -> Table:
    """Return a table with the widths that `tbl-colwidths` gives, if it does."""
    widths = _read_widths(text, len(table.columns))
    return table.with_widths(widths) if widths else table


def _read_widths(text: str, count: int) -> list[float]:
    numbers = [float(word) for word in re.findall(r"\d+(?:\.\d+)?", text)]
    if len(numbers) != count or sum(numbers) <= 0:
        return []
    return [number / max(100.0, sum(numbers)) for number in numbers]


def _normalise_code(attributes: AttributeInlines, code: Node) -> Node | None:
    attr = get_attr(code)
    fold = attr.find("fold")
    listed = attr.id.startswith("lst-")
    if not fold and not listed:
        return None
    own = attr.without("lst-cap", "fold", "summary")
    bare = with_attr(code, own._replace(id="") if listed else own)
    if fold:
        summary = [make_plain(write_attribute(attr.find("summary"), attributes))]
        folded = [make_div(make_attr("", ["code-summary"]), summary), bare]
        bare = make_div(make_attr("", ["code-fold"], {"fold": fold}), folded)
    caption = attr.find("lst-cap")
    inlines = [make_plain(write_attribute(caption, attributes))] if caption else []
    return make_float(make_attr(attr.id), "lst", inlines, [bare]) if listed else bare


def _normalise_div(words: Words, attributes: AttributeInlines, div: Node) -> Node | None:
    attr, blocks = get_attr(div), get_children(div)
    callout = next((name for name in CALLOUTS if f"callout-{name}" in attr.classes), None)
    if "float" in attr.classes or "callout" in attr.classes:
        return None
    if callout:
        return normalise_callout(attr, blocks, callout, words, attributes)
    if "panel-tabset" in attr.classes:
        return _normalise_tabset(attr, blocks)
    kind = FLOAT_ID.match(attr.id)
    if kind or "float-source" in attr.classes:
        return _float_div(attr, blocks, kind[1] if kind else _guess_kind(blocks), attributes)
    return None


def _guess_kind(blocks: Sequence[Node]) -> str:
    return "fig" if '"Image"' in repr(blocks).replace("'", '"') else "tbl"


def _float_div(attr: Attr, blocks: list[Node], kind: str, attributes: AttributeInlines) -> Node:
    caption, body = _split_caption(blocks)
    words = attr.find(f"{kind}-cap")
    if words and not caption:
        caption = [make_plain(write_attribute(words, attributes))]
    if kind == "tbl" and not caption and len(body) == 1 and has_class(body[0], "float-tbl"):
        caption, body = split_float(body[0])
    widths = attr.find("tbl-colwidths")
    if widths:
        body = rewrite(body, {"Table": partial(_widen_table, widths)})
    classes = [name for name in attr.classes if name != "float-source"]
    panels = rewrite(body, {"Div": _mark_panel})
    pairs = [
        pair for pair in attr.pairs if not pair[0].startswith(("tbl-colwidths", f"{kind}-cap"))
    ]
    return make_float(Attr(attr.id, classes, pairs), kind, caption, panels)


def _widen_table(widths: str, table: Node) -> Node:
    return write_table(_set_widths(read_table(table), widths))


def _split_caption(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Part a caption from a float's body: the marked div, or else the last paragraph."""
    for index, block in enumerate(blocks):
        if has_class(block, "float-caption"):
            return get_children(block), blocks[:index] + blocks[index + 1 :]
    if len(blocks) > 1 and blocks[-1]["t"] == "Para":
        return [blocks[-1]], blocks[:-1]
    return [], blocks


def _mark_panel(block: Node) -> Node | None:
    attr = get_attr(block)
    if "float" not in attr.classes or "float-plain" in attr.classes or "subfloat" in attr.classes:
        return None
    return with_attr(block, attr.add("subfloat"))


def _normalise_tabset(attr: Attr, blocks: list[Node]) -> Node:
    level = next((get_level(block) for block in blocks if block["t"] == "Header"), 0)
    starts = [
        index
        for index, block in enumerate(blocks)
        if block["t"] == "Header" and get_level(block) == level
    ]
    tabs = [
        make_div(
            make_attr("", ["tab"]),
            [
                make_div(make_attr("", ["tab-title"]), [make_plain(get_children(blocks[start]))]),
                *blocks[start + 1 : end],
            ],
        )
        for start, end in pairwise([*starts, len(blocks)])
    ]
    return make_div(attr, [*blocks[: starts[0] if starts else len(blocks)], *tabs])

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
    Attr,
    Node,
    find_pair,
    make_attr,
    make_div,
    make_plain,
    make_span,
    make_text,
    rewrite,
)
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
    plain = [] if attr[0] else ["float-plain"]
    classes = ["float", f"float-{kind}", *plain, *attr[1]]
    return make_div(
        [attr[0], classes, attr[2]],
        [
            make_div(make_attr("", ["float-caption"]), caption),
            make_div(make_attr("", ["float-body"]), body),
        ],
    )


def split_float(block: Node) -> tuple[list[Node], list[Node]]:
    """Return the caption's and the body's blocks of a float in normal form."""
    caption, body = block["c"][1]
    return caption["c"][1], body["c"][1]


def has_class(block: Node, name: str) -> bool:
    """Return whether a div or span has a class."""
    return block["t"] in ("Div", "Span") and name in block["c"][0][1]


def _describe_image(image: Node) -> Node | None:
    attr, _, target = image["c"]
    text = find_pair(attr, "fig-alt")
    if not text:
        return None
    pairs = [pair for pair in attr[2] if pair[0] != "fig-alt"]
    return {"t": "Image", "c": [[attr[0], attr[1], pairs], make_text(text), target]}


def _normalise_paragraph(block: Node) -> Node:
    """Return a picture alone in a paragraph as a figure if it has a label.

    Pandoc makes a figure only of a picture with a caption.
    """
    (item, *others) = block["c"] or [{"t": ""}]
    linked = item["t"] == "Link" and [node["t"] for node in item["c"][1]] == ["Image"]
    image = item["c"][1][0] if linked else item
    if others or image["t"] != "Image":
        return _label_equations(block)
    attr, caption, target = image["c"]
    if FLOAT_ID.match(attr[0]):
        bare = {"t": "Image", "c": [["", attr[1], attr[2]], caption, target]}
        body = {"t": "Link", "c": [item["c"][0], [bare], item["c"][2]]} if linked else bare
        words = [make_plain(caption)] if linked and caption else []
        return _float_figure(
            {"t": "Figure", "c": [[attr[0], [], []], [None, words], [make_plain([body])]]}
        )
    return block


def _label_equations(block: Node) -> Node:
    inlines: list[Node] = []
    for inline in block["c"]:
        match = EQUATION_ID.match(inline["c"]) if inline["t"] == "Str" else None
        position = _find_formula(inlines) if match else None
        if match is None or position is None:
            inlines.append(inline)
            continue
        span = make_span(make_attr(match[1], ["equation"]), [inlines[position]])
        inlines[position:] = [span, *make_text(match[2])]
    return {"t": block["t"], "c": inlines}


def _find_formula(inlines: Sequence[Node]) -> int | None:
    """Return the position of a displayed formula that only spaces follow."""
    for position in range(len(inlines) - 1, -1, -1):
        kind = inlines[position]["t"]
        if kind == "Math" and inlines[position]["c"][0]["t"] == "DisplayMath":
            return position
        if kind not in ("Space", "SoftBreak"):
            return None
    return None


def _float_figure(figure: Node) -> Node:
    attr, (_, caption), body = figure["c"]
    kind = FLOAT_ID.match(attr[0])
    identifier = attr[0] if kind else ""
    name = kind[1] if kind else "fig"
    return make_float([identifier, attr[1], attr[2]], name, caption, body)


def _float_table(table: Node) -> Node | None:
    attr, (_, caption), columns, *rest = table["c"]
    columns = _set_widths(columns, find_pair(attr, "tbl-colwidths"))
    bare = {"t": "Table", "c": [make_attr("", attr[1]), [None, []], columns, *rest]}
    if not caption and not FLOAT_ID.match(attr[0]):
        return bare
    return make_float(make_attr(attr[0]), "tbl", caption, [bare])


def _set_widths(columns: Sequence[Attr], text: str) -> list[Attr]:
    """Return the columns of a table with the widths that `tbl-colwidths` gives, if it does."""
    widths = _read_widths(text, len(columns))
    if not widths:
        return list(columns)
    return [
        [column[0], {"t": "ColWidth", "c": width}]
        for column, width in zip(columns, widths, strict=True)
    ]


def _read_widths(text: str, count: int) -> list[float]:
    numbers = [float(word) for word in re.findall(r"\d+(?:\.\d+)?", text)]
    if len(numbers) != count or sum(numbers) <= 0:
        return []
    return [number / max(100.0, sum(numbers)) for number in numbers]


def _normalise_code(attributes: AttributeInlines, code: Node) -> Node | None:
    attr, text = code["c"]
    fold = find_pair(attr, "fold")
    listed = attr[0].startswith("lst-")
    if not fold and not listed:
        return None
    pairs = [pair for pair in attr[2] if pair[0] not in ("lst-cap", "fold", "summary")]
    bare = {"t": "CodeBlock", "c": [["" if listed else attr[0], attr[1], pairs], text]}
    if fold:
        summary = [make_plain(write_attribute(find_pair(attr, "summary"), attributes))]
        folded = [make_div(make_attr("", ["code-summary"]), summary), bare]
        bare = make_div(make_attr("", ["code-fold"], {"fold": fold}), folded)
    caption = find_pair(attr, "lst-cap")
    inlines = [make_plain(write_attribute(caption, attributes))] if caption else []
    return make_float(make_attr(attr[0]), "lst", inlines, [bare]) if listed else bare


def _normalise_div(words: Words, attributes: AttributeInlines, div: Node) -> Node | None:
    attr, blocks = div["c"]
    callout = next((name for name in CALLOUTS if f"callout-{name}" in attr[1]), None)
    if "float" in attr[1] or "callout" in attr[1]:
        return None
    if callout:
        return normalise_callout(attr, blocks, callout, words, attributes)
    if "panel-tabset" in attr[1]:
        return _normalise_tabset(attr, blocks)
    kind = FLOAT_ID.match(attr[0])
    if kind or "float-source" in attr[1]:
        return _float_div(attr, blocks, kind[1] if kind else _guess_kind(blocks), attributes)
    return None


def _guess_kind(blocks: Sequence[Node]) -> str:
    return "fig" if '"Image"' in repr(blocks).replace("'", '"') else "tbl"


def _float_div(attr: Attr, blocks: list[Node], kind: str, attributes: AttributeInlines) -> Node:
    caption, body = _split_caption(blocks)
    words = find_pair(attr, f"{kind}-cap")
    if words and not caption:
        caption = [make_plain(write_attribute(words, attributes))]
    if kind == "tbl" and not caption and len(body) == 1 and has_class(body[0], "float-tbl"):
        caption, body = split_float(body[0])
    widths = find_pair(attr, "tbl-colwidths")
    if widths:
        body = rewrite(body, {"Table": partial(_widen_table, widths)})
    classes = [name for name in attr[1] if name != "float-source"]
    panels = rewrite(body, {"Div": _mark_panel})
    pairs = [pair for pair in attr[2] if not pair[0].startswith(("tbl-colwidths", f"{kind}-cap"))]
    return make_float([attr[0], classes, pairs], kind, caption, panels)


def _widen_table(widths: str, table: Node) -> Node:
    attr, caption, columns, *rest = table["c"]
    return {"t": "Table", "c": [attr, caption, _set_widths(columns, widths), *rest]}


def _split_caption(blocks: list[Node]) -> tuple[list[Node], list[Node]]:
    """Part a caption from a float's body: the marked div, or else the last paragraph."""
    for index, block in enumerate(blocks):
        if has_class(block, "float-caption"):
            return block["c"][1], blocks[:index] + blocks[index + 1 :]
    if len(blocks) > 1 and blocks[-1]["t"] == "Para":
        return [blocks[-1]], blocks[:-1]
    return [], blocks


def _mark_panel(block: Node) -> Node | None:
    attr, blocks = block["c"]
    if "float" not in attr[1] or "float-plain" in attr[1] or "subfloat" in attr[1]:
        return None
    return make_div([attr[0], [*attr[1], "subfloat"], attr[2]], blocks)


def _normalise_tabset(attr: Attr, blocks: list[Node]) -> Node:
    level = next((block["c"][0] for block in blocks if block["t"] == "Header"), 0)
    starts = [
        index
        for index, block in enumerate(blocks)
        if block["t"] == "Header" and block["c"][0] == level
    ]
    tabs = [
        make_div(
            make_attr("", ["tab"]),
            [
                make_div(make_attr("", ["tab-title"]), [make_plain(blocks[start]["c"][2])]),
                *blocks[start + 1 : end],
            ],
        )
        for start, end in pairwise([*starts, len(blocks)])
    ]
    return make_div(attr, [*blocks[: starts[0] if starts else len(blocks)], *tabs])

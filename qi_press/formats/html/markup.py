"""Writes the press's structures as HTML elements; pandoc writes what lies between."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qi_press.formats.html.scroll_boxes import (
    box_images,
    box_raw_table,
    box_table,
    label_regions,
    tell_tables_apart,
)
from qi_press.pandoc.elements import (
    SPACE,
    Node,
    find_pair,
    make_attr,
    make_div,
    make_plain,
    make_raw,
    make_raw_inline,
    make_span,
    make_text,
    read_text,
    rewrite,
    walk,
)
from qi_press.transforms.normal_form import has_class, split_float

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


NUMBERS = "Numbers in this figure"
BELOW = ("cell-files", "numbers")
"""Classes of what stands below a float's caption."""


def lower_html(blocks: Sequence[Node]) -> list[Node]:
    """Return blocks with every structure of the press as raw HTML around its contents."""
    return tell_tables_apart(rewrite(blocks, ACTIONS))


def _lower_header(header: Node) -> Node:
    level, attr, title = header["c"]
    number = find_pair(attr, "number")
    bare = [attr[0], attr[1], [pair for pair in attr[2] if pair[0] != "number"]]
    anchor = [make_anchor(attr[0], f"section “{read_text(title)}”")] if attr[0] else []
    if number:
        mark = make_span(make_attr("", ["header-section-number"]), make_text(number))
        title = [mark, SPACE, *title]
    return {"t": "Header", "c": [level, bare, [*title, *anchor]]}


def make_anchor(identifier: str, words: str) -> Node:
    """Return a permanent link to a place of the page; the theme draws its sign."""
    href, label = escape(f"#{identifier}"), escape(f"Link to {words}")
    return make_raw_inline("html", f'<a class="anchor" href="{href}" aria-label="{label}"></a>')


def _lower_div(div: Node) -> Node | list[Node] | None:
    """Lower a div by the first of its classes that has a form of its own."""
    for name in div["c"][0][1]:
        if name in DIVS:
            return DIVS[name](div)
    return None


def _lower_tab(div: Node) -> Node:
    """Lower a tab; pandoc writes a div of the class "section" as that element."""
    title, *blocks = div["c"][1]
    heading = _wrap('<h3 class="tab-title">', title["c"][1], "</h3>")
    return make_div(make_attr("", ["section", "tab"]), [*heading, *blocks])


def _lower_tabset(div: Node) -> Node:
    attr = div["c"][0]
    group = find_pair(attr, "group")
    return make_div(make_attr(attr[0], attr[1], {"group": group} if group else {}), div["c"][1])


def _enclose(blocks: Sequence[Node]) -> list[Node]:
    """Keep the section of a heading inside blocks that raw HTML will surround.

    Pandoc puts all that follows a heading into its section, up to the end of the div.
    """
    if any(node["t"] == "Header" for node in walk(list(blocks))):
        return [make_div(make_attr(), blocks)]
    return list(blocks)


def _wrap(start: str, blocks: Sequence[Node], end: str) -> list[Node]:
    return [make_raw("html", start), *blocks, make_raw("html", end)]


def _lower_float(div: Node) -> list[Node]:
    attr = div["c"][0]
    caption, body = split_float(div)
    label = read_text(caption)
    body = rewrite(body, {"Div": _unwrap_output})
    identifier = f' id="{escape(attr[0])}"' if attr[0] else ""
    start = f'<figure{identifier} class="{escape(" ".join(attr[1]))}">'
    titled = []
    if caption:
        words = [*caption, make_plain([make_anchor(attr[0], f"“{label}”")] if attr[0] else [])]
        titled = _wrap("<figcaption>", words, "</figcaption>")
    below = [block for block in body if any(has_class(block, name) for name in BELOW)]
    body = label_regions([block for block in body if block not in below], label)
    below = label_regions(below, f"{NUMBERS}: {label}" if label else "")
    if "float-fig" in attr[1] and "subfloat" not in attr[1]:
        body = box_images(body, label)
    body = _enclose(body)
    ordered = [*titled, *body] if {"float-tbl", "float-lst"} & set(attr[1]) else [*body, *titled]
    return _wrap(start, [*ordered, *below], "</figure>")


def _lower_numbers(div: Node) -> Node:
    start = f"<details><summary>{NUMBERS}</summary>"
    return make_div(div["c"][0], _wrap(start, div["c"][1], "</details>"))


def _unwrap_output(div: Node) -> list[Node] | None:
    return div["c"][1] if has_class(div, "cell-output-display") else None


def _lower_equation(span: Node) -> Node | None:
    """Let the keyboard scroll an equation that is wider than the page."""
    if not has_class(span, "equation"):
        return None
    attr, inlines = span["c"]
    pairs = [["tabindex", "0"], ["role", "group"], ["aria-label", "Equation"], *attr[2]]
    return {"t": "Span", "c": [[attr[0], attr[1], pairs], inlines]}


def _lower_callout(div: Node) -> list[Node]:
    attr = div["c"][0]
    title, body = div["c"][1]
    collapse = find_pair(attr, "collapse")
    identifier = f' id="{escape(attr[0])}"' if attr[0] else ""
    head = f'{identifier} class="{escape(" ".join(attr[1]))}"'
    if collapse:
        opened = " open" if collapse == "false" else ""
        start, end = f"<details{head}{opened}>", "</details>"
        heading = _wrap('<summary class="callout-title">', title["c"][1], "</summary>")
    else:
        start, end = f'<div{head} role="note">', "</div>"
        heading = _wrap('<p class="callout-title">', title["c"][1], "</p>")
    return _wrap(start, [*heading, body], end)


def _lower_code(code: Node) -> Node | None:
    attr, text = code["c"]
    if "cell-code" not in attr[1]:
        return None
    classes = [name for name in attr[1] if name != "cell-code"]
    bare = {"t": "CodeBlock", "c": [[attr[0], classes, attr[2]], text]}
    return make_div(make_attr("", ["cell-code"]), [bare])


def _lower_fold(div: Node) -> list[Node]:
    summary, code = div["c"][1]
    opened = " open" if find_pair(div["c"][0], "fold") == "open" else ""
    start = make_raw_inline("html", f'<details class="code-fold"{opened}><summary>')
    words = [start, *summary["c"][1][0]["c"], make_raw_inline("html", "</summary>")]
    return [make_plain(words), code, make_raw("html", "</details>")]


DIVS: Mapping[str, Callable[[Node], Node | list[Node]]] = {
    "float": _lower_float,
    "callout": _lower_callout,
    "code-fold": _lower_fold,
    "numbers": _lower_numbers,
    "tab": _lower_tab,
    "panel-tabset": _lower_tabset,
}
"""Class of a div → what writes it."""

ACTIONS = {
    "Header": _lower_header,
    "Div": _lower_div,
    "Span": _lower_equation,
    "Table": box_table,
    "RawBlock": box_raw_table,
    "CodeBlock": _lower_code,
}

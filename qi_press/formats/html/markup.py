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
    get_attr,
    get_children,
    has_class,
    make_attr,
    make_div,
    make_plain,
    make_raw,
    make_raw_inline,
    make_span,
    make_text,
    with_attr,
    with_children,
)
from qi_press.pandoc.traversal import read_text, rewrite, walk
from qi_press.transforms.normal_form import split_float

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


NUMBERS = "Numbers in this figure"
BELOW = ("cell-files", "numbers")
"""Classes of what stands below a float's caption."""


def lower_html(blocks: Sequence[Node]) -> list[Node]:
    """Return blocks with every structure of the press as raw HTML around its contents."""
    return tell_tables_apart(rewrite(blocks, ACTIONS))


def _lower_header(header: Node) -> Node:
    attr, title = get_attr(header), get_children(header)
    number = attr.find("number")
    anchor = [make_anchor(attr.id, f"section “{read_text(title)}”")] if attr.id else []
    if number:
        mark = make_span(make_attr("", ["header-section-number"]), make_text(number))
        title = [mark, SPACE, *title]
    return with_attr(with_children(header, [*title, *anchor]), attr.without("number"))


def make_anchor(identifier: str, words: str) -> Node:
    """Return a permanent link to a place of the page; the theme draws its sign."""
    href, label = escape(f"#{identifier}"), escape(f"Link to {words}")
    return make_raw_inline("html", f'<a class="anchor" href="{href}" aria-label="{label}"></a>')


def _lower_div(div: Node) -> Node | list[Node] | None:
    """Lower a div by the first of its classes that has a form of its own."""
    for name in get_attr(div).classes:
        if name in DIVS:
            return DIVS[name](div)
    return None


def _lower_tab(div: Node) -> Node:
    """Lower a tab; pandoc writes a div of the class "section" as that element."""
    title, *blocks = get_children(div)
    heading = _wrap('<h3 class="tab-title">', get_children(title), "</h3>")
    return make_div(make_attr("", ["section", "tab"]), [*heading, *blocks])


def _lower_tabset(div: Node) -> Node:
    attr = get_attr(div)
    group = attr.find("group")
    return with_attr(div, make_attr(attr.id, attr.classes, {"group": group} if group else {}))


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
    attr = get_attr(div)
    caption, body = split_float(div)
    label = read_text(caption)
    body = rewrite(body, {"Div": _unwrap_output})
    identifier = f' id="{escape(attr.id)}"' if attr.id else ""
    start = f'<figure{identifier} class="{escape(" ".join(attr.classes))}">'
    titled = []
    if caption:
        words = [*caption, make_plain([make_anchor(attr.id, f"“{label}”")] if attr.id else [])]
        titled = _wrap("<figcaption>", words, "</figcaption>")
    below = [block for block in body if any(has_class(block, name) for name in BELOW)]
    body = label_regions([block for block in body if block not in below], label)
    below = label_regions(below, f"{NUMBERS}: {label}" if label else "")
    if "float-fig" in attr.classes and "subfloat" not in attr.classes:
        body = box_images(body, label)
    body = _enclose(body)
    ordered = (
        [*titled, *body] if {"float-tbl", "float-lst"} & set(attr.classes) else [*body, *titled]
    )
    return _wrap(start, [*ordered, *below], "</figure>")


def _lower_numbers(div: Node) -> Node:
    start = f"<details><summary>{NUMBERS}</summary>"
    return with_children(div, _wrap(start, get_children(div), "</details>"))


def _unwrap_output(div: Node) -> list[Node] | None:
    return get_children(div) if has_class(div, "cell-output-display") else None


def _lower_equation(span: Node) -> Node | None:
    """Let the keyboard scroll an equation that is wider than the page."""
    if not has_class(span, "equation"):
        return None
    attr = get_attr(span)
    pairs = [["tabindex", "0"], ["role", "group"], ["aria-label", "Equation"], *attr.pairs]
    return with_attr(span, attr._replace(pairs=pairs))


def _lower_callout(div: Node) -> list[Node]:
    attr = get_attr(div)
    title, body = get_children(div)
    collapse = attr.find("collapse")
    identifier = f' id="{escape(attr.id)}"' if attr.id else ""
    head = f'{identifier} class="{escape(" ".join(attr.classes))}"'
    if collapse:
        opened = " open" if collapse == "false" else ""
        start, end = f"<details{head}{opened}>", "</details>"
        heading = _wrap('<summary class="callout-title">', get_children(title), "</summary>")
    else:
        start, end = f'<div{head} role="note">', "</div>"
        heading = _wrap('<p class="callout-title">', get_children(title), "</p>")
    return _wrap(start, [*heading, body], end)


def _lower_code(code: Node) -> Node | None:
    attr = get_attr(code)
    if "cell-code" not in attr.classes:
        return None
    classes = [name for name in attr.classes if name != "cell-code"]
    bare = with_attr(code, attr._replace(classes=classes))
    return make_div(make_attr("", ["cell-code"]), [bare])


def _lower_fold(div: Node) -> list[Node]:
    summary, code = get_children(div)
    opened = " open" if get_attr(div).find("fold") == "open" else ""
    start = make_raw_inline("html", f'<details class="code-fold"{opened}><summary>')
    words = [start, *get_children(get_children(summary)[0]), make_raw_inline("html", "</summary>")]
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

"""What stands in the margin: Quarto's classes `column-margin` and `aside`.

The normal form is a div ``.margin-note`` of blocks; words in a line are a span ``.aside``.
"""

from __future__ import annotations

from itertools import dropwhile
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Node, make_attr, make_div, make_plain, make_span, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.pandoc.elements import Attr

CLASSES = frozenset(["column-margin", "aside"])
KINDS = ("Image", "Table")
"""Elements that take a float with them."""


def is_marginal(attr: Attr) -> bool:
    """Return whether attributes ask for the margin."""
    return not CLASSES.isdisjoint(attr[1])


def strip_margin(attr: Attr) -> Attr:
    """Return the attributes without the wish for the margin."""
    return [attr[0], [name for name in attr[1] if name not in CLASSES], attr[2]]


def place_marginal(block: Node, wishes: Sequence[Node]) -> Node:
    """Return a float as a note of the margin if one of the images or tables in it asks for that.

    Parameters
    ----------
    block
        The float in normal form.
    wishes
        What the author wrote in it.
    """
    found = (node for node in walk(list(wishes)) if node["t"] in KINDS)
    if not any(is_marginal(node["c"][0]) for node in found):
        return block
    return make_div(make_attr("", ["margin-note"]), rewrite([block], dict.fromkeys(KINDS, _strip)))


def _strip(node: Node) -> Node:
    return {"t": node["t"], "c": [strip_margin(node["c"][0]), *node["c"][1:]]}


def mark_aside(span: Node) -> Node | None:
    """Return a span of the margin in normal form."""
    attr, inlines = span["c"]
    if not is_marginal(attr):
        return None
    rest = strip_margin(attr)
    return make_span([rest[0], ["aside", *rest[1]], rest[2]], inlines)


def lower_asides(block: Node) -> list[Node] | None:
    """Return a paragraph for print, the words of its margin after it as a note."""
    if not any(_is_aside(inline) for inline in block["c"]):
        return None
    words = [inline for inline in block["c"] if not _is_aside(inline)]
    notes = [
        make_div(make_attr(aside["c"][0][0], ["margin-note"]), [make_plain(aside["c"][1])])
        for aside in block["c"]
        if _is_aside(aside)
    ]
    words = list(dropwhile(lambda inline: inline["t"] in ("Space", "SoftBreak"), words))
    return [*([{"t": block["t"], "c": words}] if words else []), *notes]


def _is_aside(inline: Node) -> bool:
    return bool(inline["t"] == "Span" and "aside" in inline["c"][0][1])

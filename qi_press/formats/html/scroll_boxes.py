"""The boxes of a page that scroll by themselves, so that on a phone the page does not."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Node, make_raw, read_text, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

REGION = '<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">'
PLAIN_REGION = REGION.format(label="Table")
FIGURE = '<div class="figure-scroll" tabindex="0" role="group" aria-label="{label}">'
"""The keyboard scrolls a box that it can reach; each box has a name of its own."""


def box_table(table: Node) -> list[Node]:
    """Return a table in its box."""
    return [make_raw("html", PLAIN_REGION), table, make_raw("html", "</div>")]


def box_raw_table(raw: Node) -> list[Node] | None:
    """Return raw HTML in a box if it is a table."""
    form, text = raw["c"]
    if form != "html" or "<table" not in text or "</table>" not in text:
        return None
    return box_table(raw)


def box_images(blocks: Sequence[Node], label: str) -> list[Node]:
    """Return the blocks of a figure with each paragraph of images in a box."""
    boxed: list[Node] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain") and any(node["t"] == "Image" for node in walk([block])):
            start = FIGURE.format(label=escape(label or "Figure"))
            boxed += [make_raw("html", start), block, make_raw("html", "</div>")]
        else:
            boxed.append(block)
    return boxed


def label_regions(blocks: Sequence[Node], label: str) -> list[Node]:
    """Name the scrolling boxes of a float's tables after its caption."""
    if not label:
        return list(blocks)
    named = REGION.format(label=escape(label))

    def name(raw: Node) -> Node | None:
        return make_raw("html", named) if raw["c"] == ["html", PLAIN_REGION] else None

    return rewrite(blocks, {"RawBlock": name})


def tell_tables_apart(blocks: Sequence[Node]) -> list[Node]:
    """Name each scrolling box that has no caption after the heading before it, and count them."""
    heading, count = "", 0

    def note(header: Node) -> None:
        nonlocal heading, count
        heading, count = read_text(header["c"][2]), 0

    def name(raw: Node) -> Node | None:
        nonlocal count
        if raw["c"] != ["html", PLAIN_REGION]:
            return None
        count += 1
        words = ["Table", *([f"of “{heading}”"] if heading else []), *([str(count)] * (count > 1))]
        return make_raw("html", REGION.format(label=escape(" ".join(words))))

    return rewrite(blocks, {"Header": note, "RawBlock": name})

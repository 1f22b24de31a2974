"""Callouts: boxes that a reader should not miss."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.pandoc.elements import (
    Attr,
    Node,
    find_pair,
    make_attr,
    make_div,
    make_plain,
    make_text,
)
from qi_press.transforms.attribute_markdown import AttributeInlines, write_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.config.language import Words

APPEARANCES = ("default", "simple", "minimal")


def normalise_callout(
    attr: Attr,
    blocks: Sequence[Node],
    kind: str,
    words: Words,
    attributes: AttributeInlines,
) -> Node:
    """Return a callout in normal form.

    Its title is the attribute `title`, else a heading at its beginning, else its kind. The classes
    ``callout-simple`` and ``callout-minimal`` tell its appearance, ``callout-plain`` that it has no
    icon.
    """
    rest = list(blocks)
    title = write_attribute(find_pair(attr, "title"), attributes)
    if not title and rest and rest[0]["t"] == "Header":
        title, rest = rest[0]["c"][2], rest[1:]
    appearance = find_pair(attr, "appearance")
    icon = find_pair(attr, "icon")
    classes = ["callout", f"callout-{kind}"]
    if appearance in APPEARANCES[1:]:
        classes.append(f"callout-{appearance}")
    if icon.lower() == "false" or appearance == "minimal":
        classes.append("callout-plain")
    collapse = find_pair(attr, "collapse")
    pairs = {"collapse": collapse} if collapse in ("true", "false") else {}
    return make_div(
        make_attr(attr[0], classes, pairs),
        [
            make_div(
                make_attr("", ["callout-title"]),
                [make_plain(title or make_text(words.find(f"callout-{kind}-title")))],
            ),
            make_div(make_attr("", ["callout-body"]), rest),
        ],
    )

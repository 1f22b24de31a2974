"""Keeps what is meant for one format and drops what is hidden from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.structure import has_class
from qi_press.tree import Node, find_pair, rewrite

if TYPE_CHECKING:
    from collections.abc import Sequence

ALIASES = {"html": ("html", "html5"), "typst": ("typst",), "docx": ("docx",)}


def select_content(blocks: Sequence[Node], form: str) -> list[Node]:
    """Return the blocks with `.content-visible` and `.content-hidden` decided for a format."""

    def select(node: Node) -> list[Node] | None:
        for name, shown in (("content-visible", True), ("content-hidden", False)):
            if has_class(node, name):
                return node["c"][1] if _holds(node, form) == shown else []
        return None

    return rewrite(blocks, {"Div": select, "Span": select})


def _holds(node: Node, form: str) -> bool:
    """Return whether a node's condition is true of a format; no condition is always true."""
    attr = node["c"][0]
    when, unless = find_pair(attr, "when-format"), find_pair(attr, "unless-format")
    return (not when or when in ALIASES[form]) and (not unless or unless not in ALIASES[form])

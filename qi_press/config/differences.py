"""Small things that Quarto does and the press does not, found in a chapter's Markdown and named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from qi_press.diagnostics import Diagnostics
    from qi_press.pandoc.elements import Node

BRAND = "_brand.yml"
LABELLED_MORE = re.compile(r"^\{#(eq-[^\s}]+)$")
"""How pandoc reads the label of an equation where something follows in its braces."""


def check_brand(folder: Path, diagnostics: Diagnostics) -> None:
    """Note a brand, whose colors and fonts the press does not take."""
    if (folder / BRAND).is_file():
        diagnostics.warn(f"{BRAND}:1", "a brand is not supported")


def check_differences(
    blocks: Sequence[Node], find_line: Callable[[str], str], diagnostics: Diagnostics
) -> None:
    """Note what Quarto would show in another way.

    Parameters
    ----------
    blocks
        The chapter as its author wrote it.
    find_line
        Returns "file:line" of the first match of a regular expression.
    diagnostics
        Collects what is found.
    """
    for node in walk(list(blocks)):
        for pattern, words in _list_differences(node):
            diagnostics.warn(find_line(pattern), f"{words} is not supported")


def _list_differences(node: Node) -> Iterator[tuple[str, str]]:
    """Yield what Quarto does with a node: a pattern of its line, and words for it."""
    kind, inside = node["t"], node.get("c") or []
    if kind == "Header" and "active" in inside[1][1]:
        yield r"^#.*\{.*\.active", "the class “active” of a tab"
    if kind == "CodeBlock" and any(key == "code-fold" for key, _ in inside[0][2]):
        yield r"\{.*code-fold", "“code-fold” of a code block that is not run"
    if kind == "Div" and "list-table" in inside[0][1]:
        yield r"list-table", "a table from a list (the class “list-table”)"
    if kind in ("Para", "Plain"):
        yield from _list_inline_differences(inside)


def _list_inline_differences(inlines: Sequence[Node]) -> Iterator[tuple[str, str]]:
    if len(inlines) == 1 and inlines[0]["t"] == "Link":
        content = inlines[0]["c"][1]
        if len(content) == 1 and content[0]["t"] == "Image" and content[0]["c"][1]:
            yield r"\[!\[", "the caption of an image inside a link"
    for inline in inlines:
        label = LABELLED_MORE.match(inline["c"]) if inline["t"] == "Str" else None
        if label:
            yield re.escape(label[1]), f"an attribute beside the label “{label[1]}” of an equation"

"""Keeps what is meant for one format and drops what is hidden from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.tree import Attr, Node, find_pair, rewrite
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_press.manuscript.project import Project

ALIASES = {"html": ("html", "html5", "html:js"), "typst": ("typst",), "docx": ("docx",)}
"""Format → the names that a condition may call it by; in Quarto typst is no “pdf”."""
CONDITIONAL = ("content-visible", "content-hidden")


def select_content(project: Project, blocks: Sequence[Node], form: str | None) -> list[Node]:
    """Return the blocks with `.content-visible` and `.content-hidden` decided.

    A condition may be about the format, the active profiles or the metadata of the book. What
    depends on a format stays undecided when `form` is None.
    """

    def select(node: Node) -> Node | list[Node] | None:
        attr = node["c"][0]
        if form is None and (find_pair(attr, "when-format") or find_pair(attr, "unless-format")):
            return None
        for name in CONDITIONAL:
            if name in attr[1]:
                shown = _holds(project, attr, form) == (name == "content-visible")
                return _unwrap(node) if shown else []
        return None

    return rewrite(blocks, {"Div": select, "Span": select, "CodeBlock": select})


def drop_unseen(project: Project, blocks: Sequence[Node], forms: Sequence[str]) -> list[Node]:
    """Return the blocks without those that none of the formats shows; nothing else is decided."""

    def drop(node: Node) -> list[Node] | None:
        attr = node["c"][0]
        for name in CONDITIONAL:
            wanted = name == "content-visible"
            if name in attr[1] and all(_holds(project, attr, form) != wanted for form in forms):
                return []
        return None

    return rewrite(blocks, {"Div": drop, "Span": drop, "CodeBlock": drop})


def _unwrap(node: Node) -> Node | list[Node]:
    """Return what a condition stood around; a block of code loses the condition."""
    attr, content = node["c"]
    if node["t"] != "CodeBlock":
        return list(content)
    classes = [name for name in attr[1] if name not in CONDITIONAL]
    pairs = [pair for pair in attr[2] if not pair[0].startswith(("when-", "unless-"))]
    return {"t": "CodeBlock", "c": [[attr[0], classes, pairs], content]}


def _holds(project: Project, attr: Attr, form: str | None) -> bool:
    """Return whether a node's conditions are true; no condition is always true."""
    facts: dict[str, Callable[[str], bool]] = {
        "format": lambda name: name in ALIASES[form or ""],
        "profile": lambda name: name in project.profiles,
        "meta": lambda name: bool(find_value(project.metadata, tuple(name.split(".")))),
    }
    for kind, is_true in facts.items():
        when, unless = find_pair(attr, f"when-{kind}"), find_pair(attr, f"unless-{kind}")
        if (when and not is_true(when)) or (unless and is_true(unless)):
            return False
    return True

"""Keeps what is meant for one format and drops what is hidden from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Attr, Node, find_pair, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_press.config.model import BookConfig, Format, Metadata

HIDDEN = "hidden"
CONDITIONAL = ("content-visible", "content-hidden")


def select_content(
    project: BookConfig, blocks: Sequence[Node], form: Format, metadata: Metadata
) -> list[Node]:
    """Return blocks or inlines with what is hidden left out, and conditions decided.

    Parameters
    ----------
    project
        The book, for its active profiles.
    blocks
        As the author wrote them; the same list comes back when nothing in it is conditional.
    form
        Format that they are for.
    metadata
        What the chapter and the book say.
    """
    facts: dict[str, Callable[[str], bool]] = {
        "format": lambda name: name in form.called,
        "profile": lambda name: name in project.profiles,
        "meta": lambda name: bool(metadata.find(name)),
    }

    def select(node: Node) -> Node | list[Node] | None:
        attr = node["c"][0]
        if HIDDEN in attr[1]:
            return []
        for name in CONDITIONAL:
            if name in attr[1]:
                shown = _holds(attr, facts) == (name == "content-visible")
                return _unwrap(node) if shown else []
        return None

    return rewrite(blocks, {"Div": select, "Span": select, "CodeBlock": select})


def _unwrap(node: Node) -> Node | list[Node]:
    """Return what a condition stood around; a block of code loses the condition."""
    attr, content = node["c"]
    if node["t"] != "CodeBlock":
        return list(content)
    classes = [name for name in attr[1] if name not in CONDITIONAL]
    pairs = [pair for pair in attr[2] if not pair[0].startswith(("when-", "unless-"))]
    return {"t": "CodeBlock", "c": [[attr[0], classes, pairs], content]}


def _holds(attr: Attr, facts: Mapping[str, Callable[[str], bool]]) -> bool:
    """Return whether a node's conditions are true; no condition is always true."""
    for kind, is_true in facts.items():
        when, unless = find_pair(attr, f"when-{kind}"), find_pair(attr, f"unless-{kind}")
        if (when and not is_true(when)) or (unless and is_true(unless)):
            return False
    return True

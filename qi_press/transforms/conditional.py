"""Keeps what is meant for one format and drops what is hidden from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.pandoc.elements import Attr, Node, find_pair, rewrite
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_press.config.model import Project
    from qi_press.yamltext import YamlValue

ALIASES = {"html": ("html", "html5", "html:js"), "typst": ("typst",), "docx": ("docx",)}
"""Format → the names that a condition may call it by; in Quarto typst is no “pdf”."""
HIDDEN = "hidden"
CONDITIONAL = ("content-visible", "content-hidden")


def select_content(
    project: Project,
    blocks: Sequence[Node],
    form: str,
    front: Mapping[str, YamlValue] | None = None,
) -> list[Node]:
    """Return blocks or inlines with what is hidden left out, and conditions decided.

    Parameters
    ----------
    project
        The book, for its active profiles and its metadata.
    blocks
        As the author wrote them; the same list comes back when nothing in it is conditional.
    form
        Format that they are for.
    front
        The chapter's front matter, which counts before the book's metadata.
    """
    facts: dict[str, Callable[[str], bool]] = {
        "format": lambda name: name in ALIASES[form],
        "profile": lambda name: name in project.profiles,
        "meta": lambda name: _is_set(name, front or {}, project.metadata),
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


def _is_set(name: str, *settings: Mapping[str, YamlValue]) -> bool:
    """Return whether the first of the settings that gives a value gives a true one."""
    values = (find_value(data, tuple(name.split("."))) for data in settings)
    return bool(next((value for value in values if value is not None), None))


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

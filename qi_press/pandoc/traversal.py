"""Ways through pandoc's document tree: rewriting it, walking it, and its plain text."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qi_press.pandoc.elements import Node

LEAVES = frozenset({
    "Str", "Space", "SoftBreak", "LineBreak", "Code", "CodeBlock", "Math",
    "RawInline", "RawBlock", "HorizontalRule",
})  # fmt: skip
"""Elements that hold no others; most of a tree are of these."""


def rewrite(items: Sequence[Any], actions: Mapping[str, Callable[..., Any]]) -> list[Any]:
    """Return a tree with some elements replaced, innermost first.

    Parameters
    ----------
    items
        Blocks or inlines; they stay untouched, and what does not change is shared with them.
    actions
        Type of element → function that returns its replacement: an element, several, or None to
        keep the one that there is.
    """
    result: list[Any] = []
    for item in items:
        if type(item) is not dict:
            result.append(rewrite(item, actions) if type(item) is list else item)
            continue
        kind = item.get("t", "")
        fresh = item if kind in LEAVES else rewrite_inside(item, actions)
        action = actions.get(kind)
        changed = action(fresh) if action else None
        if changed is None:
            result.append(fresh)
        elif isinstance(changed, list):
            result.extend(changed)
        else:
            result.append(changed)
    unchanged = len(result) == len(items) and all(map(is_, result, items))
    return items if unchanged and type(items) is list else result


def rewrite_inside(item: dict[str, Any], actions: Mapping[str, Callable[..., Any]]) -> Node:
    """Return an element with its contents rewritten; the element itself when none changed."""
    fresh = item
    for key, value in item.items():
        if type(value) is list:
            inner: Any = rewrite(value, actions)
        elif type(value) is dict:
            inner = rewrite_inside(value, actions)
        else:
            continue
        if inner is not value:
            fresh = {**fresh, key: inner}
    return fresh


def walk(items: Any) -> Iterator[Node]:  # noqa: ANN401  # any part of a tree
    """Yield every element of a tree in reading order, outer ones first."""
    waiting = [items]
    while waiting:
        item = waiting.pop()
        if type(item) is list:
            waiting.extend(reversed(item))
        elif type(item) is dict:
            if "t" in item:
                yield item
            waiting.extend(reversed(item.values()))


def read_text(items: Any) -> str:  # noqa: ANN401  # any part of a tree
    """Return the plain text of a tree, without footnotes and raw output."""
    return "".join(_read_pieces(items)).strip()


def _read_pieces(items: Any) -> Iterator[str]:  # noqa: ANN401  # any part of a tree
    if isinstance(items, list):
        for item in items:
            yield from _read_pieces(item)
    elif isinstance(items, dict):
        kind = items.get("t")
        if kind == "Str":
            yield items["c"]
        elif kind in ("Code", "Math", "CodeBlock"):
            yield items["c"][1]
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            yield " "
        elif kind == "Quoted":
            yield from ("“", *_read_pieces(items["c"]), "”")
        elif kind not in ("Note", "RawInline", "RawBlock"):
            yield from _read_pieces(items.get("c"))
        if kind in ("Para", "Plain", "Header", "CodeBlock"):
            yield "\n"

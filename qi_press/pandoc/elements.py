"""Pandoc's document tree: makers, a rewriter, and plain text.

The tree is pandoc's JSON: an element is a mapping with its type under "t" and its contents under
"c"; attributes are [identifier, [classes], [[key, value]]].
"""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Node = dict[str, Any]
Attr = list[Any]
Meta = dict[str, Node]
API_VERSION = [1, 23, 1]
SPACE: Node = {"t": "Space"}
NO_BREAK = "\u00a0"


def make_document(blocks: Sequence[Node], meta: Meta) -> dict[str, Any]:
    """Return a whole document for pandoc to read."""
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}


def make_meta(value: Any) -> Node:  # noqa: ANN401  # any value of YAML
    """Return a value of YAML as pandoc's metadata; scalars become text."""
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {str(key): make_meta(item) for key, item in value.items()}}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [make_meta(item) for item in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    return {"t": "MetaString", "c": "" if value is None else str(value)}


def make_attr(
    identifier: str = "", classes: Sequence[str] = (), pairs: Mapping[str, str] | None = None
) -> Attr:
    """Return attributes."""
    return [identifier, list(classes), [[key, value] for key, value in (pairs or {}).items()]]


def make_text(text: str) -> list[Node]:
    """Return words as inlines, with breakable spaces between them."""
    inlines: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            inlines.append(SPACE)
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines


def make_paragraph(inlines: Sequence[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def make_plain(inlines: Sequence[Node]) -> Node:
    """Return a line of text without a paragraph around it."""
    return {"t": "Plain", "c": list(inlines)}


def make_strong(inlines: Sequence[Node]) -> Node:
    """Return bold text."""
    return {"t": "Strong", "c": list(inlines)}


def make_div(attr: Attr, blocks: Sequence[Node]) -> Node:
    """Return a block container."""
    return {"t": "Div", "c": [attr, list(blocks)]}


def make_span(attr: Attr, inlines: Sequence[Node]) -> Node:
    """Return an inline container."""
    return {"t": "Span", "c": [attr, list(inlines)]}


def make_link(inlines: Sequence[Node], target: str, classes: Sequence[str] = ()) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [make_attr("", classes), list(inlines), [target, ""]]}


def make_raw(form: str, text: str) -> Node:
    """Return a block in one output format's own language."""
    return {"t": "RawBlock", "c": [form, text]}


def make_raw_inline(form: str, text: str) -> Node:
    """Return inline text in one output format's own language."""
    return {"t": "RawInline", "c": [form, text]}


def find_pair(attr: Attr, key: str) -> str:
    """Return the value of one key of the attributes, or ""."""
    return next((str(value) for name, value in attr[2] if name == key), "")


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
        fresh = item if kind in LEAVES else _rewrite_inside(item, actions)
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


def _rewrite_inside(item: dict[str, Any], actions: Mapping[str, Callable[..., Any]]) -> Node:
    """Return an element with its contents rewritten; the element itself when none changed."""
    fresh = item
    for key, value in item.items():
        if type(value) is list:
            inner: Any = rewrite(value, actions)
        elif type(value) is dict:
            inner = _rewrite_inside(value, actions)
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

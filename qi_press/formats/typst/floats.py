"""Floats of the PDF: figures, tables and listings with their captions.

A float may move to the head or the foot of a page when it stands in the chapter's own text. Inside
a box, a list, or beside others it stays in its place, and so does one that its author set into a
div with an identifier.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any

from qi_press.formats.typst_compiler import quote_text
from qi_press.pandoc.elements import Node, make_div, make_raw, make_strong, read_text, rewrite, walk
from qi_press.transforms.normal_form import has_class, split_float

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACING = "placing-"
MOVES, STAYS, BREAKS, UNSURE = "moves", "stays", "breaks", "unsure"
"""What the style is told of a float."""
ENOUGH = 1800
"""Characters of text on two fifths of a page: typst moves what is called below to its foot."""
FIGURE, ROW = 900, 90
"""Characters of text that take the room of a small figure and of a row of a table."""
SHORT = 1300
"""Characters of a table that stays whole where it is."""
SURE_ROWS, SURE_TEXT = 25, 1600
"""Rows and characters of a table that is no long one, whatever its columns are."""
KEPT = frozenset(["float", "callout", "page-break"])
"""Classes of divs without an identifier that mean something in print."""


def free_floats(blocks: Sequence[Node]) -> list[Node]:
    """Return a chapter's blocks out of the divs around them, and its floats marked.

    One stays where it is that, at the head of a page, might precede the heading of its chapter or
    the float before it.
    """
    marked = []
    since = 0
    for block in chain.from_iterable(map(_unwrap_block, blocks)):
        if not has_class(block, "float"):
            since += len(read_text(block))
            marked.append(block)
            continue
        (identifier, classes, pairs), content = block["c"]
        placing = _choose_placing(block, since)
        marked.append(make_div([identifier, [*classes, f"{PLACING}{placing}"], pairs], content))
        since = since if placing in (MOVES, UNSURE) else _guess_room(block)
    return marked


def _choose_placing(block: Node, since: int) -> str:
    """Return what to tell the style of a float after some characters of text."""
    if has_class(block, "float-lst"):
        return BREAKS
    if has_class(block, "float-fig"):
        return MOVES if since >= ENOUGH else STAYS
    if since < ENOUGH:
        return STAYS if _guess_room(block) <= SHORT and _is_short(block) else BREAKS
    return MOVES if _is_short(block) else UNSURE


def _is_short(block: Node) -> bool:
    """Return whether a table is surely no long one, as pictures or set widths may make it."""
    nodes = list(walk([block]))
    rows = [row for node in nodes if node["t"] == "Table" for row in _list_rows(node)]
    small = len(rows) <= SURE_ROWS and len(read_text(rows)) <= SURE_TEXT
    return small and not any(node["t"] in ("Image", "ColWidth") for node in nodes)


def _guess_room(block: Node) -> int:
    """Return about how many characters of text take the room of a float."""
    rows = [row for node in walk([block]) if node["t"] == "Table" for row in _list_rows(node)]
    return max(FIGURE, ROW * len(rows), len(read_text(rows)))


def _list_rows(table: Node) -> list[Any]:
    _, _, _, head, bodies, foot = table["c"]
    return [*head[1], *chain.from_iterable((*body[2], *body[3]) for body in bodies), *foot[1]]


def _unwrap_block(block: Node) -> list[Node]:
    if block["t"] != "Div":
        return [block]
    (identifier, classes, pairs), blocks = block["c"]
    kept = identifier or KEPT & set(classes) or any(key.startswith("typst:") for key, _ in pairs)
    return [block] if kept else list(chain.from_iterable(map(_unwrap_block, blocks)))


def lower_float(div: Node) -> list[Node]:
    """Return a float in normal form as a call of the style's."""
    attr = div["c"][0]
    caption, body = split_float(div)
    body = rewrite(body, {"Table": _bare_table, "Div": _unwrap})
    kind = next(name for name in attr[1] if name.startswith("float-")).removeprefix("float-")
    call = "panel" if has_class(div, "subfloat") else "floating"
    options = [f", name: {quote_text(attr[0])}"] if find_label(div) else []
    placing = [name for name in attr[1] if name.startswith(PLACING)]
    options += [f", moves: {quote_text(name.removeprefix(PLACING))}" for name in placing]
    return [
        make_raw("typst", f"#{call}({quote_text(kind)}, ["),
        *rewrite(caption, {"Span": _stress_number}),
        make_raw("typst", "], ["),
        *body,
        make_raw("typst", f"]{''.join(options)})"),
    ]


def find_label(block: Node) -> str:
    """Return a div's or span's identifier as a label of typst's, or ""."""
    name = block["c"][0][0]
    return f" <{name}>" if re.fullmatch(r"[\w.:-]+", name) else ""


def _stress_number(span: Node) -> Node | None:
    return make_strong(span["c"][1]) if has_class(span, "float-number") else None


def _unwrap(div: Node) -> list[Node] | None:
    return div["c"][1] if has_class(div, "cell-output") or has_class(div, "cell") else None


def _bare_table(table: Node) -> list[Node]:
    return [make_raw("typst", "#baretable["), table, make_raw("typst", "]")]

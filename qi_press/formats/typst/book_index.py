"""The index of a printed book: each number that has a card, and the pages on which it stands.

On paper nobody can point at a number. A span with the attribute ``data-key="id"``, for whose id an
output of the book carries a card, is therefore noted where it stands, and typst, which alone knows
the pages, sets the index after the last chapter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.cells.cards import merge_cards
from qi_press.formats.typst_compiler import quote_text
from qi_press.pandoc.elements import Node, find_pair, make_raw, make_raw_inline, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.cells.cards import Card
    from qi_press.transforms.document import Document

TITLE = "Index of numbers"
BREAK = " – "
"""What stands between a group and a title that begins with it: the index says the group once."""
INTRODUCTION = (
    "Each number that has a record, by its analysis and by what it is, with the pages on which it "
    "is printed. Below it stands the key of the record."
)


def find_key(span: Node) -> str:
    """Return the key of the record that a span shows, or ""; pandoc drops `data-` from HTML."""
    return find_pair(span["c"][0], "data-key") or find_pair(span["c"][0], "key")


def mark_numbers(documents: Sequence[Document]) -> tuple[list[list[Node]], dict[str, Card]]:
    """Return each document's blocks with its numbers noted for typst, and the cards of those.

    A number without a card stays as it is. One in the alternative text of an image is not printed,
    and does not count.
    """
    cards = merge_cards(document.cards for document in documents)

    def mark(span: Node) -> list[Node] | None:
        key = find_key(span)
        if key not in cards:
            return None
        return [make_raw_inline("typst", f"#noted({quote_text(key)})"), *span["c"][1]]

    found = [rewrite(document.blocks, {"Span": mark}) for document in documents]
    shown = {
        find_key(node)
        for document in documents
        for node in walk(rewrite(document.blocks, {"Image": lambda _: []}))
        if node["t"] == "Span"
    }
    return found, {key: card for key, card in cards.items() if key in shown}


def write_index(cards: dict[str, Card]) -> list[Node]:
    """Return the index of these cards by group, sorted by titles; nothing where there are none."""
    if not cards:
        return []
    groups: dict[str, list[str]] = {}
    for key, card in sorted(cards.items(), key=_order):
        title = card.title.removeprefix(f"{card.group}{BREAK}")
        entry = f"({quote_text(key)}, {quote_text(title)}), "
        groups.setdefault(card.group, []).append(entry)
    parts = "".join(
        f"({quote_text(group)}, ({''.join(entries)})), " for group, entries in groups.items()
    )
    return [
        make_raw("typst", f"#index({quote_text(TITLE)}, {quote_text(INTRODUCTION)}, ({parts}))")
    ]


def _order(item: tuple[str, Card]) -> tuple[str, ...]:
    key, card = item
    return (card.group.casefold(), card.group, card.title.casefold(), key)

"""Cards: what a reader is told about a place of the book that points to one.

An output of a cell may carry cards beside what it shows, under the type `CARDS`: id → {"title":
words, "facts": [[name, words], …]}, perhaps with "group": words under which an index lists it. On
the site, a link with the attribute ``data-card="id"`` then shows its card on hover, on focus and at
the first touch; with ``data-card=""``, the card whose id is the fragment of the link's address.
Without JavaScript it stays a link.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qi_files.characters import replace_unprintable
from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qi_press.cells.kernel import Output
    from qi_press.yamltext import YamlValue

CARDS = "application/vnd.press.cards+json"
DASH = " – "
"""What parts a title that begins like those of other cards."""
LINK = re.compile(r'<a\b[^>]*\bdata-card="([^"]*)"[^>]*>')
FRAGMENT = re.compile(r'\bhref="[^"#]*#([^"]*)"')


@dataclass(frozen=True, slots=True)
class Card:
    """A title, and facts with their names."""

    title: str
    facts: tuple[tuple[str, str], ...]
    group: str = ""
    """Under what an index lists it."""


def read_cards(outputs: Iterable[Output], where: str) -> dict[str, Card]:
    """Return the cards that outputs carry, by id.

    Parameters
    ----------
    outputs
        Outputs of cells in the notebook format.
    where
        The chapter, for messages.

    Raises
    ------
    InputError
        If cards have another form than the module's docstring says.
    """
    cards: dict[str, Card] = {}
    for output in outputs:
        carried = output.get("data", {}).get(CARDS, {})
        try:
            cards |= {str(name): _read_card(card) for name, card in carried.items()}
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise InputError(
                where,
                f"cards in another form ({error!r})",
                'id → {"title": words, "facts": [[name, words], …]}',
                f"mend the object whose output has the type {CARDS}",
            ) from None
    return cards


def _read_card(card: Mapping[str, YamlValue]) -> Card:
    facts = tuple((_settle(name), _settle(fact)) for name, fact in card["facts"])
    return Card(_settle(card["title"]), facts, _settle(card.get("group", "")))


def _settle(value: YamlValue) -> str:
    return replace_unprintable(str(value))


def merge_cards(parts: Iterable[Mapping[str, Card]]) -> dict[str, Card]:
    """Return the cards of all chapters; of two with one id, the later chapter's."""
    return {name: card for part in parts for name, card in part.items()}


def find_asked(html: str) -> set[str]:
    """Return the ids of the cards that the links of a page show."""
    asked = set()
    for link in LINK.finditer(html):
        place = FRAGMENT.search(link[0])
        asked.add(unescape(link[1]) or (unquote(unescape(place[1])) if place else ""))
    return asked


def pack_cards(cards: Mapping[str, Card]) -> bytes:
    """Return cards as JSON in which a fact, its name, or a part of a title stands once."""
    words: dict[str, int] = {}
    facts: dict[tuple[int, str], int] = {}

    def number(word: str) -> int:
        return words.setdefault(word, len(words))

    packed = {
        name: [
            [number(part) for part in card.title.split(DASH)],
            *(facts.setdefault((number(kind), fact), len(facts)) for kind, fact in card.facts),
        ]
        for name, card in sorted(cards.items())
    }
    content = {"words": list(words), "facts": list(facts), "cards": packed}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()

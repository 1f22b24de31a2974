"""Several spellings of one thing: found by what is left when case and signs are taken away."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qi_files.errors import list_names, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.intake.interview import Interview

SHORT = {
    "y": "yes",
    "n": "no",
    "t": "true",
    "f": "female",
    "m": "male",
    "w": "female",
    "woman": "female",
    "man": "male",
    "pos": "positive",
    "neg": "negative",
}
"""Short words, each taken for the long one where that stands in the column too."""
_SIGNS = re.compile(r"[^\w+<>=%/-]+")


def merge_spellings(column: str, values: Iterable[str], interview: Interview) -> dict[str, str]:
    """Return the text that each spelling is to have, for those that are to change.

    Each group of spellings is asked for; the most frequent one stays.
    """
    counts = Counter(values)
    folded = {text: _fold(text) for text in counts}
    present = set(folded.values())
    groups: dict[str, list[str]] = {}
    for text, plain in folded.items():
        long = SHORT.get(plain, plain)
        groups.setdefault(long if long in present else plain, []).append(text)
    merged: dict[str, str] = {}
    for texts in groups.values():
        if len(texts) < 2:
            continue
        kept = max(texts, key=lambda text: (len(text) > 1, _is_title(text), counts[text], text))
        others = sorted(set(texts) - {kept})
        number = sum(counts[text] for text in others)
        verb = "Does" if len(others) == 1 else "Do"
        words = f"{verb} {list_names(map(quote, others))} mean the same as {quote(kept)}?"
        if interview.ask(column, words, number):
            merged |= dict.fromkeys(others, kept)
    return merged


def _is_title(text: str) -> bool:
    return text[:1].isupper() and not text.isupper()


def _fold(text: str) -> str:
    return _SIGNS.sub(" ", text.casefold()).strip()

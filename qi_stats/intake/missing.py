"""Words and codes that stand for a missing value, and why it is missing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import list_names, quote
from qi_stats.intake.texts import make_name, read_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.intake.interview import Interview
    from qi_stats.intake.sheet import Column

KINDS: dict[str, tuple[str, frozenset[str]]] = {
    "not_applicable": (
        "Not applicable",
        frozenset({"n/a", "na", "n.a.", "n.a", "not applicable", "does not apply", "#n/a"}),
    ),
    "refused": (
        "Refused",
        frozenset({"refused", "declined to answer", "prefer not to say", "prefer not to answer"}),
    ),
    "unknown": (
        "Unknown",
        frozenset({"unknown", "unk", "not known", "don't know", "dont know", "dk", "?", "??"}),
    ),
    "not_recorded": (
        "Not recorded",
        frozenset(
            {"missing", "not recorded", "not documented", "not available", "nan", "null", ".", "-"}
            | {"--", "---", "…", "...", "#value!", "#ref!", "#div/0!", "#name?", "#null!", "#num!"}
        ),
    ),
}
"""Kinds of missing values: what readers call each, and the words that say so in cells."""

SENTINELS = frozenset(
    {"-1", "-7", "-8", "-9", "-99", "-999", "-9999", "77", "88", "98", "99", "777", "888", "997"}
    | {"998", "999", "7777", "8888", "9997", "9998", "9999", "99999", "999999"}
)
"""Numbers by which forms say that there is none."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """Why values of a column are missing: kind → its codes and its words.

    `codes` are the texts of cells that say so.
    """

    kinds: Mapping[str, tuple[tuple[str, ...], str]]

    @property
    def codes(self) -> frozenset[str]:
        """All texts that stand for a missing value."""
        return frozenset(code for codes, _ in self.kinds.values() for code in codes)


def find_gaps(column: Column, interview: Interview) -> Gaps:
    """Return the missing values of a column: those that its file declares, and those confirmed."""
    kinds: dict[str, tuple[tuple[str, ...], str]] = {}
    taken: set[str] = set()
    by_words: dict[str, list[str]] = {}
    for code, words in column.missing.items():
        by_words.setdefault(words, []).append(code)
    for words, codes in by_words.items():
        kinds[make_name(words, taken, "kind")] = (tuple(codes), words)
    known = {code for codes, _ in kinds.values() for code in codes}
    counts = Counter(text for text in column.values if text and text not in known)
    counts = Counter({text: n for text, n in counts.items() if text not in column.levels})
    for name, (label, known_words) in KINDS.items():
        codes = sorted(text for text in counts if text.casefold() in known_words)
        total = sum(counts[code] for code in codes)
        verb = "Does" if len(codes) == 1 else "Do"
        asked = (
            f"{verb} {list_names(map(quote, codes))} stand for a missing value ({label.lower()})?"
        )
        if codes and len(codes) < len(counts) and interview.ask(column.name, asked, total):
            kinds[name] = (tuple(codes), label)
    kinds.update(_find_sentinels(column, counts, interview))
    return Gaps(kinds)


def _find_sentinels(
    column: Column, counts: Counter[str], interview: Interview
) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return numbers that lie far from all others and are used as codes, where confirmed."""
    numbers = {text: float(read_number(text) or "nan") for text in counts if read_number(text)}
    if len(numbers) < 0.9 * len(counts) or column.levels:
        return {}
    others = [value for text, value in numbers.items() if text not in SENTINELS]
    if len(others) < 2:
        return {}
    codes = [
        text
        for text, value in numbers.items()
        if text in SENTINELS and _is_far(value, min(others), max(others))
    ]
    total = sum(counts[code] for code in codes)
    words = (
        f"Does {list_names(sorted(codes))} say that a value is missing, while the others lie "
        f"between {min(others):g} and {max(others):g}?"
    )
    if codes and interview.ask(column.name, words, total):
        return {"not_recorded_code": (tuple(sorted(codes)), "Not recorded (code)")}
    return {}


def _is_far(value: float, low: float, high: float) -> bool:
    """Return whether a number lies far outside a range: of another sign, or three times beyond."""
    return (value < 0 <= low) or value > max(3 * high, high + 30)


def list_present(values: Sequence[str], gaps: Gaps) -> list[str]:
    """Return the texts that are values."""
    codes = gaps.codes
    return [text for text in values if text and text not in codes]

"""A column → the variable that is proposed for it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_stats.intake.drafts import UNREADABLE, DraftLevel, DraftVariable
from qi_stats.intake.interview import Change
from qi_stats.intake.measures import Measured, read_days, read_numbers
from qi_stats.intake.missing import Gaps, find_gaps, list_present
from qi_stats.intake.spellings import merge_spellings
from qi_stats.intake.texts import defuse_text, make_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.intake.interview import Interview
    from qi_stats.intake.sheet import Column

MOST_LEVELS = 30
"""Different texts of a column that can still be levels of a category."""
_UNIT = re.compile(r"(?P<label>.+?)\s*[(\[](?P<unit>[^()\[\]]{1,20})[)\]]|(?P<two>.+), (?P<u>\S+)")
_PAIRS = ({"yes", "no"}, {"true", "false"}, {"y", "n"}, {"1", "0"}, {"checked", "unchecked"})
_YES = frozenset({"yes", "y", "true", "1", "checked"})
_ORDERS = (
    ("none", "minimal", "mild", "moderate", "severe", "very severe"),
    ("very low", "low", "medium", "moderate", "high", "very high"),
    ("never", "rarely", "sometimes", "often", "usually", "always"),
    ("strongly disagree", "disagree", "neutral", "agree", "strongly agree"),
    ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied"),
    ("very poor", "poor", "fair", "good", "very good", "excellent"),
    ("worse", "same", "unchanged", "better", "improved"),
    ("i", "ii", "iii", "iv", "v", "vi"),
)
"""Words that stand in an order in everyday speech."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column with the numbers of its rows, its future name, and the answers so far."""

    column: Column
    numbers: Sequence[int]
    name: str
    label: str
    interview: Interview


def draft_column(
    column: Column, numbers: Sequence[int], taken: set[str], interview: Interview
) -> DraftVariable | None:
    """Return the variable that is proposed for a column, or None if the column is empty.

    Raises
    ------
    InputError
        If its dates can be read in two ways, and nobody said which.
    """
    if column.type == "identifier" and any(column.values):
        words = "The dictionary marks this column as an identifier. Is it to be left out?"
        if interview.ask(column.name, words, sum(map(bool, column.values))):
            interview.dropped[column.name] = "marked as an identifier in the dictionary"
            return None
    gaps = find_gaps(column, interview)
    present = list_present(column.values, gaps)
    if not present:
        interview.dropped[column.name] = "an empty column"
        return None
    label = column.label or column.name.replace("_", " ").strip()
    slot = Slot(
        column, numbers, make_name(column.name, taken), label[:1].upper() + label[1:], interview
    )
    variable = (
        _draft_labelled(slot, present)
        or _draft_binary(slot, present)
        or _draft_days(slot, present)
        or _draft_numbers(slot, present)
        or _draft_words(slot, present)
    )
    return _keep_gaps(slot, variable, gaps)


def _keep_gaps(slot: Slot, variable: DraftVariable, gaps: Gaps) -> DraftVariable:
    """Return the variable with its kinds of missing values, whose codes stay in the cells."""
    codes = gaps.codes
    fallback: Mapping[str, tuple[tuple[str, ...], str]] = {}
    if UNREADABLE in variable.values:
        fallback = {UNREADABLE: ((UNREADABLE,), "Unreadable in the source")}
    values = tuple(
        defuse_text(text) if text in codes else value
        for text, value in zip(slot.column.values, variable.values, strict=True)
    )
    kinds = {
        name: (tuple(map(defuse_text, texts)), words) for name, (texts, words) in gaps.kinds.items()
    }
    gappy = any(not value for value in values)
    return replace(variable, values=values, missing={**kinds, **fallback}, is_gappy=gappy)


def _start(slot: Slot, kind: str, values: Sequence[str]) -> DraftVariable:
    return DraftVariable(slot.name, slot.column.name, slot.label, kind, tuple(values))  # type: ignore[arg-type]


def _draft_labelled(slot: Slot, present: Sequence[str]) -> DraftVariable | None:
    """Return a category whose codes have words in the file."""
    words = slot.column.levels
    if not words or not set(present) <= set(words):
        return None
    lowered = {code: text.casefold() for code, text in words.items()}
    if len(words) == 2 and set(lowered.values()) == {"no", "yes"}:
        chosen = {text: code for code, text in lowered.items()}
        return _make_binary(slot, chosen["no"], chosen["yes"], words)
    taken: set[str] = set()
    numeric = all(re.fullmatch(r"-?\d+", code) for code in words)
    levels = tuple(
        DraftLevel(
            make_name(text, taken, "level"), int(code) if numeric else defuse_text(code), text
        )
        for code, text in words.items()
    )
    if len(levels) < 2:
        return None
    values = tuple(map(defuse_text, slot.column.values))
    ordered = numeric and _find_order(list(words.values())) is not None
    return replace(_start(slot, "category", values), levels=levels, is_ordered=ordered)


def _draft_binary(slot: Slot, present: Sequence[str]) -> DraftVariable | None:
    """Return a variable of yes and no, whatever the words."""
    folded = {text.casefold() for text in present}
    pair = next((one for one in _PAIRS if folded <= one), None)
    if pair is None and folded <= {"yes", "no", "y", "n"}:
        pair = {"yes", "no"}
    if pair is None or (len(folded) < 2 and not folded <= {"yes", "no"}):
        return None
    merged = _merge(slot, present)
    found = {merged.get(text, text) for text in present}
    if len(found) == 1:
        found |= {"Yes"} if folded == {"no"} else {"No"}
    if len(found) != 2:
        return None
    no, yes = sorted(found, key=lambda text: text.casefold() in _YES)
    variable = _make_binary(slot, no, yes, {})
    return replace(variable, values=_change(slot, merged, "another spelling"))


def _make_binary(slot: Slot, no: str, yes: str, words: Mapping[str, str]) -> DraftVariable:
    codes: list[int | str] = [no, yes]
    if all(code.isdigit() for code in (no, yes)):
        codes = [int(no), int(yes)]
    levels = (
        DraftLevel("no", codes[0], words.get(no, "No")),
        DraftLevel("yes", codes[1], words.get(yes, "Yes")),
    )
    return replace(_start(slot, "binary", slot.column.values), levels=levels)


def _draft_days(slot: Slot, present: Sequence[str]) -> DraftVariable | None:
    days = read_days(slot.column.name, present, slot.interview)
    return None if days is None else _start(slot, "date", _convert(slot, days))


def _draft_numbers(slot: Slot, present: Sequence[str]) -> DraftVariable | None:
    """Return a number with its unit and the range of what was found."""
    measured = read_numbers(slot.column.name, present, slot.interview)
    if measured is None:
        return None
    values = _convert(slot, measured)
    numbers = [float(text) for text in measured.texts.values()]
    kind = "integer" if all(one == int(one) for one in numbers) else "number"
    label, unit = _split_unit(slot.label)
    low, high = (_bound(text, kind) for text in (min(numbers), max(numbers)))
    start = replace(_start(slot, kind, values), label=label, unit=measured.unit or unit)
    return replace(start, range=(low, high))


def _bound(number: float, kind: str) -> str:
    return str(int(number)) if kind == "integer" or number == int(number) else repr(number)


def _draft_words(slot: Slot, present: Sequence[str]) -> DraftVariable:
    """Return a category where few words repeat, or else text."""
    merged = _merge(slot, present) if len(set(present)) <= 4 * MOST_LEVELS else {}
    counts = Counter(merged.get(text, text) for text in present)
    longest = max(map(len, counts))
    few = 2 <= len(counts) <= MOST_LEVELS and longest <= 80
    if not few or (len(counts) > 2 and len(counts) * 2 > len(present)):
        return _start(slot, "text", tuple(map(defuse_text, slot.column.values)))
    names = list(counts)
    order = _find_order(names)
    listed = ", ".join(order or [])
    ordered = order is not None and slot.interview.ask(
        slot.column.name, f"Do these stand in this order: {listed}?", len(present)
    )
    names = order if ordered and order is not None else sorted(names, key=_natural)
    taken: set[str] = set()
    levels = tuple(
        DraftLevel(make_name(text, taken, "level"), defuse_text(text), text) for text in names
    )
    values = tuple(map(defuse_text, _change(slot, merged, "another spelling")))
    return replace(_start(slot, "category", values), levels=levels, is_ordered=ordered)


def _merge(slot: Slot, present: Sequence[str]) -> dict[str, str]:
    return merge_spellings(slot.column.name, present, slot.interview)


def _change(slot: Slot, merged: Mapping[str, str], reason: str) -> tuple[str, ...]:
    """Return the cells with their new texts, each change written down."""
    values = []
    for row, text in zip(slot.numbers, slot.column.values, strict=True):
        new = merged.get(text, text)
        if new != text:
            change = Change(row, slot.column.name, text, new, reason)
            slot.interview.changes.append(change)
        values.append(new)
    return tuple(values)


def _convert(slot: Slot, measured: Measured) -> tuple[str, ...]:
    """Return the cells as they were read; those that could not be are told apart."""
    changed = {text: value for text, value in measured.texts.items() if text != value}
    odd = dict.fromkeys(measured.odd, UNREADABLE)
    return _change(slot, {**changed, **odd}, "read as a number or a day, or unreadable")


def _split_unit(label: str) -> tuple[str, str | None]:
    """Return a label and the unit in brackets behind it, if there is one."""
    found = _UNIT.fullmatch(label)
    if found is None or found.group("two"):
        return label, None
    return found.group("label"), found.group("unit").strip()


def _find_order(names: Sequence[str]) -> list[str] | None:
    """Return the words in their everyday order, or None if they have none."""
    folded = {name.casefold(): name for name in names}
    for order in _ORDERS:
        if len(folded) > 2 and set(folded) <= set(order):
            return [folded[word] for word in order if word in folded]
    return None


def _natural(text: str) -> tuple[object, ...]:
    """Return a key that sorts 2 before 10, and words without regard to case."""
    parts = re.split(r"(\d+)", text.casefold())
    return tuple((0, int(one), "") if one.isdecimal() else (1, 0, one) for one in parts if one)

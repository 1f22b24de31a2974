"""Two ledgers → which records changed, in the words that a reader needs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.changes.model import NumberChange, Renamed, Single
from qi_stats.tables.markup import format_stat
from qi_stats.tables.wording import format_full

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qi_stats.ledger import Change, Difference, Ledger, Record

    Causes: TypeAlias = Mapping[str, Sequence[str]]
    """Key → what its change was found to come from."""
    NameRecord: TypeAlias = Callable[[Record], str]

LEVEL = 0.05
"""Significance level where the call of a test names none."""
NULLS = {"ratio": 1.0, "decimal": 0.0, "percent": 0.0}
"""Beginning of a rounding rule → the value of no effect on its scale."""


def name_plainly(record: Record) -> str:
    """Return what a record is where no codebook tells: the label of its statistic."""
    return record.stat_label


def split_renamed(difference: Difference) -> tuple[tuple[Renamed, ...], Difference]:
    """Return the records that only have another key, and the difference without them.

    A removed and an added record are the same when all but their keys and analyses agree, and
    there is no other such pair.
    """
    gone, came = (_index(records) for records in (difference.removed, difference.added))
    pairs = {gone[mark]: came[mark] for mark in gone if mark in came}
    renamed = tuple(Renamed(old, new) for old, new in sorted(pairs.items()))
    names = {*pairs, *pairs.values()}
    return renamed, type(difference)(
        removed=tuple(one for one in difference.removed if one.key not in names),
        added=tuple(one for one in difference.added if one.key not in names),
        changed=difference.changed,
    )


def _index(records: Sequence[Record]) -> dict[tuple[object, ...], str]:
    """Return the keys of records by what the records say, those left out that say the same."""
    marks = {record.key: _mark(record) for record in records}
    counts = Counter(marks.values())
    return {mark: key for key, mark in marks.items() if counts[mark] == 1}


def _mark(record: Record) -> tuple[object, ...]:
    stat = f"{record.stat:.9g}" if isinstance(record.stat, float) else record.stat
    method = record.method.function, repr(sorted(record.method.arguments.items()))
    fields = (
        record.stat_name, record.stat_label, stat, record.fmt, record.n, record.group,
        record.group_level, record.variable, record.variable_level, record.context,
        record.inputs.table, record.inputs.columns, repr(record.inputs.where),
    )  # fmt: skip
    return (*fields, *method)


def describe_changes(
    old: Ledger,
    new: Ledger,
    difference: Difference,
    causes: Causes,
    name: NameRecord = name_plainly,
) -> tuple[NumberChange, ...]:
    """Return each changed record with both values, its consequences and its causes.

    Parameters
    ----------
    old, new
        The ledgers.
    difference
        Of the two.
    causes
        What each change comes from, by key.
    name
        Returns what a record is in words.
    """
    return tuple(
        _describe(change, (old, new), tuple(causes.get(change.key, ())), name)
        for change in difference.changed
    )


def _describe(
    change: Change, ledgers: tuple[Ledger, Ledger], causes: tuple[str, ...], name: NameRecord
) -> NumberChange:
    old, new = change.old, change.new
    texts = format_stat(old), format_stat(new)
    absolute, relative = _measure(old, new)
    state = f"{old.identified} → {new.identified}" if "identified" in change.fields else ""
    others = tuple(field for field in change.fields if field not in ("stat", "identified"))
    return NumberChange(
        key=change.key,
        name=name(new),
        old=texts[0],
        new=texts[1],
        old_full=format_full(old),
        new_full=format_full(new),
        absolute=absolute,
        relative=relative,
        shown=texts[0] != texts[1],
        conclusion=find_crossing(change, *ledgers),
        state=state,
        fields=others,
        causes=causes,
    )


def _measure(old: Record, new: Record) -> tuple[float | None, float | None]:
    """Return by how much a number changed, and which share of the old one that is."""
    if not isinstance(old.stat, int | float) or not isinstance(new.stat, int | float):
        return None, None
    absolute = float(f"{new.stat - old.stat:.9g}")
    return absolute, float(f"{absolute / abs(old.stat):.6g}") if old.stat else None


def find_crossing(change: Change, old: Ledger, new: Ledger) -> str:
    """Return which line a conclusion crossed, in words; "" if none did.

    Looked at: a P value and its level, an interval and the value of no effect, a verdict.
    """
    before, after = change.old.stat, change.new.stat
    if isinstance(before, str) or isinstance(after, str):
        return f"{before} → {after}" if before != after else ""
    if change.new.stat_name.startswith(("p", "lr_p")) and change.new.fmt == "p":
        return _cross_level(change)
    key = change.key
    for ending in ("_low", "_high", ".low", ".high"):
        if key.endswith(ending):
            start = key.removesuffix(ending) + ending[0]
            inside = [_holds_null(ledger, start) for ledger in (old, new)]
            if None not in inside and inside[0] != inside[1]:
                return f"the interval now {'includes' if inside[1] else 'leaves out'} no effect"
    return ""


def _cross_level(change: Change) -> str:
    before, after = change.old.stat, change.new.stat
    if not isinstance(before, int | float) or not isinstance(after, int | float):
        return ""
    level = round(1 - float(change.new.method.arguments.get("level", 1 - LEVEL)), 9)
    if (before < level) == (after < level):
        return ""
    side = "under" if after < level else "not under"
    return f"P is now {side} {level:g}".replace("0.", ".")


def _holds_null(ledger: Ledger, start: str) -> bool | None:
    """Return whether the interval whose ends begin so holds the value of no effect."""
    if f"{start}low" not in ledger or f"{start}high" not in ledger:
        return None
    low, high = ledger.get(f"{start}low"), ledger.get(f"{start}high")
    null = next((value for name, value in NULLS.items() if low.fmt.startswith(name)), None)
    if null is None or "proportion" in start:
        return None
    if not isinstance(low.stat, int | float) or not isinstance(high.stat, int | float):
        return None
    return low.stat <= null <= high.stat


def list_singles(
    records: Sequence[Record], causes: Causes, name: NameRecord = name_plainly
) -> Iterator[Single]:
    """Yield what only one of two ledgers has."""
    for record in records:
        told = tuple(causes.get(record.key, ()))
        yield Single(record.key, name(record), format_stat(record), told)

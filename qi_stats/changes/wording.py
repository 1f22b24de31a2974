"""What changed, in words: for a terminal, the changelog, and the card of a number."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.changes.model import Changes, NumberChange, Single

MOST = 40
"""Numbers of one kind that are listed before the rest is counted."""


def describe_lines(changes: Changes) -> Iterator[str]:
    """Yield what changed, a line for each record, and the totals."""
    for one in changes.removed:
        yield f"- {one.key}  {one.value}{_tell(one.causes)}"
    for one in changes.added:
        yield f"+ {one.key}  {one.value}{_tell(one.causes)}"
    for renamed in changes.renamed:
        yield f"= {renamed.old} → {renamed.new}  renamed, the same record"
    for change in changes.changed:
        yield f"~ {change.key}  {describe_values(change)}{_tell(change.causes)}"
    for chapter in changes.chapters:
        yield f"  {chapter.file}: {chapter.added} lines new, {chapter.removed} gone"
    for note in changes.notes:
        yield f"  note: {note}"
    yield summarize(changes)


def summarize(changes: Changes) -> str:
    """Return how many records changed, on one line."""
    counts = {
        "removed": len(changes.removed),
        "added": len(changes.added),
        "renamed": len(changes.renamed),
        "changed": len(changes.changed),
    }
    total = ", ".join(f"{number} {word}" for word, number in counts.items())
    return f"{total}; {len(changes.shown)} read differently"


def describe_values(change: NumberChange) -> str:
    """Return the values before and after, by how much they differ, and what follows from that."""
    parts = [f"{change.old_full} → {change.new_full}"]
    if change.absolute:
        share = "" if change.relative is None else f", {100 * change.relative:+.2g}%"
        parts[0] += f" ({change.absolute:+.6g}{share})"
    if change.old_full != change.new_full and not change.shown:
        parts.append(f"still read as {change.new}")
    parts += [words for words in (change.conclusion, change.state) if words]
    parts += [f"other {name}" for name in change.fields]
    return "; ".join(parts)


def _tell(causes: Sequence[str]) -> str:
    return f"  [{'; '.join(causes)}]" if causes else ""


def write_section(changes: Changes) -> str:
    """Return the list of changed numbers as the changelog has it, those of one cause together."""
    lines = ["### Numbers changed", ""]
    shown = sorted(changes.shown, key=lambda one: one.why)
    if not shown:
        lines.append("None that readers see.")
    for why, group in groupby(shown, key=lambda one: one.why):
        lines.append(f"- Cause: {why or 'not found'}.")
        lines += [f"  - `{one.key}`: {one.old} → {one.new}{_conclude(one)}" for one in group]
    unseen = len(changes.changed) - len(shown)
    if unseen:
        lines.append(f"- {unseen} more differ in what is not shown.")
    lines += [f"- Renamed: `{one.old}` is now `{one.new}`." for one in changes.renamed]
    lines += list(_list_singles("New", changes.added))
    lines += list(_list_singles("Gone", changes.removed))
    return "\n".join([*lines, ""])


def _conclude(change: NumberChange) -> str:
    return f" ({change.conclusion})" if change.conclusion else ""


def _list_singles(word: str, singles: Sequence[Single]) -> Iterator[str]:
    if singles:
        keys = ", ".join(f"`{one.key}`" for one in singles[:MOST])
        rest = f", and {len(singles) - MOST} more" if len(singles) > MOST else ""
        yield f"- {word}: {keys}{rest}."


def tell_history(releases: Iterable[Changes]) -> Mapping[str, str]:
    """Return the earlier values of each number that ever read differently, by its key today.

    Parameters
    ----------
    releases
        What changed in each release, the oldest first.
    """
    values: dict[str, list[str]] = {}
    for changes in releases:
        for renamed in changes.renamed:
            if renamed.old in values:
                values[renamed.new] = values.pop(renamed.old)
        for one in changes.shown:
            told = values.setdefault(one.key, [f"{changes.before}: {one.old}"])
            told.append(f"{changes.after}: {one.new}{f', {one.why}' if one.why else ''}")
    return {key: "; ".join(told) for key, told in values.items()}

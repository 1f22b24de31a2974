"""Which rows of a table differ: how many, and never what they hold."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def describe_rows(old: Path, new: Path, key: Sequence[str], label: str) -> str:
    """Return how many rows of a table came, went and changed, in words.

    Parameters
    ----------
    old, new
        The table's files; one that is missing counts as empty.
    key
        The columns that tell its rows apart.
    label
        What the table is called.
    """
    before, after = _read(old, key), _read(new, key)
    if before is None or after is None:
        return f"rows of {label}"
    counts = {
        "changed": sum(before[one] != after[one] for one in before.keys() & after.keys()),
        "added": len(after.keys() - before.keys()),
        "removed": len(before.keys() - after.keys()),
    }
    told = [f"{number} {word}" for word, number in counts.items() if number]
    if not told:
        return f"the file of {label}, its rows the same"
    first, *rest = told
    number, _, word = first.partition(" ")
    noun = "row" if number == "1" else "rows"
    return ", ".join([f"{number} {noun} of {label} {word}", *rest])


def _read(path: Path, key: Sequence[str]) -> dict[tuple[str, ...], dict[str, str]] | None:
    """Return the rows of a file by their keys; None if they can't be told apart."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        found = {tuple(row[name] for name in key): row for row in rows}
    except (OSError, UnicodeDecodeError, csv.Error, KeyError, TypeError):
        return None
    return found if key and len(found) == len(rows) else None

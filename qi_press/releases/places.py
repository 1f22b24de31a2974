"""What a page asks its own version, or another one, for: where a place is, what became of a number.

Each answer lies twice in a version's folder: as JSON, and as a script for pages that are opened as
files, to which a browser gives no JSON.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_files.paths import write_atomically
from qi_press.releases.outline import list_places
from qi_press.releases.version import Version, read_version

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RECORDS = "results/releases"
"""Folder of the project that keeps, for each release, what is known of it."""
CHANGES = "changes.json"
KEYS, HISTORY = "keys", "history"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Change:
    """One number that a release shows in other words than the one before."""

    key: str
    version: Version
    old: str
    new: str
    why: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """What became of numbers from release to release."""

    changes: tuple[Change, ...]
    """In the order of the releases."""
    renamed: tuple[tuple[str, str], ...]
    """Keys of records: the old one, and the one that took its place."""


def read_numbers(folder: Path) -> Numbers:
    """Return what the files `results/releases/VERSION/changes.json` of a project tell.

    Raises
    ------
    InputError
        If one of them is damaged, or of another format.
    """
    changes: list[Change] = []
    renamed: list[tuple[str, str]] = []
    for version, path in list_records(folder):
        where = path.relative_to(folder).as_posix()
        try:
            document = json.loads(path.read_text(encoding="utf-8"))
            if document["format"] != FORMAT:
                raise ValueError(document["format"])
            changes += [_read_change(version, one) for one in document["changed"] if one["shown"]]
            renamed += [(str(one["old"]), str(one["new"])) for one in document["renamed"]]
        except (KeyError, TypeError, ValueError):
            raise InputError(
                where,
                "a damaged file, or one of another format",
                "what changed, as the statistics wrote it",
                "write it again, with the command that made it",
            ) from None
    return Numbers(tuple(changes), tuple(renamed))


def _read_change(version: Version, entry: dict[str, Any]) -> Change:
    words = (str(entry[name]) for name in ("key", "old", "new", "why"))
    key, old, new, why = words
    return Change(key, version, old, new, why)


def list_records(folder: Path, name: str = CHANGES) -> list[tuple[Version, Path]]:
    """Return the files of a name that releases left in a project, the oldest first."""
    found = []
    for path in (folder / RECORDS).glob(f"*/{name}"):
        try:
            found.append((read_version(path.parent.name, RECORDS), path))
        except InputError:
            continue  # a folder that is no release's
    return sorted(found)


def write_places(site: Path, pages: Sequence[str], numbers: Numbers) -> None:
    """Write which page of a site holds which places, and the history of its numbers.

    Parameters
    ----------
    site
        The site's folder, its pages not marked yet.
    pages
        Addresses of its pages.
    numbers
        What became of its numbers.
    """
    read = ((page, (site / page).read_text("utf-8", errors="replace")) for page in pages)
    places = {page: list_places(text) for page, text in read}
    write_data(site, KEYS, {"pages": places, "renamed": dict(numbers.renamed)})
    history: dict[str, list[list[str]]] = {}
    for change in numbers.changes:
        told = [str(change.version), change.old, change.new, change.why]
        history.setdefault(change.key, []).append(told)
    write_data(site, HISTORY, {"numbers": history, "renamed": dict(numbers.renamed)})


def write_data(folder: Path, name: str, content: object) -> None:
    """Write `NAME.json`, and `NAME.js` that hands the same to pages opened as files."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    write_atomically(folder / f"{name}.json", text.encode())
    write_atomically(folder / f"{name}.js", wrap_data(name, text).encode())


def wrap_data(name: str, text: str) -> str:
    """Return a script that hands JSON to the page that loads it."""
    return f'(window.qiData??={{}})["{name}"]={text};\n'

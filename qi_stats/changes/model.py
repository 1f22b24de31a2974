"""What changed between two releases, and its file `changes.json`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_files.paths import show_path

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1
FILE = "changes.json"
NOTE = "DO NOT EDIT: written by `qi-stats release`"


@dataclass(frozen=True, slots=True)
class NumberChange:
    """One record that differs.

    Attributes
    ----------
    key, name
        Key of the record, and what it is in words.
    old, new
        The value as readers see it.
    old_full, new_full
        The value to 12 digits.
    absolute, relative
        By how much a number changed; the share is of the old value, and None where that is 0.
    shown
        Whether readers see another text.
    conclusion
        Which line was crossed, in words; "" if none was.
    state
        What is known of the value, before and after, where that differs; else "".
    fields
        What else of the record differs.
    causes
        What the change was found to come from, in words.
    """

    key: str
    name: str
    old: str
    new: str
    old_full: str
    new_full: str
    absolute: float | None
    relative: float | None
    shown: bool
    conclusion: str
    state: str
    fields: tuple[str, ...]
    causes: tuple[str, ...]

    @property
    def why(self) -> str:
        """The causes on one line."""
        return "; ".join(self.causes)


@dataclass(frozen=True, slots=True)
class Single:
    """A record that only one of two releases has."""

    key: str
    name: str
    value: str
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """A record that has another key and is the same."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ChapterChange:
    """Prose that differs: how many of its sentences came and went."""

    file: str
    title: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Changes:
    """All that differs between two releases.

    Attributes
    ----------
    before, after
        Names of the two releases; `before` is "" for a first release.
    notes
        What could not be found out, in words.
    """

    before: str
    after: str
    changed: tuple[NumberChange, ...] = ()
    added: tuple[Single, ...] = ()
    removed: tuple[Single, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    chapters: tuple[ChapterChange, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.changed or self.added or self.removed or self.renamed)

    @property
    def shown(self) -> tuple[NumberChange, ...]:
        """Changes that a reader sees."""
        return tuple(one for one in self.changed if one.shown)


def render_changes(changes: Changes) -> str:
    """Return the changes as JSON; the press reads key, old, new, why and shown."""
    entries = [{**asdict(one), "why": one.why} for one in changes.changed]
    document = {"note": NOTE, "format": FORMAT, **asdict(changes), "changed": entries}
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def load_changes(path: Path) -> Changes:
    """Return the changes in a file that `render_changes` wrote.

    Raises
    ------
    InputError
        If there is no such file, or it is damaged or of another format.
    """
    do = "write it again with `qi-stats release`"
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise InputError(show_path(path), f"format {document['format']}", f"{FORMAT}", do)
        return _parse(document)
    except FileNotFoundError:
        raise InputError(show_path(path), "no such file", "what changed", do) from None
    except (KeyError, TypeError, ValueError):
        raise InputError(show_path(path), "a damaged file", "what changed", do) from None


def _parse(document: dict[str, Any]) -> Changes:
    def make_all(name: str, kind: type[Any]) -> tuple[Any, ...]:
        return tuple(kind(**_settle(entry)) for entry in document[name])

    return Changes(
        before=str(document["before"]),
        after=str(document["after"]),
        changed=make_all("changed", NumberChange),
        added=make_all("added", Single),
        removed=make_all("removed", Single),
        renamed=make_all("renamed", Renamed),
        chapters=make_all("chapters", ChapterChange),
        notes=tuple(map(str, document["notes"])),
    )


def _settle(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an entry with lists as tuples, and without what follows from others."""
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in entry.items()
        if name != "why"
    }

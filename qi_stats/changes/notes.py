"""What authors say of a corrected number: in the changelog, or in the list of errata.

`data/errata.yaml` holds a note for a number, tied to its key:

    - version: 1.1.0
      keys: [patients.age.mean]
      note: One patient's age had been typed wrongly.

A key may end in `.*` and then stands for all that begin so. In the changelog, a number is told of
where its key stands in backticks below *Numbers changed* of the version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote
from qi_files.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qi_stats.changes.model import Changes

CHANGELOG = "CHANGELOG.md"
ERRATA = "data/errata.yaml"
HEADING = "numbers changed"
KEY = re.compile(r"`([a-z0-9_:*-]+(?:\.[a-z0-9_:*-]+)+)`")
FIELDS = frozenset({"version", "keys", "note"})


@dataclass(frozen=True, slots=True)
class Erratum:
    """A note on numbers that a version corrected."""

    version: str
    keys: tuple[str, ...]
    note: str


def load_errata(path: Path) -> tuple[Erratum, ...]:
    """Return the notes in a file; none where there is no file.

    Raises
    ------
    InputError
        If the file has another form than the module's docstring shows.
    """
    import yaml

    if not path.is_file():
        return ()
    try:
        found: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{show_path(path)}:{mark.line + 1}" if mark else show_path(path)
        raise InputError(place, "no valid YAML", "a list of notes", "correct the line") from None
    entries = [] if found is None else found
    if not isinstance(entries, list):
        raise _refuse(path, 0, entries)
    return tuple(_read(path, number, entry) for number, entry in enumerate(entries, start=1))


def _read(path: Path, number: int, entry: Any) -> Erratum:  # noqa: ANN401 - what YAML gives
    if not isinstance(entry, dict) or set(entry) != FIELDS:
        raise _refuse(path, number, entry)
    keys, note = entry["keys"], entry["note"]
    if not isinstance(keys, list) or not keys or not isinstance(note, str) or not note.strip():
        raise _refuse(path, number, entry)
    return Erratum(str(entry["version"]), tuple(map(str, keys)), " ".join(note.split()))


def _refuse(path: Path, number: int, found: object) -> InputError:
    expected = "for each note “version”, “keys” (a list) and “note” (a text)"
    where = f"{show_path(path)} (entry {number})" if number else show_path(path)
    return InputError(where, quote(found), expected, "write it as CONTRIBUTING.md shows")


def find_told(changelog: str, version: str) -> tuple[str, ...]:
    """Return the keys that a changelog names below *Numbers changed* of a version."""
    told: list[str] = []
    inside = here = False
    for line in changelog.splitlines():
        if line.startswith("## "):
            inside = version in line.split()
            here = False
        elif line.startswith("### "):
            here = inside and line[4:].strip().lower() == HEADING
        elif here:
            told += KEY.findall(line)
    return tuple(told)


def list_untold(changes: Changes, told: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of numbers that readers see changed and that nothing is said of."""
    patterns = tuple(told)
    return tuple(
        one.key for one in changes.shown if not any(fnmatchcase(one.key, p) for p in patterns)
    )


def gather_told(root: Path, version: str) -> tuple[str, ...]:
    """Return the keys that the changelog or the errata of a project name for a version."""
    path = root / CHANGELOG
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    errata = load_errata(root / ERRATA)
    noted = (key for one in errata if one.version == version for key in one.keys)
    return (*find_told(text, version), *noted)

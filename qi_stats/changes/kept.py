"""The releases that a project keeps: their ledgers under `results/releases/VERSION/`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_stats.changes.model import FILE
from qi_stats.ledger import load_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from qi_stats.ledger import Ledger

RELEASES = "results/releases"
LEDGER, AUDIT, PROVENANCE = "ledger.json", "audit.json", "provenance.json"
FORM = re.compile(r"v?((?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2})")


@dataclass(frozen=True, slots=True)
class Release:
    """A release that a project keeps, or is about to."""

    name: str
    """The version, such as "1.2.0"."""
    folder: Path

    @property
    def order(self) -> tuple[int, ...]:
        """The numbers of the version."""
        return tuple(map(int, self.name.split(".")))

    def load_ledger(self) -> Ledger:
        """Return all records of the release, those of its audit included.

        Raises
        ------
        InputError
            If the ledger is missing or damaged.
        """
        path = self.folder / LEDGER
        if not path.is_file():
            raise InputError(
                f"{RELEASES}/{self.name}/{LEDGER}",
                "no such file",
                "the ledger of that release",
                f"take it from the tag: git checkout v{self.name} -- {RELEASES}/{self.name}",
            )
        return load_ledger(path)

    def find_commit(self) -> str:
        """Return the commit that the release's provenance names; "" where it has none yet."""
        try:
            graph = json.loads((self.folder / PROVENANCE).read_text(encoding="utf-8"))["@graph"]
            found = next(one["identifier"] for one in graph if one["@id"] == "#source")
        except (OSError, ValueError, KeyError, TypeError, StopIteration):
            return ""
        return found if isinstance(found, str) and re.fullmatch(r"[0-9a-f]{40,64}", found) else ""


def find_release(root: Path, name: str) -> Release:
    """Return the place of a release, whether it is kept or not.

    Raises
    ------
    InputError
        If the name is no version.
    """
    match = FORM.fullmatch(name.strip())
    if match is None:
        do = "name a version, such as 1.2.0"
        raise InputError("the version", quote(name), "three numbers, such as 1.2.0", do)
    return Release(match[1], root / RELEASES / match[1])


def list_releases(root: Path, file: str = LEDGER) -> tuple[Release, ...]:
    """Return the releases that keep a file of a name, the oldest first."""
    found = [
        Release(path.parent.name, path.parent)
        for path in (root / RELEASES).glob(f"*/{file}")
        if FORM.fullmatch(path.parent.name) and not path.parent.name.startswith("v")
    ]
    return tuple(sorted(found, key=lambda one: one.order))


def list_changes(root: Path) -> tuple[Release, ...]:
    """Return the releases that tell what changed, the oldest first."""
    return list_releases(root, FILE)


def find_previous(root: Path, release: Release) -> Release | None:
    """Return the newest kept release before another one; None without one.

    Raises
    ------
    InputError
        If a newer one is kept.
    """
    others = [one for one in list_releases(root) if one.name != release.name]
    newer = [one for one in others if one.order > release.order]
    if newer:
        raise InputError(
            f"release {release.name}",
            f"a version older than {newer[-1].name}, which is kept",
            "a version after the latest",
            "give it a higher version",
        )
    return others[-1] if others else None

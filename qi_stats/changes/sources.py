"""The sources of a release, taken from the project's repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.repository import export_commit, find_commit, read_line
from qi_stats.changes.kept import LEDGER, RELEASES, Release

if TYPE_CHECKING:
    from pathlib import Path


def export_sources(root: Path, release: Release, to: Path) -> None:
    """Write the sources of a release below an empty folder.

    The commit is the one that its provenance names, else that of its tag, else the last one that
    touched its ledger: a clone may come without tags.

    Raises
    ------
    InputError
        If the repository has none of them.
    """
    place = f"{RELEASES}/{release.name}/{LEDGER}"
    for name in (release.find_commit(), f"refs/tags/v{release.name}"):
        commit = find_commit(root, name) if name else ""
        if commit:
            break
    else:
        commit = read_line(root, "log", "-1", "--format=%H", "--", place)
    if not commit:
        raise InputError(
            f"the sources of {release.name}",
            "no commit of that release in this repository",
            f"its tag v{release.name}",
            "fetch the whole history: git fetch --unshallow --tags",
        )
    export_commit(root, commit, to)

"""The sources of a release, taken from the project's repository."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from qi_stats.changes.kept import LEDGER, RELEASES, Release
from qi_stats.errors import InputError

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
    names = [release.find_commit(), f"v{release.name}", _find_keeper(root, release)]
    for name in filter(None, names):
        packed = _run_git(root, "archive", "--format=tar", f"{name}^{{tree}}")
        if packed is not None:
            with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
                archive.extractall(to, filter="data")
            return
    raise InputError(
        f"the sources of {release.name}",
        "no commit of that release in this repository",
        f"its tag v{release.name}",
        "fetch the whole history: git fetch --unshallow --tags",
    )


def _find_keeper(root: Path, release: Release) -> str:
    place = f"{RELEASES}/{release.name}/{LEDGER}"
    found = _run_git(root, "log", "-1", "--format=%H", "--", place)
    return (found or b"").decode().strip()


def _run_git(root: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None where it refuses, or there is none."""
    program = shutil.which("git")
    if program is None:
        return None
    command = [program, "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, check=False)
    return done.stdout if done.returncode == 0 else None

"""The project's git repository: what git says, and the files of a commit."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def run_git(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> bytes:
    """Return what git prints when it is run in a folder.

    Raises
    ------
    InputError
        If there is no git, or it refuses; with its own words.
    """
    program = shutil.which("git")
    if program is None:
        raise InputError("git", "no such program", "git on the PATH", "install it")
    command = [program, "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", errors="replace").strip()
        raise InputError(
            f"git {arguments[0]}",
            words.partition("\n")[0] or f"exit code {done.returncode}",
            "a repository that holds the project, and what is asked of it",
            "run in the project's repository; git's own words follow",
            words,
        )
    return done.stdout


def read_line(folder: Path, *arguments: str) -> str:
    """Return the one line that git prints."""
    return run_git(folder, *arguments).decode("utf-8", errors="replace").strip()


def find_commit(folder: Path, name: str = "HEAD") -> str:
    """Return the full name of a commit; "" if the repository has none of that name.

    Raises
    ------
    InputError
        If there is no repository.
    """
    run_git(folder, "rev-parse", "--git-dir")
    try:
        return read_line(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except InputError:
        return ""


def export_commit(folder: Path, commit: str, to: Path) -> None:
    """Write the files of a commit that lie below `folder` to another, empty folder.

    Raises
    ------
    InputError
        If the repository has no such commit.
    """
    packed = run_git(folder, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(to, filter="data")

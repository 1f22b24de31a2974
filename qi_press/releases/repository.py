"""The book's repository, as far as a release asks it: what is committed, and its sources."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MOST_SHOWN = 10


def run_git(folder: Path, *arguments: str, env: Mapping[str, str] | None = None) -> bytes:
    """Return what git prints.

    Raises
    ------
    InputError
        If there is no git, or it refuses; with its own words.
    """
    program = shutil.which("git")
    if program is None:
        raise InputError("git", "no such program", "git on the PATH", "install it")
    done = subprocess.run(
        [program, "-C", str(folder), *arguments], capture_output=True, check=False, env=env
    )
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", errors="replace").strip()
        raise InputError(
            f"git {arguments[0]}",
            words.partition("\n")[0] or f"exit code {done.returncode}",
            "a repository that holds the book",
            "run in the book's repository; git's own words follow",
            words,
        )
    return done.stdout


def read_line(folder: Path, *arguments: str) -> str:
    """Return the one line that git prints."""
    return run_git(folder, *arguments).decode("utf-8", errors="replace").strip()


def find_commit(folder: Path, name: str = "HEAD") -> str:
    """Return the full name of a commit.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    try:
        return read_line(folder, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    except InputError as error:
        if error.found.startswith("exit code"):
            raise InputError(
                "the repository",
                f"no commit “{name}”",
                "the commit that was released",
                "fetch the whole history, with its tags: git fetch --unshallow --tags",
            ) from None
        raise


def find_date(folder: Path, commit: str) -> str:
    """Return the day of a commit as an ISO date."""
    return read_line(folder, "show", "--no-patch", "--format=%cs", commit)


def require_clean(folder: Path, left_out: Iterable[str] = ()) -> None:
    """Check that nothing of the book is changed or new since the last commit.

    Parameters
    ----------
    folder
        The book's folder.
    left_out
        Files below it that may be.

    Raises
    ------
    InputError
        With the names of what is.
    """
    passed = [f":(exclude){name}" for name in left_out]
    status = run_git(folder, "status", "--porcelain", "-z", "-uall", "--", ".", *passed)
    names = [entry[3:] for entry in status.decode(errors="replace").split("\0") if len(entry) > 3]
    if names:
        shown = ", ".join(names[:MOST_SHOWN]) + (" …" if len(names) > MOST_SHOWN else "")
        raise InputError(
            "the book's folder",
            f"files that are not committed: {shown}",
            "a commit that holds all of what is released",
            "commit them, or set them aside (git stash --include-untracked)",
        )


def export_commit(folder: Path, commit: str, to: Path) -> None:
    """Write the files of a commit below an empty folder.

    Raises
    ------
    InputError
        If the repository has no such commit.
    """
    packed = run_git(folder, "archive", "--format=tar", commit)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(to, filter="data")

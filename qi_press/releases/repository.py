"""What a release asks of the book's repository: the commit, its day, and that nothing is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.repository import find_commit, read_line, run_git

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MOST_SHOWN = 10


def require_commit(folder: Path, name: str = "HEAD") -> str:
    """Return the full name of a commit.

    Raises
    ------
    InputError
        If the repository has none of that name.
    """
    found = find_commit(folder, name)
    if not found:
        raise InputError(
            "the repository",
            f"no commit “{name}”",
            "the commit that was released",
            "fetch the whole history, with its tags: git fetch --unshallow --tags",
        )
    return found


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

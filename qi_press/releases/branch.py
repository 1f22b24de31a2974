"""A publication that is kept as a branch of the repository, for hosts that serve one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from qi_files.repository import export_commit, find_commit, read_line, run_git

if TYPE_CHECKING:
    from pathlib import Path


def restore_publication(repository: Path, branch: str, place: Path) -> str:
    """Write the publication that a branch holds to a new folder; return the branch's commit, or "".

    The working tree is not touched.
    """
    place.mkdir()
    top = _find_top(repository)
    tip = find_commit(top, f"refs/heads/{branch}")
    if tip:
        export_commit(top, tip, place)
    return tip


def commit_publication(repository: Path, branch: str, place: Path, tip: str, words: str) -> None:
    """Make the files of a folder the next commit of a branch.

    The branch moves at the very end, and only if it is still at `tip`.

    Raises
    ------
    InputError
        If it has moved meanwhile, or git refuses.
    """
    top = _find_top(repository)
    index = place.with_name("index")
    env = os.environ | {"GIT_INDEX_FILE": str(index)}
    run_git(top, f"--work-tree={place}", "add", "--all", "--force", ".", env=env)
    tree = run_git(top, "write-tree", env=env).decode().strip()
    parents = ["-p", tip] if tip else []
    commit = read_line(top, "commit-tree", tree, *parents, "-m", words)
    run_git(top, "update-ref", f"refs/heads/{branch}", commit, tip or "0" * 40)


def _find_top(repository: Path) -> Path:
    from pathlib import Path

    return Path(read_line(repository, "rev-parse", "--show-toplevel"))

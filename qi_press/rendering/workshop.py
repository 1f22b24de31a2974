"""The folder `.press/`: one render at a time, a place to build, and the swap at the end."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from qi_press.errors import PressError
from qi_press.shelf import WORKSHOP, Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "lock"


@contextmanager
def lock_project(folder: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the project for one render; the lock ends with the process, whatever happens to it.

    Parameters
    ----------
    folder
        The project's folder.
    wait
        Whether to wait until another render has ended.

    Raises
    ------
    PressError
        If another render holds the project, and `wait` is false.
    """
    workshop = folder / WORKSHOP
    workshop.mkdir(exist_ok=True)
    with (workshop / LOCK).open("a+") as file:
        try:
            _lock_file(file, wait=wait)
        except OSError:
            raise PressError(
                f"{WORKSHOP}/{LOCK}",
                "another render of this book, still running",
                "one render at a time",
                "wait until it has ended, then render again",
            ) from None
        yield


def _lock_file(file: IO[str], *, wait: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_stage(folder: Path) -> Path:
    """Return an empty folder for figures and typst's files; the last render's is removed."""
    stage = folder / WORKSHOP / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    return stage


@contextmanager
def replace_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `output` when all went well.

    When the block raises, `output` is as it was. A file that did not change stays the same file,
    with its date, so that what copies or watches the folder sees only what is new.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent)
    built = output.parent / fresh
    built.chmod(0o755)
    try:
        yield built
        _keep_unchanged(built, output)
        _swap(built, output)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def _keep_unchanged(built: Path, output: Path) -> None:
    """Put the old file in the place of each new one that says the same."""
    for new in list(built.rglob("*")):
        old = output / new.relative_to(built)
        if new.is_symlink() or not new.is_file() or not old.is_file():
            continue
        if new.stat().st_size == old.stat().st_size and new.read_bytes() == old.read_bytes():
            twin = new.with_name(f".{new.name}.kept")
            try:
                os.link(old, twin)
            except OSError:  # a file system without links
                shutil.copystat(old, new)
            else:
                twin.replace(new)


def tidy_shelves(folder: Path, chapters: int) -> None:
    """Drop the oldest results that the press keeps; a book of more chapters keeps more."""
    for name, share in (("cells", 5), ("pandoc", 40)):
        Shelf(folder / WORKSHOP / name).clear(max(400, share * chapters))


def _swap(built: Path, output: Path) -> None:
    if not output.exists():
        built.rename(output)
        return
    old = output.with_name(f"{built.name}-old")
    output.rename(old)
    try:
        built.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)

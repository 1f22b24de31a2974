"""The folder `.press/`: one render at a time, a place to build, and the swap at the end."""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from qi_press.cache import WORKSHOP
from qi_press.errors import PressError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "lock"


@contextmanager
def lock_project(folder: Path) -> Iterator[None]:
    """Hold the project for one render; the lock ends with the process, whatever happens to it.

    Raises
    ------
    PressError
        If another render holds it.
    """
    workshop = folder / WORKSHOP
    workshop.mkdir(exist_ok=True)
    with (workshop / LOCK).open("a+") as file:
        try:
            _lock_file(file)
        except OSError:
            raise PressError(
                f"{WORKSHOP}/{LOCK}",
                "another render of this book, still running",
                "one render at a time",
                "wait until it has ended, then render again",
            ) from None
        yield


def _lock_file(file: IO[str]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def open_stage(folder: Path) -> Path:
    """Return an empty folder for figures and typst's files; the last render's is removed."""
    stage = folder / WORKSHOP / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    return stage


@contextmanager
def replace_folder(output: Path) -> Iterator[Path]:
    """Give an empty folder that takes the place of `output` when all went well.

    When the block raises, `output` is as it was.
    """
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh = tempfile.mkdtemp(prefix=f".{output.name}-", dir=output.parent)
    built = output.parent / fresh
    built.chmod(0o755)
    try:
        yield built
        _swap(built, output)
    finally:
        shutil.rmtree(built, ignore_errors=True)


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

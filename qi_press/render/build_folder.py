"""The folder `.press/`: one render at a time, a place to build, and the swap at the end."""

from __future__ import annotations

import errno
import glob
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.cache import BUILD_FOLDER, Cache

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LOCK = "lock"
INTERVAL = 0.1
"""Seconds between two tries for the lock."""
SIGN = ".press-"
"""Stands in the name of a folder that is being built, after the name that it will have."""
OLD = "-old"
SYNCS = 16
"""Files that the disk is asked to keep at once, which costs it little more than one."""
HELD = (errno.EAGAIN, errno.EACCES, errno.EWOULDBLOCK, errno.EDEADLK)
"""What systems say of a lock that another process has."""


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
    InputError
        If another render holds the project, and `wait` is false.
    """
    build_folder = folder / BUILD_FOLDER
    if build_folder.exists() and not build_folder.is_dir():
        raise InputError(
            BUILD_FOLDER, "a file", "a folder for what the press keeps", "move the file elsewhere"
        )
    build_folder.mkdir(exist_ok=True)
    with hold_lock(build_folder / LOCK, "another render of this book", wait=wait):
        yield


@contextmanager
def hold_lock(path: Path, other: str, *, wait: bool = False) -> Iterator[None]:
    """Hold the lock file at `path` as long as the block runs, or the process lives.

    Raises
    ------
    InputError
        If `other` (in words, "another render") holds it, and `wait` is false.
    """
    where = f"{path.parent.name}/{path.name}"
    path.parent.mkdir(exist_ok=True)
    with path.open("a+") as file:
        while not _lock_file(file, where):
            if not wait:
                raise InputError(
                    where,
                    f"{other}, still running",
                    "one at a time",
                    "wait until it has ended, then try again",
                )
            time.sleep(INTERVAL)
        yield


def _lock_file(file: IO[str], where: str) -> bool:
    """Return whether the lock is ours now; false while another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in HELD:
            return False
        raise InputError(
            where,
            f"a lock that the file system refuses ({error.strerror})",
            "a folder on a disk that can lock files",
            "move the book to a disk of this machine",
        ) from None
    return True


def open_stage(folder: Path) -> Path:
    """Return an empty folder for figures and typst's files; the last render's is removed."""
    stage = folder / BUILD_FOLDER / "stage"
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
    clear_leftovers(output)
    fresh = tempfile.mkdtemp(prefix=f".{output.name}{SIGN}", dir=output.parent)
    built = output.parent / fresh
    built.chmod(0o755)
    try:
        yield built
        _keep_unchanged(built, output)
        _open_to_readers(built)
        _sync_files(built)
        _swap(built, output)
    finally:
        shutil.rmtree(built, ignore_errors=True)


def clear_leftovers(output: Path) -> None:
    """Remove what a render that was killed left; put back the output if it was just taken away."""
    for folder in sorted(output.parent.glob(f".{glob.escape(output.name)}{SIGN}*")):
        if folder.name.endswith(OLD) and not output.exists():
            folder.rename(output)
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _keep_unchanged(built: Path, output: Path) -> None:
    """Put the old file in the place of each new one that says the same."""
    for new in list(built.rglob("*")):
        old = output / new.relative_to(built)
        if new.is_symlink() or not new.is_file() or not old.is_file():
            continue
        if new.samefile(old):
            continue
        if new.stat().st_size == old.stat().st_size and new.read_bytes() == old.read_bytes():
            twin = new.with_name(f".{new.name}.kept")
            try:
                os.link(old, twin)
            except OSError:  # a file system without links
                shutil.copystat(old, new)
            else:
                twin.replace(new)


def _open_to_readers(folder: Path) -> None:
    """Let a server read what is written, whatever the author keeps from others (`umask`)."""
    for path in folder.rglob("*"):
        mode = path.stat().st_mode
        wanted = mode | (0o755 if path.is_dir() else 0o644)
        if mode != wanted and not path.is_symlink():
            path.chmod(wanted)


def _sync_files(folder: Path) -> None:
    """Let the disk have every new file before a name leads to it, lest power fail between."""
    fresh = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_nlink == 1)
    with ThreadPoolExecutor(SYNCS) as pool:
        list(pool.map(_sync_file, fresh))


def _sync_file(path: Path) -> None:
    with path.open("rb" if os.name == "posix" else "rb+") as file:
        os.fsync(file.fileno())


def tidy_caches(folder: Path, chapters: int) -> None:
    """Drop the oldest results that the press keeps; a book of more chapters keeps more."""
    for name, share in (("cells", 5), ("pandoc", 40)):
        Cache(folder / BUILD_FOLDER / name).clear(max(400, share * chapters))


def _swap(built: Path, output: Path) -> None:
    """Put a folder in the place of another; where the system can, readers miss it at no time."""
    if not output.exists():
        built.rename(output)
        return
    if _exchange(built, output):
        return
    old = output.with_name(f"{built.name}{OLD}")
    output.rename(old)
    try:
        built.rename(output)
    except OSError:
        old.rename(output)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system can."""
    if sys.platform != "linux":
        return False
    import ctypes

    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    here, flag = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
    return rename is not None and not rename(here, os.fsencode(one), here, os.fsencode(other), flag)

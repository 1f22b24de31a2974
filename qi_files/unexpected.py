"""What is said where no one foresaw what went wrong: the machine's fault, or the program's own."""

from __future__ import annotations

import errno
import platform
import sys
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePath
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "qi-report"
FRAMES = 12
"""How many of the innermost calls are shown."""
FULL = {
    errno.ENOSPC: ("no room on its disk", "make room on the disk, and run the command again"),
    errno.EDQUOT: ("no room in your share of its disk", "remove files of yours, or ask for more"),
    errno.EFBIG: (
        "a file larger than this session may write",
        "raise the limit (“ulimit -f unlimited”), or write to a disk that takes larger files",
    ),
    errno.EROFS: ("a disk that can only be read", "work in a folder on another disk"),
    errno.EMFILE: ("too many open files for this session", "raise the limit (“ulimit -n 1024”)"),
}
"""Number of an error → what is full or closed, and what to do."""


def explain_unexpected(error: Exception, program: str = "qi-press") -> InputError:
    """Return what a user is told of an error: its own message, if it has one for users.

    What the machine refuses (a full disk, a missing right) is told with the file that it is about.
    Anything else is the program's own fault, and told with what its makers need to mend it.
    """
    if isinstance(error, InputError):
        return error
    if isinstance(error, OSError) and error.errno in FULL:
        found, do = FULL[error.errno]
        where = error.filename if isinstance(error.filename, str) else "the disk"
        done = "what was written before is as it was"
        return InputError(where, found, f"a disk that takes the output; {done}", do)
    if isinstance(error, OSError) and error.strerror and isinstance(error.filename, str):
        return InputError(
            error.filename,
            error.strerror,
            f"a file that {program} can read, in a folder that it can write to",
            "give it the right, make room, or close the program that holds it, and run it again",
        )
    if isinstance(error, MemoryError):
        return InputError(
            "the machine", "too little memory", "room for the work", "close programs, run it again"
        )
    first = str(error).strip().partition("\n")[0]
    return InputError(
        program,
        f"a fault of the program itself: {type(error).__name__}{': ' * bool(first)}{first}",
        "what was asked for, or a message that says what to mend",
        "report it to the makers with all of these lines and, if you can, the file that it is "
        "about; your files and the last good output are as they were",
        "\n".join([_describe_machine(program), *_list_calls(error)]),
    )


def _describe_machine(program: str) -> str:
    try:
        own = version(PACKAGE)
    except PackageNotFoundError:
        own = "of unknown version"
    return f"{program} {own}, Python {platform.python_version()}, {sys.platform}"


def _list_calls(error: Exception) -> Iterator[str]:
    """Yield the innermost calls, each on a line, without the folders of this machine."""
    for frame in traceback.extract_tb(error.__traceback__)[-FRAMES:]:
        yield f"{_shorten(frame.filename)}:{frame.lineno} in {frame.name}"


def _shorten(filename: str) -> str:
    """Return a file's place below the folder of packages or of the project that it belongs to."""
    parts = PurePath(filename).parts
    for root in ("site-packages", "dist-packages"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    return "/".join(parts[-3:]) if {"qi_press", "qi_stats", "qi_files"} & set(parts) else parts[-1]

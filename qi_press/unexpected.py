"""What is said where no one foresaw what went wrong: the machine's fault, or the press's own."""

from __future__ import annotations

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


def explain_unexpected(error: Exception) -> InputError:
    """Return what an author is told of an error: its own message, if it has one for authors.

    What the machine refuses (a full disk, a missing right) is told with the file that it is about.
    Anything else is the press's own fault, and told with what its makers need to mend it.
    """
    if isinstance(error, InputError):
        return error
    if isinstance(error, OSError) and error.strerror and isinstance(error.filename, str):
        return InputError(
            error.filename,
            error.strerror,
            "a file that the press can read, in a folder that it can write to",
            "give it the right, make room, or close the program that holds it, and render again",
        )
    if isinstance(error, MemoryError):
        return InputError(
            "the machine", "too little memory", "room for the book", "close programs, render again"
        )
    first = str(error).strip().partition("\n")[0]
    return InputError(
        "qi-press",
        f"a fault of the press itself: {type(error).__name__}{': ' * bool(first)}{first}",
        "what was asked for, or a message that says what to mend",
        "report it to the makers of the press with all of these lines and, if you can, the "
        "chapter; your files and the last good output are as they were",
        "\n".join([_describe_machine(), *_list_calls(error)]),
    )


def _describe_machine() -> str:
    try:
        own = version(PACKAGE)
    except PackageNotFoundError:
        own = "of unknown version"
    return f"qi-press {own}, Python {platform.python_version()}, {sys.platform}"


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
    return "/".join(parts[-3:]) if "qi_press" in parts else parts[-1]

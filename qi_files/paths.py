"""How files are named in messages, reached, read and written, and where the project is."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from qi_files.errors import InputError, quote

PROJECT_FILE = "_quarto.yml"


def find_root(start: Path | None = None) -> Path:
    """Return the project's folder: the nearest one at or above `start` that holds `_quarto.yml`.

    Parameters
    ----------
    start
        A file or folder; the working directory if not given.

    Raises
    ------
    InputError
        If no folder on the way up holds the file.
    """
    place = (start or Path.cwd()).resolve()
    for folder in (place, *place.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    raise InputError(
        show_path(place),
        f"no {PROJECT_FILE} here or in a folder above",
        f"a folder inside a project, whose top folder holds {PROJECT_FILE}",
        "change to the project's folder and run the command again",
    )


def resolve_inside(root: Path, relative: str | Path) -> Path:
    """Return the absolute path of `relative` inside `root`, symbolic links followed.

    Raises
    ------
    InputError
        If `relative` is absolute or leads out of `root`.
    """
    base = root.resolve()
    try:
        path = (base / relative).resolve()
    except (RuntimeError, OSError):  # a loop of symbolic links; a name that no system takes
        found, do = f"{quote(relative)}, which leads nowhere", "put the file itself in its place"
        raise InputError(show_path(base), found, "a file", do) from None
    if Path(relative).is_absolute() or not path.is_relative_to(base):
        raise InputError(
            show_path(base),
            f"the file name {quote(relative)}",
            "a file inside this folder",
            "give the file's path relative to this folder, without “..” at its beginning",
        )
    return path


def show_path(path: Path) -> str:
    """Return `path` as messages show it: relative to the working directory where it is inside."""
    absolute = path.absolute()
    working = Path.cwd()
    inside = absolute.is_relative_to(working) and absolute != working
    return (absolute.relative_to(working) if inside else path).as_posix()


def read_text(path: Path, where: str | None = None) -> str:
    """Return the text of a file in UTF-8, whatever system ends its lines.

    Parameters
    ----------
    path
        The file.
    where
        Its name as messages show it.

    Raises
    ------
    InputError
        If it can't be read or is not UTF-8.
    """
    where = where or show_path(path)
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        found = f"{error.strerror}".lower()
        raise InputError(where, found, "a file that can be read", "check its name") from None
    except UnicodeDecodeError as error:
        raise explain_bytes(where, path, error) from None


def explain_bytes(where: str, path: Path, error: UnicodeDecodeError) -> InputError:
    """Return the error for the file at `path`, shown as `where`, that is not UTF-8."""
    line = path.read_bytes()[: error.start].count(b"\n") + 1
    found = "a character that is not UTF-8"
    return InputError(f"{where}:{line}", found, "text in UTF-8", "save the file as UTF-8")


def write_atomically(path: Path, content: str | bytes, *, durable: bool = True) -> bool:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a part.

    Text is written as UTF-8 with its line ends as they are.
    A file that holds the same content already is left alone.

    Parameters
    ----------
    path, content
        The file, and what it is to hold.
    durable
        False for what can be made anew: after a failure of power it may be empty or cut.

    Returns
    -------
    bool
        True if the file was written, False if it held the content already.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            if durable:
                os.fsync(file.fileno())  # a rename may reach the disk before what was written
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True

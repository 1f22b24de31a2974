"""The version of a book, which its `pyproject.toml` gives."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "pyproject.toml"


def read_version(folder: Path) -> str:
    """Return the version in the project's `pyproject.toml`; "" where there is none.

    Raises
    ------
    InputError
        If the file is no TOML.
    """
    path = folder / PACKAGE
    if not path.is_file():
        return ""
    try:
        package = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(PACKAGE, f"no valid TOML: {error}", "valid TOML", "mend it") from None
    return str(find_value(package, ("project", "version")) or "")

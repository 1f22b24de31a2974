"""The lines of a chapter, with the files that it includes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<file>.+?)\s*>\}\}\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chapter after includes, with the place it was written at."""

    text: str
    file: str
    number: int

    @property
    def place(self) -> str:
        """Return "file:line"."""
        return f"{self.file}:{self.number}"


def read_lines(project: Path, file: str, trail: tuple[str, ...] = ()) -> Iterator[Line]:
    """Yield the lines of a chapter with every `{{< include >}}` replaced by its file.

    Parameters
    ----------
    project
        The project's folder.
    file
        Source below that folder, with forward slashes.
    trail
        Files that are being included already.

    Raises
    ------
    InputError
        If a file is missing, is not UTF-8, lies outside the project, or includes itself.
    """
    text = read_text(project / file, file)
    for number, content in enumerate(text.removesuffix("\n").split("\n"), start=1):
        match = INCLUDE.match(content)
        if match is None:
            yield Line(content, file, number)
        else:
            target = _find_include(project, file, match["file"].strip("\"'"), number)
            if target in (*trail, file):
                raise InputError(
                    f"{file}:{number}",
                    f"“{target}” including itself",
                    "a file that is not being included already",
                    "break the circle",
                )
            yield from read_lines(project, target, (*trail, file))


def _find_include(project: Path, file: str, name: str, number: int) -> str:
    base = project if name.startswith("/") else (project / file).parent
    path = (base / name.lstrip("/")).resolve()
    if not path.is_file() or not path.is_relative_to(project):
        raise InputError(
            f"{file}:{number}",
            f"include of “{name}”, and no such file in the project",
            "a file relative to the chapter, or to the project after a leading slash",
            "write the file or mend the name",
        )
    return path.relative_to(project).as_posix()

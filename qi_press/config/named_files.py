"""The files that a book's settings name: bibliography, style and filters."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_files.errors import InputError, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_press.yamltext import YamlText, YamlValue

ENDINGS = {"bibliography": ".bib", "csl": ".csl", "filters": ".lua"}
"""Setting that names files → how their names usually end."""
OWN = frozenset({"filters"})
"""Settings whose files have to lie inside the project and to end so."""


def check_files(settings: YamlText, folder: Path) -> Iterator[InputError]:
    """Yield an error for each file that is missing, or of a kind that the press can't use."""
    for key, ending in ENDINGS.items():
        for index, name in enumerate(_list_names(settings.data.get(key))):
            if _can_be_used(key, folder / name, folder):
                continue
            here = [
                one.relative_to(folder).as_posix()
                for pattern in ("*", "*/*")
                for one in folder.glob(pattern + ending)
                if _can_be_used(key, one, folder)
            ]
            yield InputError(
                settings.place(key, index),
                f"{key} “{name}”, and no such file" + (" in the project" if key in OWN else ""),
                f"a {ending} file",
                suggest(
                    name,
                    here,
                    "add the file, or mend the name",
                    lambda file: PurePosixPath(file).stem,
                ),
            )


def _list_names(value: YamlValue) -> list[str]:
    return [str(name) for name in (value if isinstance(value, list) else [value] if value else [])]


def _can_be_used(key: str, file: Path, folder: Path) -> bool:
    if key not in OWN:
        return file.is_file()
    found = file.resolve()
    return found.is_file() and found.suffix == ENDINGS[key] and found.is_relative_to(folder)

"""Checks the values of a book's settings before any cell runs: their kinds, the files they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.errors import PressError, raise_errors, suggest
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_press.yamltext import KeyPath, YamlText, YamlValue

TEXTS: tuple[KeyPath, ...] = (
    ("project", "output-dir"), ("lang",), ("jupyter",), ("date-format",), ("abstract",),
    *(("book", name) for name in (
        "title", "subtitle", "description", "abstract", "date", "date-format", "output-file",
        "site-url", "repo-url", "repo-branch", "favicon",
    )),
)  # fmt: skip
NAMES: tuple[KeyPath, ...] = (
    ("filters",), ("bibliography",), ("csl",), ("keywords",), ("book", "keywords"),
    ("book", "downloads"), ("book", "repo-actions"), ("press", "inputs"), ("press", "preload"),
)  # fmt: skip
LISTS: tuple[KeyPath, ...] = (("book", "chapters"), ("book", "appendices"))
FILES = {"bibliography": ".bib", "csl": ".csl", "filters": ".lua"}
"""Setting that names files → how their names usually end."""
OWN = frozenset({"filters"})
"""Settings whose files have to lie inside the project and to end so."""


def list_names(value: YamlValue) -> list[str]:
    """Return the names that a setting gives: one, a list of them, or none."""
    if isinstance(value, list):
        return [str(name) for name in value]
    return [str(value)] if value else []


def check_materials(settings: YamlText, folder: Path) -> None:
    """Check the settings that take text, names or a list, and that the files they name are there.

    Raises
    ------
    PressError
        If a value is of another kind, or a file is missing, outside the project, or of a kind that
        the press can't use; all misfits at once.
    """
    raise_errors(list(_check_kinds(settings)))
    raise_errors(list(_check_files(settings, folder)))


def _check_kinds(settings: YamlText) -> Iterator[PressError]:
    for path in TEXTS:
        value = find_value(settings.data, path)
        if isinstance(value, (dict, list)):
            yield _refuse_kind(settings, path, value, "text", "write it on one line")
    for path in NAMES:
        value = find_value(settings.data, path)
        items = value if isinstance(value, list) else [value]
        wrong = [item for item in items if isinstance(item, (dict, list, bool))]
        if wrong or (isinstance(value, list) and None in value):
            wanted = "a name, or a list of names"
            yield _refuse_kind(settings, path, wrong[0] if wrong else None, wanted, "correct it")
    for path in LISTS:
        value = find_value(settings.data, path)
        if value is not None and not isinstance(value, list):
            yield _refuse_kind(settings, path, value, "a list", "list the files, one a line")


def _refuse_kind(
    settings: YamlText, path: KeyPath, value: YamlValue, expected: str, do: str
) -> PressError:
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    word = str(value).lower() if isinstance(value, bool) else str(value)
    found = kinds.get(type(value), f"“{word}”")
    label = " › ".join(map(str, path))
    return PressError(settings.place(*path), f"{found} for “{label}”", expected, do)


def _check_files(settings: YamlText, folder: Path) -> Iterator[PressError]:
    for key, ending in FILES.items():
        for index, name in enumerate(list_names(settings.data.get(key))):
            if _can_be_used(key, folder / name, folder):
                continue
            here = [
                one.relative_to(folder).as_posix()
                for pattern in ("*", "*/*")
                for one in folder.glob(pattern + ending)
                if _can_be_used(key, one, folder)
            ]
            yield PressError(
                settings.place(key, index),
                f"{key} “{name}”, and no such file" + (" in the project" if key in OWN else ""),
                f"a {ending} file",
                suggest(name, here, "add the file, or mend the name"),
            )


def _can_be_used(key: str, file: Path, folder: Path) -> bool:
    if key not in OWN:
        return file.is_file()
    found = file.resolve()
    return found.is_file() and found.suffix == FILES[key] and found.is_relative_to(folder)

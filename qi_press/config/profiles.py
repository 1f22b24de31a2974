"""Profiles: `_quarto-NAME.yml` over `_quarto.yml`, as the caller or the environment chooses."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.yamltext import find_value, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qi_press.yamltext import YamlText, YamlValue

VARIABLE = "QUARTO_PROFILE"
NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_.-]*$")


def choose_profiles(settings: YamlText, asked: Sequence[str] | None) -> tuple[str, ...]:
    """Return the active profiles: those asked for, else the environment's, else the default ones.

    Of each group under `profile: group:` one is active always, the first when no other is.

    Raises
    ------
    InputError
        If a name could be no part of a file's name.
    """
    names = list(asked or _split(os.environ.get(VARIABLE, "")))
    if not names:
        names = list(_list_names(find_value(settings.data, ("profile", "default"))))
    for group in _list_groups(find_value(settings.data, ("profile", "group"))):
        if group and not set(group) & set(names):
            names.append(group[0])
    for name in names:
        if not NAME.match(name):
            raise InputError(
                f"profile “{name}”",
                "a name that cannot be part of a file's name",
                "letters, digits, hyphens",
                "mend --profile, QUARTO_PROFILE or “profile:” in _quarto.yml",
            )
    return tuple(dict.fromkeys(names))


def _split(text: str) -> list[str]:
    return [name for name in re.split(r"[,\s]+", text) if name]


def _list_names(value: YamlValue) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value] if value else []:
        yield from _split(str(item))


def _list_groups(value: YamlValue) -> list[list[str]]:
    groups = value if isinstance(value, list) else []
    if groups and not any(isinstance(group, list) for group in groups):
        groups = [groups]
    return [list(_list_names(group)) for group in groups]


def merge_profiles(settings: YamlText, folder: Path, profiles: Sequence[str]) -> YamlText:
    """Return the settings with the file of each active profile over them, in order.

    A profile without a file changes no setting; content can still depend on it.
    """
    for name in profiles:
        path = folder / f"_quarto-{name}.yml"
        if path.is_file():
            settings = settings.merge(read_yaml_file(path, path.name))
    return settings

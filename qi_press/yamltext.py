"""YAML text together with the line that every key stands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from qi_files.errors import InputError, quote
from qi_files.paths import read_text
from qi_files.yamltree import parse_yaml, to_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

KeyPath = tuple[str | int, ...]
YamlValue = Any
"""Text, number, truth value, nothing, or a list or mapping of these."""


@dataclass(frozen=True, slots=True)
class YamlText:
    """Parsed YAML that can still say where each value stood."""

    where: str
    """The file's name, as shown to the author."""
    data: YamlValue
    lines: Mapping[KeyPath, int]
    origins: Mapping[KeyPath, str] = field(default_factory=dict)
    """The file of each value that another file than `where` gave."""

    def place(self, *path: str | int) -> str:
        """Return "file:line" of the value at `path`, or of its nearest known parent."""
        for length in range(len(path), -1, -1):
            known = path[:length]
            if known in self.lines:
                return f"{self.origins.get(known, self.where)}:{self.lines[known]}"
        return self.where

    def merge(self, other: YamlText) -> YamlText:
        """Return these settings with another file's over them, as Quarto merges them.

        Mappings are merged key by key and lists are joined; any other value takes the place of
        the one that stood there.
        """
        lines, origins = dict(self.lines), dict(self.origins)
        data = _merge_values(self.data, other.data)
        for path, line in other.lines.items():
            moved = _move_path(path, self.data, other.data)
            if path and (moved not in lines or not isinstance(find_value(data, moved), dict)):
                lines[moved] = line
                origins[moved] = other.origins.get(path, other.where)
        return YamlText(self.where, data, lines, origins)


def _merge_values(old: YamlValue, new: YamlValue) -> YamlValue:
    if isinstance(old, dict) and isinstance(new, dict):
        merged = {key: _merge_values(old.get(key), value) for key, value in new.items()}
        return {**old, **merged}
    if isinstance(old, list) and isinstance(new, list):
        return [*old, *(item for item in new if item not in old)]
    return new


def _move_path(path: KeyPath, old: YamlValue, new: YamlValue) -> KeyPath:
    """Return where a value of the new settings stands after a merge that joined lists."""
    moved: list[str | int] = []
    for key in path:
        if isinstance(old, list) and isinstance(new, list) and isinstance(key, int):
            item = new[key]
            new_items = [entry for entry in new[:key] if entry not in old]
            moved.append(old.index(item) if item in old else len(old) + len(new_items))
            old, new = None, item
            continue
        moved.append(key)
        old = old.get(key) if isinstance(old, dict) else None
        new = new.get(key) if isinstance(new, dict) else new[key] if isinstance(key, int) else None
    return tuple(moved)


def read_yaml(text: str, where: str, first_line: int = 1) -> YamlText:
    """Parse a mapping and remember its lines.

    Parameters
    ----------
    text
        YAML source; nothing but comments reads as an empty mapping.
    where
        Name of the file that the text comes from.
    first_line
        Line of that file on which the text starts.

    Raises
    ------
    InputError
        If the text is no YAML, repeats a key, or is not a mapping.
    """
    root = parse_yaml(text, where, first_line)
    if root is None:
        return YamlText(where, {}, {})
    data = to_value(root)
    if not isinstance(data, dict):
        raise InputError(
            f"{where}:{first_line}",
            quote(data),
            "lines of the form “key: value”",
            "write one setting a line",
        )
    return YamlText(where, data, dict(_list_lines(root, root, (), first_line)))


def read_yaml_file(path: Path, where: str) -> YamlText:
    """Parse the file at `path`, which messages call `where`.

    Raises
    ------
    InputError
        If it is not UTF-8, or as `read_yaml` does.
    """
    return read_yaml(read_text(path, where), where)


def _list_lines(
    name: yaml.Node, node: yaml.Node, path: KeyPath, first: int
) -> Iterator[tuple[KeyPath, int]]:
    """Yield the line of the value `node`, where its name stands, and of each value inside it."""
    yield path, first + name.start_mark.line
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _list_lines(item, item, (*path, index), first)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _list_lines(key, value, (*path, key.value), first)


def find_value(data: YamlValue, path: KeyPath) -> YamlValue:
    """Return the value at `path` of nested mappings, or None."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data

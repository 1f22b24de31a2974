"""YAML text together with the line that every key stands on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from qi_press.errors import PressError, explain_bytes
from qi_press.yamlfaults import explain_sign, explain_syntax

if TYPE_CHECKING:
    from collections.abc import Mapping
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


DEEPEST = 40
"""Levels of settings inside settings; no book has more than ten."""


class _Loader(yaml.SafeLoader):
    """Safe loader in which only true and false are booleans and a date stays text.

    It refuses aliases, which can hold themselves or stand for millions of values, and depth without
    end, before it makes anything of them.
    """

    where = ""
    first_line = 1
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:  # noqa: ANN401
        """Return the next node of the text."""
        event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(
                event,
                f"“*{event.anchor}”, which repeats an “&{event.anchor}”",
                "each value written out",
                "write it out here",
            )
        if self.depth == DEEPEST:
            raise self._refuse(
                event,
                f"more than {DEEPEST} levels of brackets or indentation",
                "settings inside settings, a few deep",
                "remove brackets",
            )
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, event: yaml.Event, found: str, expected: str, do: str) -> PressError:
        line = self.first_line + (event.start_mark.line if event.start_mark else 0)
        return PressError(f"{self.where}:{line}", found, expected, do)


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("^(?:true|True|TRUE|false|False|FALSE)$"), list("tTfF")
)


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
    PressError
        If the text is no YAML, repeats a key, or is not a mapping.
    """
    node, data = _parse(text, where, first_line)
    lines: dict[KeyPath, int] = {}
    if node is not None:
        _collect_lines(node, (), first_line, lines, where)
    if not isinstance(data, dict):
        raise PressError(
            f"{where}:{first_line}",
            f"“{str(data)[:60]}”",
            "lines of the form “key: value”",
            "write one setting a line",
        )
    return YamlText(where, data, lines)


def read_yaml_file(path: Path, where: str) -> YamlText:
    """Parse the file at `path`, which messages call `where`.

    Raises
    ------
    PressError
        If it is not UTF-8, or as `read_yaml` does.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise explain_bytes(where, path, error) from None
    return read_yaml(text, where)


def _parse(text: str, where: str, first_line: int) -> tuple[yaml.Node | None, YamlValue]:
    """Return the text's node, None if it has only comments, and what it stands for."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        raise explain_sign(error, text, where, first_line) from None
    loader.where, loader.first_line = where, first_line
    try:
        node = loader.get_single_node()
        return node, loader.construct_document(node) if node else {}
    except yaml.MarkedYAMLError as error:
        raise explain_syntax(error, text, where, first_line) from None
    except (ValueError, AttributeError):  # a tag that lies
        raise PressError(
            where, "values that can't be read", "plain values", "remove tags"
        ) from None
    finally:
        loader.dispose()


def _collect_lines(
    node: yaml.Node, path: KeyPath, first: int, lines: dict[KeyPath, int], where: str
) -> None:
    lines.setdefault(path, first + node.start_mark.line)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _collect_lines(item, (*path, index), first, lines, where)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            inner = (*path, str(key.value))
            line = first + key.start_mark.line
            if inner in lines:
                raise PressError(
                    f"{where}:{line}",
                    f"“{key.value}” a second time",
                    f"each key once (first on line {lines[inner]})",
                    "remove one of the two",
                )
            lines[inner] = line
            _collect_lines(value, inner, first, lines, where)


def find_value(data: YamlValue, path: KeyPath) -> YamlValue:
    """Return the value at `path` of nested mappings, or None."""
    for key in path:
        if not isinstance(data, dict):
            return None
        data = data.get(key)
    return data

"""A YAML file as nodes that remember their line, and as plain values.

Only the types of YAML 1.2's core schema are recognised: `yes`, `no`, `on`, `off` and dates stay
text. Keys of a mapping are always text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from qi_stats.documents.syntax import explain_syntax
from qi_stats.errors import InputError, quote, raise_errors
from qi_stats.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
)
_DEEPEST = 50
_QUOTED = frozenset({'"', "'", "|", ">"})
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_tree(path: Path) -> yaml.Node:
    """Return the root node of the YAML file at `path`.

    Raises
    ------
    InputError
        If the file is missing, is not UTF-8, is empty, is no YAML, repeats a key or uses an alias.
    """
    text = _read_text(path)
    try:
        _check_depth(path, text)
        root = yaml.compose(text, Loader=_Loader)
        if root is None:
            raise _unusable(path, None, "an empty file", "a YAML document", "fill in the file")
        _check_nodes(path, root)
    except yaml.YAMLError as error:
        raise explain_syntax(path, text, error) from None
    return root


def to_value(node: yaml.Node) -> Any:  # noqa: ANN401 - YAML holds anything
    """Return the plain Python value of `node`: dict, list, str, int, float, bool or None."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: to_value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [to_value(item) for item in node.value]
    return _to_scalar(node)


def find_line(root: yaml.Node, keys: Sequence[str | int]) -> int:
    """Return the line (from 1) of the entry that `keys` lead to, or of the last one that exists."""
    node, line = root, root.start_mark.line + 1
    for key in keys:
        entry = find_child(node, key)
        if entry is None:
            break
        node, line = entry[1], entry[0].start_mark.line + 1
    return line


def find_child(node: yaml.Node, key: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of the name and the value of `node`'s entry `key`, or None."""
    if isinstance(node, yaml.MappingNode):
        return next((entry for entry in node.value if entry[0].value == str(key)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unusable(
            path, None, f"{error.strerror}".lower(), "a file that can be read", "check its name"
        ) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise _unusable(
            path, line, "a character that is not UTF-8", "text in UTF-8", "save the file as UTF-8"
        ) from None


def _check_depth(path: Path, text: str) -> None:
    """Refuse nesting so deep that composing nodes, which recurses in C, could end the process."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark is not None else None
            found = f"more than {_DEEPEST} levels inside one another"
            raise _unusable(path, line, found, "fewer levels", "check the brackets and indentation")


def _check_nodes(path: Path, root: yaml.Node) -> None:
    """Refuse repeated keys, keys that are no words, tags, and nodes used twice (aliases)."""
    errors: list[InputError] = []
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            errors.append(_refuse(path, node, "an alias", "values written out", "write it out"))
            continue
        seen.add(id(node))
        if node.tag not in _TAGS:
            found = f"the tag {quote(node.tag)}"
            errors.append(_refuse(path, node, found, "values without tags", "remove the tag"))
        if isinstance(node, yaml.MappingNode):
            errors.extend(_check_keys(path, node))
            waiting.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(reversed(node.value))
    raise_errors(errors)


def _check_keys(path: Path, node: yaml.MappingNode) -> list[InputError]:
    errors: list[InputError] = []
    lines: dict[str, int] = {}
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            errors.append(_refuse(path, key, "a list as a key", "a word", "use a word"))
        elif key.value in lines:
            found = f"{quote(key.value)} a second time"
            expected = f"each key once (first in line {lines[key.value]})"
            errors.append(_refuse(path, key, found, expected, "remove one of the two"))
        else:
            lines[key.value] = key.start_mark.line + 1
    return errors


def _to_scalar(node: yaml.Node) -> str | int | float | bool | None:
    text = str(node.value)
    if isinstance(node, yaml.ScalarNode) and node.style in _QUOTED:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def _refuse(path: Path, node: yaml.Node, found: str, expected: str, do: str) -> InputError:
    return _unusable(path, node.start_mark.line + 1, found, expected, do)


def _unusable(path: Path, line: int | None, found: str, expected: str, do: str) -> InputError:
    where = show_path(path) if line is None else f"{show_path(path)}:{line}"
    return InputError(where, found, expected, do)

"""YAML as nodes that remember their line, and as plain values.

Only the types of YAML 1.2's core schema are recognised: `yes`, `no`, `on`, `off` and dates stay
text. Keys of a mapping are always text. Tags and aliases are refused: an alias can hold itself, or
stand for millions of values.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from qi_files.errors import InputError, quote, raise_errors
from qi_files.yamlsyntax import explain_character, explain_syntax

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEEPEST = 50
_QUOTED = frozenset({'"', "'", "|", ">"})
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Source(NamedTuple):
    """YAML text and where it stands."""

    text: str
    where: str
    """Name of the file that the text comes from, as messages show it."""
    first_line: int = 1
    """Line of that file on which the text starts."""

    def refuse(self, index: int, found: str, expected: str, do: str) -> InputError:
        """Return the error of the line with this index."""
        return InputError(f"{self.where}:{self.first_line + index}", found, expected, do)


def parse_yaml(text: str, where: str, first_line: int = 1) -> yaml.Node | None:
    """Return the root node of YAML text; None where it holds nothing but comments.

    Parameters
    ----------
    text
        The text.
    where
        Name of the file that it comes from, as messages show it.
    first_line
        Line of that file on which it starts.

    Raises
    ------
    InputError
        If it is no YAML, is nested too deep, repeats a key, or uses a tag or an alias.
    """
    source = Source(text, where, first_line)
    try:
        _check_events(source)
        root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        raise explain_syntax(error, text, where, first_line) from None
    except yaml.YAMLError:
        raise explain_character(text, where, first_line) from None
    if root is not None:
        raise_errors(_check_keys(source, root))
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


def _check_events(source: Source) -> None:
    """Refuse aliases, tags, and nesting so deep that composing nodes could end the process."""
    depth = 0
    for event in yaml.parse(source.text, Loader=_Loader):
        line = event.start_mark.line if event.start_mark is not None else 0
        if isinstance(event, yaml.AliasEvent):
            found = f"“*{event.anchor}”, which repeats an “&{event.anchor}”"
            raise source.refuse(line, found, "each value written out", "write it out here")
        if getattr(event, "tag", None) not in {None, "!"}:
            found = f"the tag {quote(event.tag)}"  # type: ignore[attr-defined]
            raise source.refuse(line, found, "values without tags", "remove the tag, or quote it")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            found = f"more than {_DEEPEST} levels of brackets or indentation"
            raise source.refuse(line, found, "fewer levels", "remove brackets or indentation")


def _check_keys(source: Source, root: yaml.Node) -> Iterator[InputError]:
    """Yield an error for each key that is repeated or is no word."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        lines: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            line = key.start_mark.line
            if not isinstance(key, yaml.ScalarNode):
                expected = "a word as a key; in quotation marks, a text that begins with “[” or “{”"
                yield source.refuse(line, "brackets as a key", expected, "use a word, or quote it")
            elif key.value in lines:
                expected = f"each key once (first on line {lines[key.value]})"
                found = f"{quote(key.value)} a second time"
                yield source.refuse(line, found, expected, "remove one of the two")
            else:
                lines[key.value] = source.first_line + line
        if isinstance(node, yaml.MappingNode):
            waiting.extend(value for _, value in reversed(node.value))
        elif isinstance(node, yaml.SequenceNode):
            waiting.extend(reversed(node.value))


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
    number = float(text) if _FLOAT.fullmatch(text) else math.nan
    return number if math.isfinite(number) else text

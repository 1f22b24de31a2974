"""The types of values that options take: how each is read, and what to say of any other value."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_press.yamltext import YamlValue

OLD_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that YAML once took for true and false, and Quarto does not → what to write."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """How the value of an option is read."""

    words: str
    """What is expected, in an error."""
    read: Callable[[YamlValue], YamlValue]
    """Returns the value for the configuration; raises ValueError for one of another type."""
    do: str = "correct it"


def _read_text(value: YamlValue) -> str:
    if isinstance(value, (dict, list)):
        raise ValueError(value)
    return "" if value is False or value is None else str(value)


def _read_name(value: YamlValue) -> str:
    if isinstance(value, bool) or value is None:
        raise ValueError(value)
    return _read_text(value)


def _read_names(value: YamlValue) -> tuple[str, ...]:
    return tuple(map(_read_name, value if isinstance(value, list) else [value]))


def _read_texts(value: YamlValue) -> str | tuple[str, ...]:
    return tuple(map(_read_text, value)) if isinstance(value, list) else _read_text(value)


def _read_panels(value: YamlValue) -> bool | str | tuple[str, ...]:
    if value is False:
        raise ValueError(value)
    return True if value is True else _read_texts(value)


def _read_classes(value: YamlValue) -> tuple[str, ...]:
    """Return names, which may begin with a dot, from a list or from one text."""
    names = _read_texts(value)
    return tuple(name.lstrip(".") for name in (names.split() if isinstance(names, str) else names))


def _read_whole(value: YamlValue) -> int:
    if isinstance(value, bool) or not re.fullmatch(r"0*[1-9]\d{0,3}", str(value)):
        raise ValueError(value)
    return int(value)


def _read_depth(value: YamlValue) -> int:
    if (depth := _read_whole(value)) > 6:
        raise ValueError(value)
    return depth


def _read_size(value: YamlValue) -> float:
    if isinstance(value, (bool, dict, list)) or not 0 < float(value) < math.inf:
        raise ValueError(value)
    return float(value)


def _read_address(value: YamlValue) -> str:
    urlsplit(str(value))
    return _read_text(value)


def _read_truth(value: YamlValue) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)  # one error for all types
    return value


def _read_mapping(value: YamlValue) -> YamlValue:
    if not isinstance(value, dict):
        raise ValueError(value)
    return value


def _read_list(value: YamlValue) -> YamlValue:
    if not isinstance(value, list):
        raise ValueError(value)
    return value


def _read_text_or_mapping(value: YamlValue) -> YamlValue:
    return value if isinstance(value, dict) else _read_text(value)


def _read_format(value: YamlValue) -> YamlValue:
    if not isinstance(value, dict) and value not in ("default", True):
        raise ValueError(value)
    return value


def _read_formats(value: YamlValue) -> YamlValue:
    return value if isinstance(value, dict) else _read_names(value)


def _read_source(value: YamlValue) -> bool:
    """Return whether code-tools as such ask for the source; settings of its own do so apart."""
    return False if isinstance(value, dict) else _read_truth(value)


def _keep(value: YamlValue) -> YamlValue:
    return value


def allow_words(*words: str) -> ValueType:
    """Return the type of what is true, false, or one of some words."""

    def read(value: YamlValue) -> bool | str:
        if isinstance(value, bool):
            return value
        if value not in words:
            raise ValueError(value)
        return str(value)

    return ValueType(f"true, false or {' or '.join(words)}", read)


ANY = ValueType("a value", _keep)
TEXT = ValueType("text", _read_text, "write it on one line")
TEXTS = ValueType("text, or a list of texts", _read_texts)
TEXT_OR_MAPPING = ValueType("text, or settings of its own", _read_text_or_mapping)
NAMES = ValueType("a name, or a list of names", _read_names)
CLASSES = ValueType("text, or a list of texts", _read_classes)
PANELS = ValueType("true, a text, or a list of texts", _read_panels)
ADDRESS = ValueType("an address such as https://example.org", _read_address)
LIST = ValueType("a list", _read_list, "list the files, one a line")
MAPPING = ValueType(
    "entries of the form “key: value”", _read_mapping, "write them below it, one a line"
)
MAPPING_OR_FALSE = ValueType(
    MAPPING.words, lambda value: False if value is False else _read_mapping(value), MAPPING.do
)
FORMAT = ValueType("default, or settings of its own", _read_format, "write one a line")
FORMATS = ValueType("html, typst, docx, or settings for each", _read_formats)
TRUTH = ValueType("true or false", _read_truth)
CODE_TOOLS = ValueType("true, false, or settings of its own", _read_source)
WHOLE = ValueType("a whole number from 1 on", _read_whole, "write digits alone")
DEPTH = ValueType("a number from 1 to 6", _read_depth)
SIZE = ValueType("a number above 0", _read_size, "write digits alone")
FOLD = allow_words("show")
ECHO = allow_words("fenced")
OUTPUT = allow_words("asis")
SWITCHES = (TRUTH, FOLD, ECHO, OUTPUT)

"""The kinds of values that settings take, checked before anything reckons with one."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qi_files.characters import UNPRINTABLE
from qi_files.errors import InputError
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qi_press.yamltext import KeyPath, YamlText, YamlValue

    Settings = Mapping[KeyPath, "ValueType"]
    """Where a setting stands → the kind of its value."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a value has to be."""

    words: str
    fits: Callable[[YamlValue], bool]
    do: str = "correct it"


def _is_text(value: YamlValue) -> bool:
    return not isinstance(value, (dict, list))


def _is_name(value: YamlValue) -> bool:
    return _is_text(value) and value is not None and not isinstance(value, bool)


def _are_names(value: YamlValue) -> bool:
    return all(map(_is_name, value)) if isinstance(value, list) else _is_name(value)


def _is_whole(value: YamlValue) -> bool:
    return not isinstance(value, bool) and re.fullmatch(r"0*[1-9]\d{0,3}", str(value)) is not None


def _is_size(value: YamlValue) -> bool:
    try:
        size = float(value)
    except (TypeError, ValueError):
        return False
    return not isinstance(value, bool) and 0 < size < math.inf


def _is_address(value: YamlValue) -> bool:
    try:
        urlsplit(str(value))
    except ValueError:
        return False
    return _is_text(value)


TEXT = ValueType("text", _is_text, "write it on one line")
TEXTS = ValueType(
    "text, or a list of texts",
    lambda value: all(map(_is_text, value)) if isinstance(value, list) else _is_text(value),
)
TEXT_OR_MAPPING = ValueType(
    "text, or settings of its own", lambda value: not isinstance(value, list)
)
NAMES = ValueType("a name, or a list of names", _are_names)
ADDRESS = ValueType("an address such as https://example.org", _is_address)
LIST = ValueType("a list", lambda value: isinstance(value, list), "list the files, one a line")
MAPPING = ValueType(
    "entries of the form “key: value”",
    lambda value: isinstance(value, dict),
    "write them below it, one a line",
)
FORMAT = ValueType(
    "default, or settings of its own",
    lambda value: isinstance(value, dict) or value in ("default", True),
    "write one a line",
)
FORMATS = ValueType(
    "html, typst, docx, or settings for each",
    lambda value: isinstance(value, dict) or _are_names(value),
)
OLD_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}
"""Words that YAML once took for true and false, and Quarto does not → what to write."""
MODERN = ValueType("true or false", lambda value: str(value).lower() not in OLD_WORDS)
TRUTH = ValueType("true or false", lambda value: isinstance(value, bool))
WHOLE = ValueType("a whole number from 1 on", _is_whole, "write digits alone")
DEPTH = ValueType("a number from 1 to 6", lambda value: _is_whole(value) and int(value) <= 6)
SIZE = ValueType("a number above 0", _is_size, "write digits alone")
PANELS = ValueType(
    "true, a text, or a list of texts",
    lambda value: TEXTS.fits(value) and value is not False,
)


def allow_words(*words: str) -> ValueType:
    """Return the kind of what is true, false, or one of some words."""
    return ValueType(
        f"true, false or {' or '.join(words)}",
        lambda value: isinstance(value, bool) or value in words,
    )


def place(kind: ValueType, names: str, *section: str) -> Settings:
    """Return a kind for each of some settings of a section; their names stand apart by spaces."""
    return {(*section, name): kind for name in names.split()}


FOLD = allow_words("show")
ECHO = allow_words("fenced")
OUTPUT = allow_words("asis")
SWITCHES = (TRUTH, MODERN, FOLD, ECHO, OUTPUT)
SHARED: Settings = {
    **place(MAPPING, "execute"),
    **place(TRUTH, "eval include warning error", "execute"),
    **place(ECHO, "echo", "execute"),
    **place(OUTPUT, "output", "execute"),
    **place(SIZE, "fig-width fig-height fig-dpi"),
    **place(FOLD, "code-fold"),
    **place(TEXT, "code-summary callout-appearance"),
    **place(TRUTH, "callout-icon"),
}
"""Settings that both a book and a chapter have."""
CHAPTER: Settings = {**SHARED, **place(TEXT, "title description")}
CELL: Settings = {
    **place(TEXT, "label lst-label lst-cap code-summary"),
    **place(TEXTS, "fig-cap tbl-cap fig-alt classes tags"),
    **place(PANELS, "fig-subcap tbl-subcap"),
    **place(TRUTH, "include warning error"),
    **place(MODERN, "echo eval output"),
    **place(FOLD, "code-fold"),
}
"""Options of a cell; the others have their words in the table of features."""


def check_values(settings: YamlText, kinds: Settings) -> Iterator[InputError]:
    """Yield an error for each value of another kind, and for each text with a sign of control.

    A setting without a value is none.
    """
    for path, kind in kinds.items():
        value = find_value(settings.data, path)
        if value is not None and not kind.fits(value):
            yield _refuse_kind(settings, path, value, kind)
    for path, text in _list_texts(settings.data, ()):
        sign = UNPRINTABLE.search(text)
        if sign:
            yield InputError(
                settings.place(*path),
                f"a sign that can't be shown (U+{ord(sign[0]):04X}) for “{_name(path)}”",
                "text that can be read",
                "remove the sign",
            )


def _refuse_kind(
    settings: YamlText, path: KeyPath, value: YamlValue, kind: ValueType
) -> InputError:
    """Return the error of a value of another kind."""
    if isinstance(value, list) and kind is NAMES:
        value = next(item for item in value if not _is_name(item))
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    word = str(value).lower() if isinstance(value, bool) else str(value)
    found = f"{kinds.get(type(value), f'“{word}”')} for “{_name(path)}”"
    do = (
        f"write {OLD_WORDS[word.lower()]}"
        if kind in SWITCHES and word.lower() in OLD_WORDS
        else kind.do
    )
    return InputError(settings.place(*path), found, kind.words, do)


def _list_texts(value: YamlValue, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of nested values with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _list_texts(inner, (*path, key))


def _name(path: KeyPath) -> str:
    return " › ".join(str(key + 1) if isinstance(key, int) else str(key) for key in path)

"""Options of a configuration: declared on the fields of a dataclass, read from YAML.

A field declares where its option stands in the YAML and what type its value has:

>>> @dataclass(frozen=True)
... class Page:
...     toc_depth: int = option("format.html.toc-depth toc-depth", DEPTH, default=3)

Of several places, the first that has a value counts. What no field declares is unknown, and
becomes a diagnostic.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from qi_files.characters import UNPRINTABLE
from qi_files.errors import InputError
from qi_press.config.value_types import NAMES, OLD_WORDS, SWITCHES, ValueType
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qi_press.yamltext import KeyPath, YamlText, YamlValue

PATHS, TYPE, ONLY = "paths", "type", "only"


def option(
    paths: str,
    value_type: ValueType,
    default: YamlValue = None,
    only: tuple[YamlValue, ...] = (),
) -> YamlValue:
    """Declare an option.

    Parameters
    ----------
    paths
        Where it may stand, apart by spaces; the keys of a path are parted by dots.
    value_type
        How its value is read.
    default
        Its value where nobody gives one.
    only
        The values that the press acts upon, where there are others; those are reported.
    """
    places = tuple(tuple(path.split(".")) for path in paths.split())
    return dataclasses.field(
        default=default, metadata={PATHS: places, TYPE: value_type, ONLY: only}
    )


def list_options(cls: type) -> Iterator[dataclasses.Field[Any]]:
    """Yield the fields of a dataclass that are options."""
    return (item for item in dataclasses.fields(cls) if PATHS in item.metadata)


def read_options(cls: type, settings: YamlText, base: object = None) -> dict[str, Any]:
    """Return the options of a dataclass that the settings give, by the names of the fields.

    Parameters
    ----------
    cls
        The dataclass.
    settings
        What the author wrote.
    base
        Gives options that the settings do not give, where it has a field of the same name.
    """
    values: dict[str, Any] = {}
    for item in list_options(cls):
        if hasattr(base, item.name):
            values[item.name] = getattr(base, item.name)
        for path in reversed(item.metadata[PATHS]):
            value = find_value(settings.data, path)
            if value is not None:
                values[item.name] = item.metadata[TYPE].read(value)
    return values


def check_options(
    settings: YamlText, *classes: type, sections: Mapping[KeyPath, ValueType] | None = None
) -> Iterator[InputError]:
    """Yield an error for each value of another type, and for each text with a control character.

    An option without a value is none.

    Parameters
    ----------
    settings
        What the author wrote.
    classes
        The dataclasses whose options are checked.
    sections
        Further places to check: what holds options, or is read elsewhere.
    """
    types = dict(sections or {})
    for cls in classes:
        for item in list_options(cls):
            types |= dict.fromkeys(item.metadata[PATHS], item.metadata[TYPE])
    for path, value_type in types.items():
        value = find_value(settings.data, path)
        try:
            if value is not None:
                value_type.read(value)
        except (ValueError, TypeError):
            yield _refuse_value(settings, path, value, value_type)
    for path, text in _list_texts(settings.data, ()):
        sign = UNPRINTABLE.search(text)
        if sign:
            yield InputError(
                settings.place(*path),
                f"a sign that can't be shown (U+{ord(sign[0]):04X}) for “{name_path(path)}”",
                "text that can be read",
                "remove the sign",
            )


def _refuse_value(
    settings: YamlText, path: KeyPath, value: YamlValue, value_type: ValueType
) -> InputError:
    if isinstance(value, list) and value_type is NAMES:
        wrong = (dict, list, bool, type(None))
        value = next(item for item in value if isinstance(item, wrong))
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    word = print_value(value)
    found = f"{kinds.get(type(value), f'“{word}”')} for “{name_path(path)}”"
    old = value_type in SWITCHES and word.lower() in OLD_WORDS
    do = f"write {OLD_WORDS[word.lower()]}" if old else value_type.do
    return InputError(settings.place(*path), found, value_type.words, do)


def _list_texts(value: YamlValue, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of nested values with its place."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from _list_texts(inner, (*path, key))


def list_unknown(
    settings: YamlText, classes: Iterable[type], sections: Iterable[KeyPath]
) -> Iterator[KeyPath]:
    """Yield the place of each setting that no option declares, outermost ones only."""
    known = {path for cls in classes for item in list_options(cls) for path in item.metadata[PATHS]}
    known |= set(sections)
    parents = {path[:length] for path in known for length in range(len(path))}

    def walk(value: YamlValue, path: KeyPath) -> Iterator[KeyPath]:
        for key, inner in value.items():
            here = (*path, key)
            if here not in known and here not in parents:
                yield here
            elif here in parents and isinstance(inner, dict):
                yield from walk(inner, here)

    return walk(settings.data, ())


def list_left_out(settings: YamlText, *classes: type) -> Iterator[tuple[KeyPath, YamlValue, str]]:
    """Yield the place and value of each option that the press does not act upon, and what it does.

    The last is the values that the press knows.
    """
    for cls in classes:
        for item in list_options(cls):
            for path in item.metadata[PATHS] if item.metadata[ONLY] else ():
                value = find_value(settings.data, path)
                if value is not None and value not in item.metadata[ONLY]:
                    yield path, value, ", ".join(map(print_value, item.metadata[ONLY]))


def print_value(value: YamlValue) -> str:
    """Return a value as YAML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def name_path(path: KeyPath) -> str:
    """Return the words for a place in YAML."""
    return " › ".join(str(key + 1) if isinstance(key, int) else str(key) for key in path)

"""Checks that the values of settings are of the kind that each setting takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.errors import PressError
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator

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
MAPPINGS: tuple[KeyPath, ...] = (("execute",), ("crossref",), ("press",))
FIGURES = ("fig-width", "fig-height", "fig-dpi")
NUMBERS: tuple[KeyPath, ...] = (
    ("number-depth",),
    *((name,) for name in FIGURES),
    *(("format", "html", name) for name in FIGURES),
)
KINDS: tuple[tuple[tuple[KeyPath, ...], tuple[type, ...], str, str], ...] = (
    (TEXTS, (str, int, float, bool), "text", "write it on one line"),
    (LISTS, (list,), "a list", "list the files, one a line"),
    (NUMBERS, (int, float), "a number", "write digits alone"),
    (MAPPINGS, (dict,), "entries of the form “key: value”", "write them below it, one a line"),
)
SWITCHES = ("echo", "eval", "include", "output", "warning", "error")
OLD_WORDS = {"yes": "true", "on": "true", "no": "false", "off": "false"}


def check_kinds(settings: YamlText) -> Iterator[PressError]:
    """Yield an error for each value of another kind than its setting takes.

    Parameters
    ----------
    settings
        The settings of a book, or a chapter's front matter.
    """
    for paths, types, expected, do in KINDS:
        for path in paths:
            value = find_value(settings.data, path)
            if value is not None and not _is_of(types, value):
                yield _refuse_kind(settings, path, value, expected, do)
    for path in NAMES:
        value = find_value(settings.data, path)
        items = value if isinstance(value, list) else [value]
        wrong = [item for item in items if isinstance(item, (dict, list, bool))]
        if wrong or (isinstance(value, list) and None in value):
            wanted = "a name, or a list of names"
            yield _refuse_kind(settings, path, wrong[0] if wrong else None, wanted, "correct it")
    for name in SWITCHES:
        yield from check_switch(settings, ("execute", name))


def _is_of(types: tuple[type, ...], value: YamlValue) -> bool:
    return isinstance(value, types) and (bool in types or not isinstance(value, bool))


def _refuse_kind(
    settings: YamlText, path: KeyPath, value: YamlValue, expected: str, do: str
) -> PressError:
    kinds = {dict: "a mapping", list: "a list", type(None): "nothing"}
    word = str(value).lower() if isinstance(value, bool) else str(value)
    found = kinds.get(type(value), f"“{word}”")
    label = " › ".join(map(str, path))
    return PressError(settings.place(*path), f"{found} for “{label}”", expected, do)


def check_switch(settings: YamlText, path: KeyPath) -> Iterator[PressError]:
    """Yield an error for a word that YAML once took for true or false, and Quarto does not."""
    value = find_value(settings.data, path)
    if isinstance(value, str) and value.lower() in OLD_WORDS:
        yield _refuse_kind(
            settings, path, value, "true or false", f"write {OLD_WORDS[value.lower()]}"
        )

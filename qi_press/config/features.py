"""Checks what a book asks for against `features.yaml`, the table of what the press knows."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_files.errors import suggest
from qi_press.pandoc.elements import walk
from qi_press.yamltext import find_value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qi_press.diagnostics import Diagnostics
    from qi_press.pandoc.elements import Node
    from qi_press.yamltext import KeyPath, YamlText, YamlValue

CALLOUTS = ("note", "tip", "warning", "caution", "important")
TITLES = (("book", "title"), ("book", "subtitle"), ("book", "abstract"), ("abstract",))
MARKDOWN = re.compile(r"(?<!\w)(\*\*?|__?|`|\$)\S(.*?\S)?\1(?!\w)|\]\(|<[a-z/]|\{\{<")
"""What Markdown would set in another way, or a shortcode."""
PLACES = {"Header": 1, "Div": 0, "Span": 0, "Code": 0, "CodeBlock": 0, "Image": 0, "Table": 0}
"""Type of element → where in its contents the attributes stand."""


@cache
def read_features() -> Mapping[str, YamlValue]:
    """Return the table."""
    text = (files("qi_press.config") / "features.yaml").read_text(encoding="utf-8")
    features: Mapping[str, YamlValue] = read_yaml(text, "features.yaml").data
    return features


def check_settings(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Note every setting of `_quarto.yml` that the press does not act upon."""
    features = read_features()
    for name, known in features["settings"].items():
        path = tuple(name.split(".")) if name else ()
        section = find_value(settings.data, path)
        for key in section if isinstance(section, dict) else ():
            if key not in known and key not in features["replaced"].get(name, ()):
                label = " › ".join(map(str, (*path, key)))
                diagnostics.warn(settings.place(*path, key), f"setting “{label}” is not supported")
    _check_order(settings, diagnostics)
    _check_words(settings, diagnostics)
    _check_authors(settings, diagnostics)
    for name, values in features["values"].items():
        path = tuple(name.split("."))
        value = find_value(settings.data, path)
        if value is not None and value not in values:
            diagnostics.warn(
                settings.place(*path),
                f"“{path[-1]}: {_print(value)}” is not supported, only {_print_all(values)}",
            )


def check_titles(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Note Markdown in a text of the settings, which Quarto would set and the press shows as is."""
    for path in TITLES:
        text = find_value(settings.data, path)
        if isinstance(text, str) and MARKDOWN.search(text):
            label = " › ".join(path)
            diagnostics.warn(settings.place(*path), f"Markdown in “{label}” is not supported")


def _check_order(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Note what the lines of the book's order ask for in vain."""

    def check(items: YamlValue, path: KeyPath) -> None:
        for index, item in enumerate(items if isinstance(items, list) else ()):
            for key in item if isinstance(item, dict) else ():
                here = (*path, index, key)
                if key == "chapters":
                    check(item[key], here)
                elif key not in read_features()["order"]:
                    where = settings.place(*here)
                    diagnostics.warn(
                        where, f"“{key}” of a chapter in the book's order is not supported"
                    )

    for name in ("chapters", "appendices"):
        check(settings.data["book"].get(name), ("book", name))


def _check_authors(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Note what is told of an author and not shown."""
    for name in ("author", "authors"):
        people = settings.data["book"].get(name)
        for index, person in enumerate(people if isinstance(people, list) else [people]):
            for key in person if isinstance(person, dict) else ():
                if key not in read_features()["author"]:
                    here = (index, key) if isinstance(people, list) else (key,)
                    where = settings.place("book", name, *here)
                    diagnostics.warn(where, f"“{key}” of an author is not supported")


def _check_words(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Note titles and prefixes of cross-references that are no text, and take them out."""
    words = settings.data.get("crossref")
    if words is False:
        diagnostics.warn(settings.place("crossref"), "“crossref: false” is not supported")
        del settings.data["crossref"]
    for key in list(words) if isinstance(words, dict) else ():
        is_word = str(key).endswith(("-title", "-prefix", "-delim"))
        if is_word and (words[key] is None or isinstance(words[key], (bool, dict, list))):
            where = settings.place("crossref", key)
            diagnostics.warn(where, f"“crossref › {key}” that is no text is not supported")
            del words[key]


def _print(value: YamlValue) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _print_all(values: Sequence[YamlValue]) -> str:
    return ", ".join(map(_print, values))


def check_front_matter(front: YamlText, diagnostics: Diagnostics) -> None:
    """Note every key of a chapter's front matter that the press does not act upon."""
    features = read_features()
    for key, value in front.data.items():
        if key in features["front-matter"]:
            diagnostics.warn(
                front.place(key), f"“{key}” in a chapter's front matter is not supported"
            )
        for inner in value if key == "execute" and isinstance(value, dict) else ():
            if inner not in (*features["settings"][key], *features["replaced"][key]):
                label = f"“{key} › {inner}” in a chapter's front matter"
                diagnostics.warn(front.place(key, inner), f"{label} is not supported")


def check_cell_options(options: YamlText, diagnostics: Diagnostics) -> None:
    """Note every option of a cell, or value of one, that the press does not act upon."""
    known = read_features()["cell"]
    values = read_features()["cell-values"]
    for name, value in options.data.items():
        if name not in known:
            otherwise = "see the table of features"
            is_quartos = name in read_features()["cell-left-out"]
            advice = otherwise if is_quartos else suggest(str(name), known, otherwise)
            diagnostics.warn(
                options.place(name), f"cell option “{name}” is not supported; {advice}"
            )
        elif name in values and value not in values[name]:
            diagnostics.warn(
                options.place(name),
                f"“{name}: {_print(value)}” is not supported, only {_print_all(values[name])}",
            )


def check_markdown(
    blocks: Sequence[Node], find_line: Callable[[str], str], diagnostics: Diagnostics
) -> None:
    """Note what a chapter's Markdown asks for and the press does not do.

    Parameters
    ----------
    blocks
        The chapter as its author wrote it.
    find_line
        Returns "file:line" of the first match of a regular expression.
    diagnostics
        Collects what is found.
    """
    for node in walk(list(blocks)):
        if node["t"] in PLACES:
            for name, words in _list_unknown(node["c"][PLACES[node["t"]]]):
                diagnostics.warn(find_line(re.escape(name)), f"{words} is not supported")


def _list_unknown(attr: Sequence[YamlValue]) -> Iterator[tuple[str, str]]:
    """Yield what attributes ask for in vain: its name and the words for it."""
    features = read_features()
    identifier, classes, pairs = attr
    if identifier.partition("-")[0] in features["labels"] and "-" in identifier:
        yield identifier, f"the label “{identifier}” of a theorem or callout"
    for name in classes:
        if name.startswith(tuple(features["classes"])):
            yield name, f"the class “{name}”"
    kinds = [f"callout-{kind}" for kind in CALLOUTS]
    for name in classes:
        if name.startswith("callout-") and name not in kinds:
            yield name, f"the callout “{name}” ({suggest(name, kinds, ', '.join(kinds))})"
    for key, _ in pairs:
        if key in features["keys"]:
            yield key, f"the key “{key}”"


def write_table() -> str:
    """Return the table of features as Markdown, as docs/press-features.md has it."""
    lines = [
        "# Quarto features in the press",
        "",
        "Generated from `qi_press/config/features.yaml`:",
        "`qi-press features > docs/press-features.md`.",
        "Each supported feature is covered by a test, whose expectation is Quarto's documentation;",
        "each unsupported one by a test that the press says so, with file and line.",
        "Under `--strict` such a warning is an error.",
    ]
    for area, rows in read_features()["rows"].items():
        lines += ["", f"## {area}", "", "| Feature | Press |", "|:--|:--|"]
        lines += [
            f"| {row['name']} | {'no: ' + row['instead'] if 'instead' in row else 'yes'} |"
            for row in rows
        ]
    return "\n".join(lines) + "\n"

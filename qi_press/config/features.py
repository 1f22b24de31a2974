"""Checks what a book asks for against `features.yaml`, the table of what the press knows."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_files.errors import suggest
from qi_press.config.cell_options import CellOptions, ExecuteOptions
from qi_press.config.options import (
    PATHS,
    list_left_out,
    list_options,
    list_unknown,
    name_path,
    print_value,
)
from qi_press.pandoc.elements import walk
from qi_press.yamltext import find_value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from qi_press.diagnostics import Diagnostics
    from qi_press.pandoc.elements import Node
    from qi_press.yamltext import KeyPath, YamlText, YamlValue

CALLOUTS = ("note", "tip", "warning", "caution", "important")
PURPOSE = (
    "The press renders books of this kind where Quarto cannot be installed:",
    "chapters of prose, tables, figures and inline numbers, whose cells are Python.",
    "It reads the same `_quarto.yml` and the same chapters, and runs the cells in Jupyter kernels.",
    "It writes a website, a PDF and a Word file, numbered and captioned as Quarto does it.",
    "The same sources give the same bytes, on any day and machine.",
    "A cell runs again only when it, or something that it reads, has changed.",
    "The pages load nothing from elsewhere, and work under a strict security policy.",
    "It is no second Quarto: it has what authors of such reports use, and says “no” to the rest.",
    "What it does not do is reported with file and line, never passed over.",
    "Where both run, choose Quarto for its breadth, and the press for its speed.",
)
"""What the press is for."""
CONTENTS = ("part", "file", "href")
"""What a line of the book's contents may say, beside the chapters of a part."""
AUTHOR = ("name", "orcid", "email", "corresponding", "affiliation", "affiliations", "id")
"""What the press shows of an author."""
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


def check_settings(
    settings: YamlText,
    classes: Sequence[type],
    sections: Iterable[KeyPath],
    diagnostics: Diagnostics,
) -> None:
    """Report every setting of `_quarto.yml` that the press does not act upon.

    Parameters
    ----------
    settings
        What the author wrote.
    classes
        The classes whose fields are options.
    sections
        Further places that are read.
    diagnostics
        Collects what is found.
    """
    replaced = {
        (*(name.split(".") if name else ()), key)
        for name, keys in read_features()["replaced"].items()
        for key in keys
    }
    for path in list_unknown(settings, classes, {*sections, *replaced}):
        where = settings.place(*path)
        diagnostics.warn(where, f"setting “{name_path(path)}” is not supported")
    _check_contents(settings, diagnostics)
    _check_authors(settings, diagnostics)
    for path, value, known in list_left_out(settings, *classes):
        words = f"“{path[-1]}: {print_value(value)}” is not supported, only {known}"
        diagnostics.warn(settings.place(*path), words)


def check_titles(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Report Markdown in a text of the settings, which Quarto sets and the press does not."""
    for path in TITLES:
        text = find_value(settings.data, path)
        if isinstance(text, str) and MARKDOWN.search(text):
            label = " › ".join(path)
            diagnostics.warn(settings.place(*path), f"Markdown in “{label}” is not supported")


def _check_contents(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Report keys of the lines of the book's contents that the press does not act upon."""

    def check(items: YamlValue, path: KeyPath) -> None:
        for index, item in enumerate(items if isinstance(items, list) else ()):
            for key in item if isinstance(item, dict) else ():
                here = (*path, index, key)
                if key == "chapters":
                    check(item[key], here)
                elif key not in CONTENTS:
                    words = f"“{key}” of a chapter in the book's order is not supported"
                    diagnostics.warn(settings.place(*here), words)

    for name in ("chapters", "appendices"):
        check(settings.data["book"].get(name), ("book", name))


def _check_authors(settings: YamlText, diagnostics: Diagnostics) -> None:
    """Report what is told of an author and not shown."""
    for name in ("author", "authors"):
        people = settings.data["book"].get(name)
        for index, person in enumerate(people if isinstance(people, list) else [people]):
            for key in person if isinstance(person, dict) else ():
                if key not in AUTHOR:
                    here = (index, key) if isinstance(people, list) else (key,)
                    where = settings.place("book", name, *here)
                    diagnostics.warn(where, f"“{key}” of an author is not supported")


def check_front_matter(front: YamlText, diagnostics: Diagnostics) -> None:
    """Report every key of a chapter's front matter that the press does not act upon."""
    for key in front.data:
        if key in read_features()["front-matter"]:
            words = f"“{key}” in a chapter's front matter is not supported"
            diagnostics.warn(front.place(key), words)
    replaced = {("execute", key) for key in read_features()["replaced"]["execute"]}
    for path in list_unknown(front, [ExecuteOptions], replaced):
        if path[0] == "execute":
            words = f"“{name_path(path)}” in a chapter's front matter is not supported"
            diagnostics.warn(front.place(*path), words)


def check_cell_options(options: YamlText, diagnostics: Diagnostics) -> None:
    """Report every option of a cell that the press does not act upon."""
    known = [item.metadata[PATHS][0][0] for item in list_options(CellOptions)]
    for name in options.data:
        if name not in known:
            otherwise = "see the table of features"
            is_quartos = name in read_features()["cell-left-out"]
            advice = otherwise if is_quartos else suggest(str(name), known, otherwise)
            where = options.place(name)
            diagnostics.warn(where, f"cell option “{name}” is not supported; {advice}")


def check_markdown(
    blocks: Sequence[Node], find_line: Callable[[str], str], diagnostics: Diagnostics
) -> None:
    """Report what a chapter's Markdown asks for and the press does not do.

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
    """Yield what attributes ask for and the press does not do: its name and the words for it."""
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
        *PURPOSE,
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

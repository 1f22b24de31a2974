"""Quarto's shortcodes: include, meta, pagebreak, kbd and var."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import read_text
from qi_press.yamltext import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qi_press.notices import Notices
    from qi_press.yamltext import KeyPath, YamlText, YamlValue

SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<name>[\w-]+)\s*(?P<words>.*?)\s*>\}\}(?!\})")
INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<file>.+?)\s*>\}\}\s*$")
QUOTES = "\"'"
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
VARIABLES = "_variables.yml"
SYSTEMS = {"mac": "Mac", "win": "Windows", "linux": "Linux"}
NEW_PAGE = re.compile(r"^\\(?:newpage|pagebreak)(?:\{\})?\s*$")
PAGE_BREAK = "\n\n::: {.page-break}\n:::\n\n"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chapter after includes, with the place it was written at."""

    text: str
    file: str
    number: int

    @property
    def place(self) -> str:
        """Return "file:line"."""
        return f"{self.file}:{self.number}"


def read_lines(project: Path, file: str, trail: tuple[str, ...] = ()) -> Iterator[Line]:
    """Yield the lines of a chapter with every `{{< include >}}` replaced by its file.

    Parameters
    ----------
    project
        The project's folder.
    file
        Source below that folder, with forward slashes.
    trail
        Files that are being included already.

    Raises
    ------
    InputError
        If a file is missing, is not UTF-8, lies outside the project, or includes itself.
    """
    text = read_text(project / file, file)
    for number, content in enumerate(text.removesuffix("\n").split("\n"), start=1):
        match = INCLUDE.match(content)
        if match is None:
            yield Line(content, file, number)
        else:
            target = _find_include(project, file, match["file"].strip("\"'"), number)
            if target in (*trail, file):
                raise InputError(
                    f"{file}:{number}",
                    f"“{target}” including itself",
                    "a file that is not being included already",
                    "break the circle",
                )
            yield from read_lines(project, target, (*trail, file))


def _find_include(project: Path, file: str, name: str, number: int) -> str:
    base = project if name.startswith("/") else (project / file).parent
    path = (base / name.lstrip("/")).resolve()
    if not path.is_file() or not path.is_relative_to(project):
        raise InputError(
            f"{file}:{number}",
            f"include of “{name}”, and no such file in the project",
            "a file relative to the chapter, or to the project after a leading slash",
            "write the file or mend the name",
        )
    return path.relative_to(project).as_posix()


def read_variables(folder: Path) -> dict[str, YamlValue]:
    """Return what a project's `_variables.yml` gives, for `{{< var >}}`."""
    path = folder / VARIABLES
    if not path.is_file():
        return {}
    variables: dict[str, YamlValue] = read_yaml_file(path, VARIABLES).data
    return variables


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """Replaces shortcodes by what they stand for."""

    metadata: Mapping[str, YamlValue]
    """The settings, for `{{< meta >}}`; a chapter's own over the book's."""
    variables: Mapping[str, YamlValue]
    """Contents of `_variables.yml`, for `{{< var >}}`."""
    notices: Notices
    """Collects the shortcodes that are not supported."""

    def expand(self, text: str, place: str) -> str:
        """Return one line of prose with its shortcodes replaced by Markdown."""
        if NEW_PAGE.match(text):
            return PAGE_BREAK
        if "{{<" not in text:
            return text
        code = [match.span() for match in CODE.finditer(text)]

        def write(match: re.Match[str]) -> str:
            inside = any(start < match.start() < end for start, end in code)
            if match["name"] == "pagebreak" and not inside:
                return PAGE_BREAK
            return self._write(match, place, is_code=inside)

        return _unescape(SHORTCODE.sub(write, text))

    def expand_text(self, text: str, place: str, is_code: bool = True) -> str:
        """Return a line of code, or a value of YAML, with its shortcodes replaced."""
        if "{{<" not in text:
            return text
        return _unescape(SHORTCODE.sub(lambda match: self._write(match, place, is_code), text))

    def expand_values(self, settings: YamlText) -> YamlText:
        """Return settings with the shortcodes in every text of theirs replaced."""

        def walk(value: YamlValue, path: KeyPath) -> YamlValue:
            if isinstance(value, str):
                return self.expand_text(value, settings.place(*path), is_code=False)
            if isinstance(value, list):
                return [walk(item, (*path, index)) for index, item in enumerate(value)]
            if isinstance(value, dict):
                return {key: walk(item, (*path, key)) for key, item in value.items()}
            return value

        return replace(settings, data=walk(settings.data, ()))

    def _write(self, match: re.Match[str], place: str, is_code: bool) -> str:
        name, words = match["name"], match["words"]
        if name == "meta":
            return _find_text(self.metadata, words, place, "the metadata")
        if name == "var":
            return _find_text(self.variables, words, place, VARIABLES)
        if name == "kbd":
            return _write_keys(words, "{}" if is_code else "[{}]{{.kbd}}")
        here = " here" if name == "pagebreak" else ""
        self.notices.add(place, f"shortcode “{name}” is not supported{here}")
        return match[0]


def _unescape(text: str) -> str:
    return text.replace("{{{<", "{{<").replace(">}}}", ">}}")


def _write_keys(words: str, form: str) -> str:
    """Return keys to press: one name for all systems, or `mac=… win=… linux=…` in a row."""
    named = [word.partition("=") for word in words.split()]
    shown = [
        f"{form.format(keys.strip(QUOTES))} ({SYSTEMS.get(system, system)})"
        if sign
        else form.format(system)
        for system, sign, keys in named
    ]
    return ", ".join(shown)


def _find_text(source: YamlValue, key: str, place: str, name: str) -> str:
    value = source
    for word in key.strip(QUOTES).split("."):
        value = _step_into(value, word)
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if value is None or isinstance(value, (dict, list)):
        raise InputError(
            place,
            f"“{key}”, which {name} does not give",
            f"a key of {name} with text",
            "add the key or mend its name",
        )
    return str(value).lower() if isinstance(value, bool) else str(value)


def _step_into(value: YamlValue, word: str) -> YamlValue:
    """Return what a mapping has under a key, or a list at a place that is counted from 1."""
    if isinstance(value, list) and word.isdecimal() and 0 < int(word) <= len(value):
        return value[int(word) - 1]
    return value.get(word) if isinstance(value, dict) else None

"""Quarto's shortcodes: include, meta, pagebreak, kbd and var."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_press.errors import PressError, explain_bytes
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qi_press.notices import Notices
    from qi_press.yamltext import YamlValue

SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<name>[\w-]+)\s*(?P<words>.*?)\s*>\}\}(?!\})")
INCLUDE = re.compile(r"^\s*\{\{<\s*include\s+(?P<file>.+?)\s*>\}\}\s*$")
QUOTES = "\"'"
SYSTEMS = {"mac": "Mac", "win": "Windows", "linux": "Linux"}
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
    PressError
        If a file is missing, is not UTF-8, lies outside the project, or includes itself.
    """
    try:
        text = (project / file).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise explain_bytes(file, project / file, error) from None
    for number, content in enumerate(text.splitlines(), start=1):
        match = INCLUDE.match(content)
        if match is None:
            yield Line(content, file, number)
        else:
            target = _find_include(project, file, match["file"].strip("\"'"), number)
            if target in (*trail, file):
                raise PressError(
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
        raise PressError(
            f"{file}:{number}",
            f"include of “{name}”, and no such file in the project",
            "a file relative to the chapter, or to the project after a leading slash",
            "write the file or mend the name",
        )
    return path.relative_to(project).as_posix()


def expand_shortcodes(
    text: str,
    place: str,
    metadata: Mapping[str, YamlValue],
    variables: Mapping[str, YamlValue],
    notices: Notices,
) -> str:
    """Return one line of prose with its shortcodes replaced by Markdown."""

    def expand(match: re.Match[str]) -> str:
        name, words = match["name"], match["words"]
        if name == "meta":
            return _find_text(metadata, words, place, "the metadata")
        if name == "var":
            return _find_text(variables, words, place, "_variables.yml")
        if name == "pagebreak":
            return PAGE_BREAK
        if name == "kbd":
            return _write_keys(words)
        notices.add(place, f"shortcode “{name}” is not supported")
        return match[0]

    expanded = SHORTCODE.sub(expand, text)
    return expanded.replace("{{{<", "{{<").replace(">}}}", ">}}")


def _write_keys(words: str) -> str:
    """Return keys to press: one name for all systems, or `mac=… win=… linux=…` in a row."""
    named = [word.partition("=") for word in words.split()]
    shown = [
        f"[{keys.strip(QUOTES)}]{{.kbd}} ({SYSTEMS.get(system, system)})"
        if sign
        else f"[{system}]{{.kbd}}"
        for system, sign, keys in named
    ]
    return ", ".join(shown)


def _find_text(source: Mapping[str, YamlValue], key: str, place: str, name: str) -> str:
    value = find_value(source, tuple(key.split(".")))
    if value is None or isinstance(value, (dict, list)):
        raise PressError(
            place,
            f"“{key}”, which {name} does not give",
            f"a key of {name} with text",
            "add the key or mend its name",
        )
    return str(value)

"""Quarto's shortcodes: meta, pagebreak, kbd and var."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.model import Metadata
from qi_press.yamltext import read_yaml_file

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import KeyPath, YamlText, YamlValue

SHORTCODE = re.compile(r"(?<!\{)\{\{<\s*(?P<name>[\w-]+)\s*(?P<words>.*?)\s*>\}\}(?!\})")
QUOTES = "\"'"
CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)")
VARIABLES = "_variables.yml"
SYSTEMS = {"mac": "Mac", "win": "Windows", "linux": "Linux"}
NEW_PAGE = re.compile(r"^\\(?:newpage|pagebreak)(?:\{\})?\s*$")
PAGE_BREAK = "\n\n::: {.page-break}\n:::\n\n"


def read_variables(folder: Path) -> Metadata:
    """Return what a project's `_variables.yml` gives, for `{{< var >}}`."""
    path = folder / VARIABLES
    return Metadata((read_yaml_file(path, VARIABLES).data,) if path.is_file() else ())


@dataclass(frozen=True, slots=True)
class Shortcodes:
    """Replaces shortcodes by what they stand for."""

    metadata: Metadata
    """The settings, for `{{< meta >}}`; a chapter's own over the book's."""
    variables: Metadata
    """Contents of `_variables.yml`, for `{{< var >}}`."""
    diagnostics: Diagnostics
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
            known, options = _split_keys(words)
            for option in options:
                self.diagnostics.warn(place, f"“{option}” of the shortcode “kbd” is not supported")
            return _write_keys(known, "{}" if is_code else "[{}]{{.kbd}}")
        here = " here" if name == "pagebreak" else ""
        self.diagnostics.warn(place, f"shortcode “{name}” is not supported{here}")
        return match[0]


def _unescape(text: str) -> str:
    return text.replace("{{{<", "{{<").replace(">}}}", ">}}")


def _split_keys(words: str) -> tuple[str, list[str]]:
    """Return the keys to press, and the options beside them, such as `mode=plain`."""
    split = words.split()
    options = [word for word in split if "=" in word and word.partition("=")[0] not in SYSTEMS]
    return " ".join(word for word in split if word not in options), options


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


def _find_text(source: Metadata, key: str, place: str, name: str) -> str:
    value = source.find(key.strip(QUOTES))
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

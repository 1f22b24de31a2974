"""Turns the outputs of a cell into Markdown, and its figures into files."""

from __future__ import annotations

import ast
import base64
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.characters import fold_space
from qi_files.errors import InputError
from qi_press.cells.cell_errors import COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_press.cells.kernel import Output
    from qi_press.config.cell_options import CellOptions
    from qi_press.yamltext import YamlValue

SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~^$@\"'&:=])")
DISCARDED = re.compile(r"^(\[?<matplotlib\.|<Figure |\[?Text\(|<Axes)")
IMAGES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
OWN_FILE = re.compile(r"(?<![^\s\"'<>])[^\s\"'<>]*ipykernel_\d+[/\\]\d+\.py")
"""The name that a kernel gives a cell's source: another one in every run. It is sought from the
start of a word only, or a long word would take the square of its length."""
MOST_PRINTED = 100_000
"""Characters; more than a page can bear."""
TEXTS = ("text/html", "text/markdown", "text/latex", "text/plain")
OWN = "application/vnd.press."
DATA = {"text/csv": "csv", "application/json": "json"}
NUMBERS = "application/vnd.press.numbers+html"
"""Type under which an image carries its numbers as an HTML table, for those who can't see it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One output as Markdown, with the files that it shows and those that hold its data."""

    markdown: str
    kind: str
    """stdout, stderr, error, display, image, or asis."""
    files: Mapping[str, bytes]
    """Name of each file of the output → its contents: images first, then data."""
    numbers: str = ""
    """An image's numbers as an HTML table, for those who can't see it."""


def fence(text: str, info: str) -> str:
    """Return a fenced code block that no text can break out of."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks} {info}\n{text}\n{marks}\n"


def quote_attribute(text: str) -> str:
    """Return text as the quoted value of a Markdown attribute."""
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'


def escape_markdown(text: str) -> str:
    """Return text that Markdown shows as it is, on one line: a new one could begin a block."""
    return SPECIAL.sub(r"\\\1", fold_space(text))


def show_value(value: Mapping[str, YamlValue]) -> str:
    """Return the Markdown of an inline expression's value, as Quarto inserts it."""
    data = value["data"]
    if "text/markdown" in data:
        return str(data["text/markdown"])
    if "text/html" in data:
        return _raw_inline(str(data["text/html"]), "html")
    if "text/latex" in data:
        return str(data["text/latex"])
    return escape_markdown(_unquote(str(data.get("text/plain", ""))))


def _raw_inline(text: str, form: str) -> str:
    """Return raw text inside a paragraph, which a line of its own would end."""
    text = " ".join(line.strip() for line in text.splitlines() if line.strip())
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    marks = "`" * (longest + 1)
    return f"{marks} {fold_space(text)} {marks}{{={form}}}"


def _unquote(text: str) -> str:
    """Return a string's text from its repr; anything else stays."""
    if text[:1] in ("'", '"'):
        try:
            return str(ast.literal_eval(text))
        except (SyntaxError, ValueError):
            return text
    return text


def show_outputs(outputs: Sequence[Output], name: str, options: CellOptions) -> list[Shown]:
    """Return what a cell shows.

    Parameters
    ----------
    outputs
        The cell's outputs in the notebook format.
    name
        Name of the cell's files, without ending; those of a second output get "-2".
    options
        The cell's options; `output` and `warning` count here.
    """
    if not options.output or not options.include:
        return []
    has_image = any(kind in output.get("data", {}) for output in outputs for kind in IMAGES)
    shown: list[Shown] = []
    filed = 0
    for output in outputs:
        if output["output_type"] == "stream":
            shown += _show_stream(output, options)
        elif output["output_type"] == "error":
            text = _settle_text("\n".join(output["traceback"]))
            shown.append(Shown(fence(text, "{.error}"), "error", {}))
        elif has_image and _is_discarded(output["data"]):
            continue
        else:
            files = _collect_files(output["data"], name if not filed else f"{name}-{filed + 1}")
            filed += bool(files)
            shown += _show_data(output["data"], options, files)
    return shown


def check_length(outputs: Sequence[Output], place: str) -> None:
    """Refuse a text so long that no reader wants it, which is mostly a slip.

    Raises
    ------
    InputError
        If a cell prints more than `MOST_PRINTED` characters, or its value is such a text.
    """
    for output in outputs:
        data = output.get("data", {})
        text = str(output.get("text") or (data.get("text/plain", "") if len(data) == 1 else ""))
        if len(text) > MOST_PRINTED:
            raise InputError(
                place,
                f"a cell that prints {len(text):,} characters",
                f"at most {MOST_PRINTED:,}",
                "print less, or add “#| output: false”",
            )


def list_unshown(outputs: Sequence[Output]) -> list[str]:
    """Return the types of outputs that are there in no form which the press shows.

    Such an output has nothing but the text that Python prints of any object.
    """
    unshown = []
    for output in outputs:
        data = output.get("data", {})
        others = {kind for kind in data if kind != "text/plain" and not kind.startswith(OWN)}
        if others and not others & {*IMAGES, *TEXTS, *DATA}:
            unshown += sorted(others)
    return list(dict.fromkeys(unshown))


def _is_discarded(data: Mapping[str, YamlValue]) -> bool:
    """Return whether an output is only what a plotting function happened to return."""
    drawn = any(kind in data for kind in IMAGES)
    return not drawn and bool(DISCARDED.match(str(data.get("text/plain", ""))))


def _show_stream(output: Output, options: CellOptions) -> list[Shown]:
    text = _settle_text(output["text"]).rstrip("\n")
    if output["name"] == "stderr":
        return [Shown(fence(text, "{.stderr}"), "stderr", {})] if options.warning else []
    if options.output == "asis":
        return [Shown(text + "\n", "asis", {})]
    return [Shown(fence(text, "{.stdout}"), "stdout", {})]


def _settle_text(text: str) -> str:
    """Return what a cell said without colours and without what differs from run to run."""
    return OWN_FILE.sub("<cell>", COLOURS.sub("", text))


def _collect_files(data: Mapping[str, YamlValue], stem: str) -> dict[str, bytes]:
    """Return an output's images, and beside them its data in the forms that it offers."""
    files = {}
    for kind, ending in {**IMAGES, **DATA}.items():
        content = data.get(kind)
        if content is None:
            continue
        if ending in ("png", "jpg"):
            files[f"{stem}.{ending}"] = base64.b64decode(content)
        else:
            text = content if isinstance(content, str) else _write_json(content)
            files[f"{stem}.{ending}"] = text.encode(errors="backslashreplace")
    return files


def _write_json(content: YamlValue) -> str:
    """Return JSON with a line for each entry of the outermost list."""
    if not isinstance(content, list):
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in content)
    return f"[\n{lines}\n]\n"


def _show_data(
    data: Mapping[str, YamlValue], options: CellOptions, files: Mapping[str, bytes]
) -> list[Shown]:
    asis = options.output == "asis"
    if any(kind in data for kind in IMAGES):
        return [Shown(next(iter(files)), "image", files, str(data.get(NUMBERS, "")))]
    if "text/html" in data:
        return [Shown(fence(data["text/html"], "{=html}"), "display", files)]
    if "text/markdown" in data:
        return [Shown(data["text/markdown"] + "\n", "asis" if asis else "display", files)]
    if "text/latex" in data:
        return [Shown(data["text/latex"] + "\n", "display", files)]
    text = data.get("text/plain", "")
    return [Shown(fence(text, "{.plain}"), "display", files)] if text else []

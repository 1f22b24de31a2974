"""Reads the chapters as text, so that the tests can hold them to the rules of CONTRIBUTING.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
INLINE = re.compile(r"`\{python\}\s*(.+?)`")
CITATION = re.compile(r"(?<![\w`])-?@([A-Za-z][\w:-]*\w)")
FLOATS = ("fig", "tbl", "sec", "eq")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of prose and its number in the file."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One executable cell: its first line, its `#|` options, its code."""

    number: int
    options: dict[str, Any]
    code: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One source file, cut into prose and cells."""

    name: str
    prose: tuple[Line, ...]
    cells: tuple[Cell, ...]

    def expressions(self) -> list[tuple[int, str]]:
        """Return each inline expression with its line."""
        return [
            (line.number, found.strip())
            for line in self.prose
            for found in INLINE.findall(line.text)
        ]

    def mentions(self) -> set[str]:
        """Return every `@name` of the prose: citations and cross-references alike."""
        return {name for line in self.prose for name in CITATION.findall(INLINE.sub("", line.text))}

    def labels(self) -> list[str]:
        """Return every label that the chapter gives: of cells, headings and equations."""
        given = [cell.options["label"] for cell in self.cells if "label" in cell.options]
        pattern = re.compile(rf"\{{[^}}]*#((?:{'|'.join(FLOATS)})-[\w-]+)")
        return given + [name for line in self.prose for name in pattern.findall(line.text)]


@cache
def read_project() -> dict[str, Any]:
    """Return `_quarto.yml`."""
    return yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))


def list_chapters() -> list[str]:
    """Return the files of the book, in the order of `_quarto.yml`."""
    book = read_project()["book"]
    return [*book["chapters"], *book["appendices"]]


@cache
def read_chapter(name: str) -> Chapter:
    """Return the chapter in file `name`, cut into prose and cells."""
    return cut_chapter(name, (ROOT / name).read_text(encoding="utf-8"))


def cut_chapter(name: str, text: str) -> Chapter:
    """Cut the source `text` into lines of prose and executable cells; display math is neither."""
    prose: list[Line] = []
    cells: list[Cell] = []
    inside: list[str] | None = None
    math = False
    for number, line in enumerate(text.splitlines(), start=1):
        if inside is not None:
            if line.startswith("```"):
                cells.append(_make_cell(number - len(inside) - 1, inside))
                inside = None
            else:
                inside.append(line)
        elif line.startswith("```{python}"):
            inside = []
        elif line.startswith("$$"):
            math = not math
            prose.append(Line(number, line.removeprefix("$$")))
        elif not math:
            prose.append(Line(number, line))
    return Chapter(name, tuple(prose), tuple(cells))


def _make_cell(number: int, lines: list[str]) -> Cell:
    options = "\n".join(line.removeprefix("#| ") for line in lines if line.startswith("#|"))
    code = "\n".join(line for line in lines if not line.startswith("#|"))
    return Cell(number, yaml.safe_load(options) or {}, code)


def strip_markup(text: str) -> str:
    """Return what an author typed for readers: no expression, code, math, name or link target."""
    text = INLINE.sub("", text)
    text = re.sub(r"`[^`]*`(\{[^}]*\})?", "", text)
    text = re.sub(r"\$[^$]+\$", "", text)
    text = re.sub(r"\{[#.=][^}]*\}", "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return CITATION.sub("", text)

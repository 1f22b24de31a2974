"""A chapter's source: front matter, prose with inline expressions, and cells."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.cell_options import CellOptions
from qi_press.config.features import check_cell_options
from qi_press.config.load import read_cell_options, read_chapter_config
from qi_press.config.model import ChapterConfig, Metadata
from qi_press.config.shortcodes import Shortcodes
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.fences import (
    EXECUTABLE,
    find_closing,
    find_column,
    match_fence,
    strip_indent,
    write_fences,
)
from qi_press.manuscript.includes import Line, read_lines
from qi_press.yamltext import YamlText, read_yaml, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qi_press.config.cell_options import ExecuteOptions
    from qi_press.config.model import BookConfig, Entry

VERBATIM = re.compile(r"""\bshortcodes\s*=\s*["']?false\b""")
FLOAT = re.compile(r"(?:fig|tbl|lst)-")
UNREFERABLE = re.compile(r"[^\w.:-]+")
SHARED = "_metadata.yml"
INLINE = re.compile(r"(?<!`)`\{python\}[ \t]([^`]+)`")


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline expression in prose."""

    start: int
    end: int
    """Span of the expression, backticks included, in the prose's text."""
    expression: str
    place: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown between two cells."""

    text: str
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """An executable cell."""

    source: str
    """Code without its option lines."""
    options: CellOptions
    place: str
    line: int
    """Line in its file on which `source` starts."""
    head: tuple[str, ...] = ()
    """Its option lines as written."""
    column: int = 0
    """Where its outputs stand: the column of the list's item that holds it."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter as written, with includes and shortcodes resolved."""

    entry: Entry
    config: ChapterConfig
    parts: tuple[Prose | Cell, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the executable cells in order."""
        return tuple(part for part in self.parts if isinstance(part, Cell))

    def find_line(self, pattern: str) -> str:
        """Return "file:line" of the first match of a regular expression, or the file."""
        for line in self.lines:
            if re.search(pattern, line.text):
                return line.place
        return self.entry.file


def read_chapter(config: BookConfig, entry: Entry, diagnostics: Diagnostics) -> Chapter:
    """Read one chapter.

    Parameters
    ----------
    config
        The book.
    entry
        The chapter's line in the book's contents.
    diagnostics
        Collects features that are not supported.

    Raises
    ------
    InputError
        If front matter, a cell's options or a fence is malformed; all such errors at once.
    """
    lines = tuple(read_lines(config.folder, entry.file))
    own = Diagnostics(diagnostics.warnings)
    written, body = _split_front_matter(lines)
    front = YamlText(entry.file, {}, {})
    with own.hold():
        front = read_yaml(written, entry.file, first_line=2)
        shared = _read_shared(config.folder, entry.file)
        front = shared.merge(front) if shared else front
        front = _make_shortcodes(config, front, diagnostics).expand_values(front)
    chapter = ChapterConfig(execute=config.execute, metadata=config.metadata)
    with own.hold():
        chapter = read_chapter_config(config, front, diagnostics)
    shortcodes = _make_shortcodes(config, front, diagnostics)
    reader = _Reader(shortcodes, chapter.execute, own)
    with own.hold():
        parts = reader.read(body)
        _require_cell(parts)
    own.raise_errors()
    return Chapter(entry, chapter, parts, lines)


def _make_shortcodes(config: BookConfig, front: YamlText, diagnostics: Diagnostics) -> Shortcodes:
    found = Metadata((front.data,)).over(config.metadata)
    return Shortcodes(found, config.variables, diagnostics)


def _read_shared(folder: Path, file: str) -> YamlText | None:
    """Return what the `_metadata.yml` of a chapter's folders say, the innermost over the others."""
    shared: YamlText | None = None
    for parent in reversed(PurePosixPath(file).parents):
        path = folder / parent / SHARED
        if path.is_file():
            found = read_yaml_file(path, path.relative_to(folder).as_posix())
            shared = shared.merge(found) if shared else found
    return shared


def _split_front_matter(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    if not lines or lines[0].text.rstrip() != "---":
        return "", lines
    for index, line in enumerate(lines[1:], start=1):
        if line.text.rstrip() in ("---", "..."):
            return "\n".join(item.text for item in lines[1:index]), lines[index + 1 :]
    expected = "a second line “---”"
    raise InputError(
        lines[0].place, "front matter without an end", expected, "close the front matter"
    )


def _require_cell(parts: Sequence[Prose | Cell]) -> None:
    """Raise where Quarto would leave an expression's source in the page."""
    if any(isinstance(part, Cell) for part in parts):
        return
    for part in parts:
        if isinstance(part, Prose) and part.inlines:
            raise InputError(
                part.inlines[0].place,
                f"inline expression “{part.inlines[0].expression}” in a chapter without cells",
                "at least one executable cell; Quarto does not run a chapter without one",
                "add a setup cell: ```{python} … ```",
            )


@dataclass(slots=True)
class _Reader:
    """Cuts a chapter's lines into prose and cells."""

    shortcodes: Shortcodes
    execute: ExecuteOptions
    diagnostics: Diagnostics

    def read(self, lines: Sequence[Line]) -> tuple[Prose | Cell, ...]:
        parts: list[Prose | Cell] = []
        prose: list[tuple[str, str, bool]] = []
        position = 0
        while position < len(lines):
            line = lines[position]
            fence = match_fence(line.text)
            if fence is None:
                prose.append((self.shortcodes.expand(line.text, line.place), line.place, True))
                position += 1
                continue
            end = find_closing(lines, position, fence)
            if self._is_cell(fence, line):
                column = find_column(lines[:position], fence["indent"])
                cell = self._make_cell(lines[position + 1 : end], line, fence["indent"])
                parts += [_make_prose(prose), replace(cell, column=column)]
                prose = []
            else:
                prose += self._quote_block(fence, lines[position : end + 1])
            position = end + 1
        return (*parts, _make_prose(prose))

    def _quote_block(
        self, fence: re.Match[str], lines: Sequence[Line]
    ) -> list[tuple[str, str, bool]]:
        """Return the prose lines of a block of code that is shown, its fences included."""
        begin, end = write_fences(fence)
        inside = [(line.text, line.place) for line in lines[1:-1]]
        if not VERBATIM.search(fence["info"]):
            inside = [(self.shortcodes.expand_text(*line), line[1]) for line in inside]
        return [
            *((text, lines[0].place, False) for text in begin),
            *((text, place, False) for text, place in inside),
            *((text, lines[-1].place, False) for text in end),
        ]

    def _is_cell(self, match: re.Match[str], line: Line) -> bool:
        info = EXECUTABLE.match(match["info"])
        if info is None or match["marks"][0] == "~":
            return False
        if info["language"] == "python":
            if info["rest"].strip(" ,"):
                words = "options on a cell's first line are not supported"
                self.diagnostics.warn(line.place, words)
            return True
        words = f"cells of language “{info['language']}” are not supported"
        self.diagnostics.warn(line.place, words)
        return False

    def _make_cell(self, lines: Sequence[Line], fence: Line, indent: str) -> Cell:
        texts = [strip_indent(line.text, indent) for line in lines]
        count = 0
        while count < len(texts) and texts[count].startswith("#|"):
            count += 1
        text = "\n".join(line[2:].removeprefix(" ") for line in texts[:count])
        options = CellOptions()
        with self.diagnostics.hold():
            written = read_yaml(text, fence.file, fence.number + 1)
            written = self.shortcodes.expand_values(written)
            options = read_cell_options(written, self.execute)
            _check_labels(written)
            check_cell_options(written, self.diagnostics)
        source = "\n".join(texts[count:]).strip("\n")
        head = tuple(texts[:count])
        return Cell(source, options, fence.place, fence.number + count + 1, head)


def _check_labels(options: YamlText) -> None:
    """Raise for the label of a float that no reference could name."""
    for key in ("label", "lst-label"):
        label = str(options.data.get(key) or "")
        if FLOAT.match(label) and UNREFERABLE.search(label):
            plain = UNREFERABLE.sub("-", label)
            raise InputError(
                options.place(key),
                f"label “{label}”",
                "letters, digits, - _ . and : alone",
                f"write {plain}",
            )


def _make_prose(items: Sequence[tuple[str, str, bool]]) -> Prose:
    """Join prose lines; expressions count only outside code blocks."""
    text, inlines, offset = [], list[Inline](), 0
    run: list[tuple[str, str]] = []
    start = 0
    for content, place, live in items:
        if live:
            if not run:
                start = offset
            run.append((content, place))
        else:
            inlines += _find_inlines(run, start)
            run = []
        text.append(content + "\n")
        offset += len(content) + 1
    inlines += _find_inlines(run, start)
    return Prose("".join(text), tuple(inlines))


def _find_inlines(run: Sequence[tuple[str, str]], start: int) -> list[Inline]:
    text = "".join(content + "\n" for content, _ in run)
    places = [place for content, place in run for _ in range(content.count("\n") + 1)]
    return [
        Inline(
            start + match.start(),
            start + match.end(),
            " ".join(match[1].split("\n")).strip(),
            places[text.count("\n", 0, match.start())],
        )
        for match in INLINE.finditer(text)
    ]

"""Weaves a chapter's prose with what its cells gave into one Markdown text."""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_files.characters import replace_unprintable
from qi_press.cells.cards import read_cards
from qi_press.cells.output_markdown import is_asis, weave_outputs
from qi_press.cells.outputs import (
    Shown,
    check_length,
    fence,
    list_unshown,
    quote_attribute,
    show_outputs,
    show_value,
)
from qi_press.manuscript.chapter import Cell, Chapter, Prose
from qi_press.manuscript.fences import show_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_press.cells.cards import Card
    from qi_press.cells.execute import Executed
    from qi_press.cells.kernel import Output
    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlValue

HEADING = re.compile(r"^(#{1,6})[ \t]+(.*?)[ \t#]*(?:\{[^{}]*\})?[ \t]*$", re.MULTILINE)
FENCED = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1", re.MULTILINE | re.DOTALL)
UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
LONGEST = 60
"""Characters of a file's name, its ending apart."""


@dataclass(frozen=True, slots=True)
class Woven:
    """A chapter as Markdown without cells."""

    chapter: Chapter
    markdown: str
    files: Mapping[str, bytes] = field(repr=False)
    """Figures and data: site path → contents."""
    cards: Mapping[str, Card] = field(default_factory=dict, repr=False)
    """What its cells tell about places that point to a card."""


def weave_chapter(executed: Executed, diagnostics: Diagnostics) -> Woven:
    """Return the chapter's Markdown and its figures.

    An output that the press cannot show is reported with the cell's line.

    A cell with a label of a float (`fig-`, `tbl-`) becomes a div with that identifier, whose
    caption stands in a div `float-caption`; pandoc's own syntax for the same is left as it is.
    """
    chapter = executed.chapter
    values = iter(executed.values)
    outputs = iter(executed.outputs)
    base = PurePosixPath(chapter.entry.file)
    files: dict[str, bytes] = {}
    pieces = list(_weave_title(chapter))
    place = base.stem
    for part in chapter.parts:
        if isinstance(part, Prose):
            place = _name_place(base.stem, part.text) or place
            pieces.append(_weave_prose(part, values))
            continue
        options = part.options
        name = _choose_name(options.label or place, files)
        given = next(outputs)
        if options.output and options.include:
            check_length(given, part.place)
        shown = show_outputs(given, name, options)
        if shown:
            _report_unshown(part, given, diagnostics)
        for item in shown:
            for file, content in item.files.items():
                files[str(base.parent / f"{base.stem}_files" / file)] = content
        woven = _weave_cell(part, shown, f"{base.stem}_files")
        pieces.append(textwrap.indent(woven, " " * part.column))
    carried = (output for cell in executed.outputs for output in cell)
    return Woven(
        chapter,
        replace_unprintable("\n\n".join(pieces)),
        files,
        read_cards(carried, chapter.entry.file),
    )


def _report_unshown(cell: Cell, outputs: Sequence[Output], diagnostics: Diagnostics) -> None:
    for kind in list_unshown(outputs):
        diagnostics.warn(
            cell.place, f"an output of type {kind} is not supported; its text is shown"
        )


def _weave_title(chapter: Chapter) -> Iterator[str]:
    if title := chapter.config.title:
        yield f"# {' '.join(title.split())}"


def _name_place(chapter: str, prose: str) -> str:
    """Return a name for what follows: the chapter's, and the last heading's below its title.

    "" stands for prose without a heading, after which the name stays as it was.
    """
    headings = HEADING.findall(FENCED.sub("", prose))
    if not headings:
        return ""
    marks, words = headings[-1]
    return chapter if marks == "#" else f"{chapter}-{words.lower()}"


def _choose_name(words: str, files: Iterable[str]) -> str:
    """Return words as the name of a cell's files, numbered where the chapter has such a file."""
    name = UNSAFE.sub("-", words).strip("-")[:LONGEST].rstrip("-") or "figure"
    taken = {PurePosixPath(file).stem for file in files}
    numbered = (f"{name}-{number}" for number in count(2))
    return next(choice for choice in chain([name], numbered) if choice not in taken)


def _weave_prose(prose: Prose, values: Iterator[Mapping[str, YamlValue]]) -> str:
    pieces, position = [], 0
    for inline in prose.inlines:
        pieces += [show_quoted(prose.text[position : inline.start]), show_value(next(values))]
        position = inline.end
    return "".join([*pieces, show_quoted(prose.text[position:])])


def _weave_cell(cell: Cell, shown: Sequence[Shown], folder: str) -> str:
    options = cell.options
    if not options.include:
        return ""
    code = _weave_code(cell)
    if not code and not shown:
        return ""
    outputs = list(weave_outputs(shown, options, folder))
    if is_asis(options) and not options.classes:
        return "\n".join([code, *outputs])
    body = "\n".join([code, *outputs])
    names = " ".join(f".{name}" for name in ("cell", *options.classes))
    return f":::::: {{{names}}}\n\n{body}\n\n::::::"


def _weave_code(cell: Cell) -> str:
    options = cell.options
    if not options.echo or not cell.source.strip():
        return ""
    source = cell.source
    if options.echo == "fenced":
        lines = [line for line in cell.head if not re.match(r"#\|\s*echo\s*:", line)]
        source = "\n".join(["```{python}", *lines, source, "```"])
    attributes = [".python", ".cell-code"]
    if options.lst_label:
        attributes += [f"#{options.lst_label}", f"lst-cap={quote_attribute(options.lst_cap)}"]
    if options.code_fold:
        attributes.append(f"fold={'open' if options.code_fold == 'show' else 'closed'}")
        attributes.append(f"summary={quote_attribute(options.code_summary or 'Code')}")
    return fence(source, "{" + " ".join(attributes) + "}") + "\n"

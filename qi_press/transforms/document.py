"""A chapter as pandoc's tree, on its way to a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_press.config.differences import check_differences
from qi_press.config.features import check_markdown
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.attribute_markdown import read_attributes
from qi_press.transforms.normal_form import normalise_blocks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_press.cache import Cache
    from qi_press.cells.cards import Card
    from qi_press.cells.weave import Woven
    from qi_press.config.language import Words
    from qi_press.diagnostics import Diagnostics
    from qi_press.manuscript.chapter import Chapter
    from qi_press.manuscript.includes import Line
    from qi_press.pandoc.elements import Node

UNCLOSED = re.compile(r"\[WARNING\] Div at line \d+ column \d+ unclosed")
DIV = re.compile(r"^ {0,3}:{3,}\s*(?P<attributes>[^:\s]?)")


@dataclass(frozen=True, slots=True)
class Document:
    """One chapter's tree; the title stands apart from the blocks."""

    chapter: Chapter
    id: str
    """Identifier of the chapter, such as "sec-methods"; may be empty."""
    title: list[Node]
    """Inlines; empty when the chapter has no title."""
    numbered: bool
    blocks: list[Node]
    files: Mapping[str, bytes]
    """Figures that its cells drew: site path → contents."""
    number: str = ""
    """"2", "A", or "" (before numbering, or when none is shown)."""
    counter: str = ""
    """What its floats are counted in: as `number`, also where the settings show none."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """What its cells tell about places that point to a card."""

    @property
    def source(self) -> str:
        """Return the chapter's file below the project's folder."""
        return self.chapter.entry.file


def read_document(
    woven: Woven,
    diagnostics: Diagnostics,
    words: Words | None = None,
    cache: Cache | None = None,
) -> Document:
    """Parse a woven chapter and bring its structures into the press's own form."""
    chapter = woven.chapter
    file = chapter.entry.file
    blocks, warnings = read_markdown(woven.markdown, file, cache)
    for warning in warnings:
        if UNCLOSED.search(warning):
            diagnostics.warn(*_explain_unclosed(chapter))
        else:
            diagnostics.warn(file, warning)
    check_markdown(blocks, chapter.find_line, diagnostics)
    check_differences(blocks, chapter.find_line, diagnostics)
    attributes = read_attributes(blocks, file, cache)
    blocks = normalise_blocks(blocks, words, attributes)
    heading, blocks = _take_title(blocks)
    if chapter.entry.kind == "front" and _is_numbered(heading, chapter):
        place = chapter.find_line(r"^# ")
        diagnostics.warn(place, "a number of the front page is not supported; add {.unnumbered}")
    for block in blocks:
        if block["t"] == "Header" and block["c"][0] == 1:
            place = chapter.find_line(r"^# ")
            diagnostics.warn(place, "a second heading of level 1 in a chapter is not supported")
    return Document(
        chapter,
        id=heading["c"][1][0] if heading else "",
        title=heading["c"][2] if heading else [],
        numbered=_is_numbered(heading, chapter),
        blocks=blocks,
        files=woven.files,
        cards=woven.cards,
    )


def _explain_unclosed(chapter: Chapter) -> tuple[str, str]:
    """Return the place of a div without an end, which pandoc names by another text's lines."""
    begun: list[Line] = []
    for line in chapter.lines:
        fence = DIV.match(line.text)
        if fence and fence["attributes"]:
            begun.append(line)
        elif fence and begun:
            begun.pop()
    last = begun[-1] if begun else None
    place, text = (last.place, last.text.strip()) if last else (chapter.entry.file, ":::")
    return place, f"“{text}” is not closed by a line “:::”"


def _take_title(blocks: list[Node]) -> tuple[Node | None, list[Node]]:
    for index, block in enumerate(blocks):
        if block["t"] == "Header" and block["c"][0] == 1:
            return block, blocks[:index] + blocks[index + 1 :]
    return None, blocks


def _is_numbered(heading: Node | None, chapter: Chapter) -> bool:
    if heading is None or chapter.entry.kind == "part":
        return False
    return "unnumbered" not in heading["c"][1][1]

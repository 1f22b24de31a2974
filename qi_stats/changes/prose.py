"""Which chapters say something else: sentences that came and went, a chapter's code apart."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from qi_stats.changes.model import ChapterChange

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDING = "*.qmd"
CELL = re.compile(r"^ *(`{3,}) *\{.*?^ *\1 *$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^# +(.*?) *(?:\{[^}]*\})? *$", re.MULTILINE)
HIDDEN = (".", "_")
"""How the names of folders begin that hold no chapters."""


def compare_chapters(old: Path, new: Path) -> Iterator[ChapterChange]:
    """Yield the chapters of two folders of sources that differ, each line taken for a sentence."""
    before, after = (dict(_read(folder)) for folder in (old, new))
    for name in sorted({*before, *after}):
        texts = before.get(name, ""), after.get(name, "")
        lines = [_list_lines(text) for text in texts]
        if lines[0] != lines[1]:
            matcher = difflib.SequenceMatcher(None, lines[0], lines[1], autojunk=False)
            same = sum(block.size for block in matcher.get_matching_blocks())
            title = TITLE.search(texts[1] or texts[0])
            words = title[1] if title else name
            yield ChapterChange(name, words, len(lines[1]) - same, len(lines[0]) - same)


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob(ENDING):
        place = path.relative_to(folder)
        if not any(part.startswith(HIDDEN) for part in place.parts):
            yield place.as_posix(), path.read_text(encoding="utf-8", errors="replace")


def _list_lines(text: str) -> list[str]:
    return [line for line in CELL.sub("", text).splitlines() if line.strip()]

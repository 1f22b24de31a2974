"""The files of a project that readers may take along, each with its checksum and license."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.book.inline import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PUBLISHED = frozenset({"reconstructed"})
"""Provenance of rows that anybody may have: they describe nobody. Observed rows stay at home."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the project, what it holds, and its license."""

    path: str
    words: str
    license: str


@dataclass(frozen=True, slots=True, repr=False)
class Downloads:
    """Files as a table of Markdown, linked from a chapter in a folder below the project's."""

    root: Path
    files: tuple[Download, ...]

    def _repr_markdown_(self) -> str:
        """Return the table, as notebooks ask for it."""
        return "\n".join(self._list_lines())

    def _list_lines(self) -> Iterator[str]:
        yield "| File | What it holds | License | SHA-256 |"
        yield "|:---------|:-----------------|:---------|:--------------------|"
        for one in self.files:
            digest = hashlib.sha256((self.root / one.path).read_bytes()).hexdigest()
            link = f"[{escape_markdown(one.path)}](../{one.path})"
            halves = " ".join(digest[at : at + 16] for at in range(0, len(digest), 16))
            yield f"| {link} | {escape_markdown(one.words)} | {one.license} | `{halves}` |"

"""Several tables, each under a heading of its own, as one thing that a chapter can show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.book.inline import escape_markdown

if TYPE_CHECKING:
    from qi_stats.tables import DrawnTable

LEVEL = "##"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the table below it."""

    heading: str
    table: DrawnTable


@dataclass(frozen=True, slots=True)
class Sections:
    """Sections of a chapter."""

    parts: tuple[Section, ...]

    def _repr_markdown_(self) -> str:
        """Return headings as Markdown and tables as raw HTML, as notebooks ask for it."""
        return "\n\n".join(
            f"{LEVEL} {escape_markdown(part.heading)}\n\n{fence_html(part.table.to_html())}"
            for part in self.parts
        )


def fence_html(html: str) -> str:
    """Return HTML as a raw block of Markdown, which no run of backticks in it can end."""
    longest = max((len(run) for run in re.findall("`+", html)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{{=html}}\n{html}\n{fence}"

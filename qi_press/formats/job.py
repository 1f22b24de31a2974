"""What the writer of a format is handed: the book as that format shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor
    from pathlib import Path

    from qi_press.config.model import BookConfig, Format
    from qi_press.transforms.cross_references import Numbering
    from qi_press.transforms.document import Document
    from qi_press.transforms.filters import Filters
    from qi_press.transforms.links import Site


@dataclass(frozen=True, slots=True)
class Target:
    """The book as one format shows it."""

    documents: tuple[Document, ...]
    """The chapters, numbered and cited; for a format in one file with raw HTML read."""
    numbering: Numbering
    site: Site
    media: tuple[dict[str, Path], ...]
    """For each chapter: site path → file."""


@dataclass(frozen=True, slots=True)
class Job:
    """All that a writer needs."""

    config: BookConfig
    target: Target
    filters: Filters
    """The author's own Lua filters, and the render's diagnostics."""
    stage: Path
    """Folder in which every image lies under its site path."""
    output: Path
    """Folder to write to."""
    pool: Executor
    """Runs what can be done at the same time."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A format, and the function that writes a book in it."""

    format: Format
    write: Callable[[Job], None]

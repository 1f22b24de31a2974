"""The book as its `_quarto.yml` describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MANIFEST = "_quarto.yml"
"""The file that describes a book."""
PageKind = Literal["front", "chapter", "appendix", "part"]


@dataclass(frozen=True, slots=True)
class Author:
    """One author of the book."""

    name: str
    affiliations: tuple[str, ...] = ()
    orcid: str = ""
    email: str = ""
    corresponding: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the book's order: a chapter's file and where it stands."""

    file: str
    """Source below the project's folder, with forward slashes."""
    kind: PageKind
    part: str | None
    place: str
    """"file:line" of the settings that name it."""


@dataclass(frozen=True, slots=True)
class Download:
    """The whole book in another format, lying beside the pages."""

    format: Literal["typst", "docx"]
    label: str
    """"PDF" or "Word"."""
    path: str
    """Site path, such as "report.pdf"."""


@dataclass(frozen=True, slots=True)
class Project:
    """A Quarto book, read and checked, with nothing rendered yet."""

    folder: Path
    """Absolute folder of `_quarto.yml`."""
    output: Path
    """Absolute folder that the site is written to."""
    own_output: Path
    """Absolute folder that the book's settings name for it."""
    title: str
    subtitle: str
    authors: tuple[Author, ...]
    date: str
    """ISO date such as "2026-03-01", or "" when the book gives none."""
    date_text: str
    """The date as it is printed."""
    abstract: str
    description: str
    keywords: tuple[str, ...]
    lang: str
    entries: tuple[Entry, ...]
    formats: tuple[str, ...]
    """Formats that the book declares, of html, typst and docx."""
    downloads: tuple[Download, ...]
    """The book's other formats that this render makes."""
    file_stem: str
    """Name of PDF and Word file without ending."""
    site_url: str
    repo_url: str
    repo_branch: str
    repo_actions: tuple[str, ...]
    favicon: str
    """Source below the project's folder, or ""."""
    metadata: Mapping[str, Any]
    """Everything that `_quarto.yml` says, for what has no field of its own."""
    version: str = ""
    """Version of the book, such as "1.2.0", or ""."""
    profiles: tuple[str, ...] = ()
    """Active profiles."""
    commit: str = ""
    """Commit that is released, or "" for a render that is no release."""
    permalink: str = ""
    """Web address of the version that is released, or ""."""

    @property
    def imprint(self) -> tuple[str, ...]:
        """Date, version and commit, as the title block and the footer show them."""
        version = f"Version {self.version}" if self.version else ""
        commit = f"commit {self.commit[:7]}" if self.commit else ""
        return tuple(piece for piece in (self.date_text, version, commit) if piece)

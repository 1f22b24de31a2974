"""The configuration of a book, of a chapter and of a cell, as the rest of the press knows it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from qi_press.config.cell_options import ExecuteOptions
from qi_press.config.language import Words
from qi_press.config.options import option
from qi_press.config.value_types import (
    ADDRESS,
    ANY,
    MAPPING,
    NAMES,
    TEXT,
    TRUTH,
    WHOLE,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_press.yamltext import YamlValue


MANIFEST = "_quarto.yml"
"""The file that describes a book."""
PageKind = Literal["front", "chapter", "appendix", "part"]
LONGEST_STEM = 100
"""Bytes of a file's name; no system takes more than 255 with what temporary names add."""
Options = TypeVar("Options")


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the caller asks of one render."""

    folder: Path
    """Folder of `_quarto.yml`."""
    formats: tuple[str, ...] | None = None
    """Names of the formats to render; those that the book declares by default."""
    output: Path | None = None
    """Folder for the site; the book's own `output-dir` by default."""
    strict: bool = False
    """Whether what the press does not support stops the render."""
    profiles: tuple[str, ...] | None = None
    """Profiles to activate; by default those of `QUARTO_PROFILE`, or of the book."""
    preview: bool = False
    """Whether an author looks on: another render is waited for, and scripts are asked for haste."""
    version: str = ""
    """Version that is released; the book's own by default."""
    commit: str = ""
    """Commit that is released."""
    permalink: str = ""
    """Web address of the version that is released."""


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
    """One line of the book's contents: a chapter's file and where it stands."""

    file: str
    """Source below the project's folder, with forward slashes."""
    kind: PageKind
    part: str | None
    place: str
    """"file:line" of the settings that name it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What `{{< meta >}}`, `{{< var >}}` and `when-meta` look up: all that an author wrote."""

    layers: tuple[Mapping[str, YamlValue], ...] = ()
    """Mappings, of which the first that has a value counts."""

    def find(self, name: str) -> YamlValue:
        """Return the first value under a name such as "author.1.name"; None without one."""
        for layer in self.layers:
            value: YamlValue = layer
            for word in name.split("."):
                value = _step_into(value, word)
            if value is not None:
                return value
        return None

    def over(self, other: Metadata) -> Metadata:
        """Return this metadata, with that of the other where this has none."""
        return Metadata((*self.layers, *other.layers))


def _step_into(value: YamlValue, word: str) -> YamlValue:
    """Return what a mapping has under a key, or a list at a place that is counted from 1."""
    if isinstance(value, list) and word.isdecimal() and 0 < int(word) <= len(value):
        return value[int(word) - 1]
    return value.get(word) if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChapterConfig:
    """What the front matter of a chapter says."""

    title: str = option("title", TEXT, "")
    """Stands for a first heading."""
    description: str = option("description", TEXT, "")
    """One sentence for search engines."""
    execute: ExecuteOptions = field(default_factory=ExecuteOptions)
    """How its cells are run; the book's options where it says nothing."""
    metadata: Metadata = field(default_factory=Metadata)
    """All that it says, over all that the book says."""


@dataclass(frozen=True, slots=True)
class Format:
    """An output format, as its writer describes it."""

    name: str
    """What settings and `--to` call it."""
    label: str
    """What readers call it."""
    extension: str
    """Ending of the one file that holds the book; "" for a folder of pages."""
    called: tuple[str, ...]
    """Names by which a condition may call it: it shows content that is visible to one of them."""
    images: str
    """Ending to prefer for figures that cells drew in several formats."""
    options: type
    """The dataclass that declares its own options."""


@dataclass(frozen=True, slots=True)
class Download:
    """The whole book in one file beside the pages."""

    label: str
    """"PDF" or "Word"."""
    path: str
    """Site path, such as "report.pdf"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookConfig:
    """A Quarto book, read and checked, with nothing rendered yet."""

    folder: Path
    """Absolute folder of `_quarto.yml`."""
    output: Path
    """Absolute folder that the site is written to."""
    own_output: Path
    """Absolute folder that the book's settings name for it."""
    entries: tuple[Entry, ...] = ()
    """The chapters in reading order."""
    formats: tuple[Format, ...] = ()
    """The formats to render, in the order of the registry."""
    format_options: tuple[object, ...] = ()
    """The options of every format, as its writer declares them."""
    profiles: tuple[str, ...] = ()
    """Active profiles."""
    version: str = ""
    """Version of the book, such as "1.2.0", or ""."""
    commit: str = ""
    """Commit that is released, or "" for a render that is no release."""
    permalink: str = ""
    """Web address of the version that is released, or ""."""
    authors: tuple[Author, ...] = ()
    """Its authors, each with name, affiliations, ORCID and address."""
    date: str = ""
    """ISO date such as "2026-03-01", or "" when the book gives none."""
    date_text: str = ""
    """The date as it is printed."""
    words: Words = field(default_factory=Words)
    """The words that the press writes: titles of floats, parts of pages."""
    metadata: Metadata = field(default_factory=Metadata)
    """All that the settings say, for `{{< meta >}}` and `when-meta`."""
    variables: Metadata = field(default_factory=Metadata)
    """Contents of `_variables.yml`, for `{{< var >}}`."""
    execute: ExecuteOptions = field(default_factory=ExecuteOptions)
    """How cells are run and shown."""

    title: str = option("book.title", TEXT, "")
    """Title of the book; the folder's name without one."""
    subtitle: str = option("book.subtitle", TEXT, "")
    """Subtitle of the book."""
    abstract: str = option("book.abstract abstract", TEXT, "")
    """Abstract on the front page, as plain text."""
    description: str = option("book.description", TEXT, "")
    """One sentence for search engines."""
    keywords: tuple[str, ...] = option("book.keywords keywords", NAMES, ())
    """Keywords on the front page and in the files."""
    lang: str = option("lang", TEXT, "en")
    """Language of the text, such as "en-US"."""
    output_file: str = option("book.output-file", TEXT, "")
    """Name of the files without ending; made of the title by default."""
    favicon: str = option("book.favicon", TEXT, "")
    """Icon of the site, below the project's folder."""
    site_url: str = option("book.site-url", ADDRESS, "")
    """Address of the published site; gives sitemap and Open Graph."""
    open_graph: bool = option("book.open-graph", ANY, True)
    """Whether pages of such a site carry facts for those who share them."""
    repo_url: str = option("book.repo-url", ADDRESS, "")
    """Address of the repository, to which pages lead."""
    repo_branch: str = option("book.repo-branch", TEXT, "main")
    """Branch that such links lead to."""
    repo_actions: tuple[str, ...] = option("book.repo-actions", NAMES, ())
    """Which links: edit, source, issue."""
    page_navigation: bool = option("book.page-navigation", TRUTH, True)
    """Whether a page leads to the one before and after it."""
    back_to_top: bool = option("book.back-to-top-navigation", TRUTH, False)
    """Whether a page leads back to its top."""
    search: bool = option("book.search", ANY, True, only=(True,))
    """Whether the site can be searched."""
    offered: tuple[str, ...] = option("book.downloads", NAMES, ())
    """For Quarto; the press offers every format that it writes."""
    number_sections: bool = option("number-sections", TRUTH, True)
    """Whether chapters and sections show numbers."""
    number_depth: int = option("number-depth", WHOLE, 6)
    """The deepest level of heading that shows its number."""
    number_within_chapters: bool = option("crossref.chapters", TRUTH, True, only=(True,))
    """Whether floats count anew in each chapter."""
    bibliography: tuple[str, ...] = option("bibliography", NAMES, ())
    """Files of references."""
    csl: tuple[str, ...] = option("csl", NAMES, ())
    """Style of citations."""
    nocite: str = option("nocite", TEXT, "")
    """Entries that are listed though nothing cites them."""
    link_citations: bool = option("link-citations", TRUTH, True)
    """Whether citations lead to the list of references."""
    notes_after_punctuation: bool | None = option("notes-after-punctuation", TRUTH)
    """Whether superscript citations follow punctuation; None leaves it to the style."""
    filters: tuple[str, ...] = option("filters", NAMES, ())
    """The author's own Lua filters."""
    extensions: Mapping[str, YamlValue] = option("extensions", MAPPING)
    """Settings of the filters, handed to them as they are."""
    funding: str = option("funding", TEXT, "")
    """Who paid for the book; told to the filters."""
    interests: str = option("interests", TEXT, "")
    """What those who answer for the book declare; told to the filters."""
    execute_dir: str = option("project.execute-dir", TEXT, "")
    """"project" runs cells in the project's folder, not in the chapter's."""
    jupyter: str = option("jupyter", TEXT, "python3", only=("python3",))
    """The kernel."""
    pre_render: tuple[str, ...] = option("project.pre-render", NAMES, ())
    """Scripts that run before the book is read."""
    release: Mapping[str, YamlValue] = option("press.release", MAPPING)
    """How versions are released; `qi_press.releases` reads it."""
    inputs: tuple[str, ...] | None = option("press.inputs", NAMES)
    """What cells read: files and folders; None stands for the whole project."""
    preload: tuple[str, ...] = option("press.preload", NAMES, ())
    """Modules that kernels begin with, or "module:function" to call the function as well."""

    has_index: bool = option("press.index-of-numbers", TRUTH, False)
    """Whether print ends with an index of the numbers that have records."""

    @property
    def imprint(self) -> tuple[str, ...]:
        """Date, version and commit, as the title block and the footer show them."""
        version = f"Version {self.version}" if self.version else ""
        commit = f"commit {self.commit[:7]}" if self.commit else ""
        return tuple(piece for piece in (self.date_text, version, commit) if piece)

    @property
    def file_stem(self) -> str:
        """Return the name of PDF and Word file without ending."""
        name = self.output_file or self.title or self.folder.name
        stem = re.sub(r'[\s<>()|:&;#%?*\'"/\\]+', "-", name).strip("-.")
        return stem.encode()[:LONGEST_STEM].decode(errors="ignore").rstrip("-.") or "book"

    @property
    def downloads(self) -> tuple[Download, ...]:
        """Return the files that hold the whole book, of the formats to render."""
        return tuple(
            Download(form.label, f"{self.file_stem}.{form.extension}")
            for form in self.formats
            if form.extension
        )

    def options(self, cls: type[Options]) -> Options:
        """Return the options of the format that declares them as this class."""
        return next((item for item in self.format_options if isinstance(item, cls)), cls())

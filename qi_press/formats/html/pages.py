"""The finished pages of a book: what the document side hands to the site side.

`Page.body_html` holds the chapter without its title. The markup that a theme has to dress:

- ``section.level2 > h2`` with ``span.header-section-number`` before the heading's text;
- ``figure#tbl-x.float.float-tbl``, ``.float-fig``, ``.float-lst``: ``figcaption`` (first child for
  tables and listings, last for figures) with ``span.float-number``; sub-figures stand in
  ``div.layout`` with ``data-columns``;
- ``div.table-scroll[tabindex][role=region][aria-label]`` around every table; great_tables keeps its
  classes (``gt_table``, ``gt_col_heading``, ``gt_left``, ``gt_center``, ``gt_right``, ``gt_stub``,
  ``gt_group_heading``, ``gt_sourcenote`` ...) and loses its ``<style>``: the theme owns the look,
  so that dark mode works;
- ``div.cell`` with ``div.cell-code`` (``details.code-fold > summary`` when folded) and
  ``div.cell-output.cell-output-stdout|stderr|display|error``;
- ``div.callout.callout-note|tip|warning|caution|important[role=note]`` with ``p.callout-title`` and
  ``div.callout-body``; a collapsible one is ``details`` with ``summary.callout-title``;
- ``div.panel-tabset`` (``data-group``) with ``section.tab`` and ``h3.tab-title`` inside it;
- ``a.quarto-xref`` cross-references; ``span.citation``, ``div#refs.references > div.csl-entry``;
- ``span.equation#eq-x`` with ``span.equation-number``; MathML in ``math``;
- ``section.footnotes``; ``code.sourceCode`` with skylighting's classes (kw, dt, st, co, ...);
- ``div.page-break``, ``kbd``.

No ``style`` attribute and no ``<style>`` element stays in the body: they are moved to
`Page.styles`, so that a strict Content-Security-Policy works.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_press.config.model import PageKind


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One heading in a page's table of contents."""

    id: str
    number: str
    """"2.1", or "" when the heading is not numbered."""
    title: str
    """Plain text."""
    title_html: str
    """Without the number."""
    level: int
    children: tuple[TocEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class PageLink:
    """A neighbouring page."""

    path: str
    """Site path, as in `Page.path`."""
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, complete but for the theme around it."""

    path: str
    """Address below the site's root with forward slashes, such as "chapters/methods.html"."""
    source: str
    """Source file below the project's folder, such as "chapters/methods.qmd"."""
    kind: PageKind
    title: str
    """Plain text, without number."""
    title_html: str
    number: str
    """"2", "A", or ""."""
    number_text: str
    """"Chapter 2", "Appendix A", or ""."""
    part: str | None
    """Title of the part (or "Appendices") that the page stands in."""
    description: str
    """One sentence for search engines; may be empty."""
    body_html: str
    toc: tuple[TocEntry, ...]
    previous: PageLink | None
    next: PageLink | None
    text: str
    """Plain text of the body, for search engines and word counts."""
    styles: str
    """CSS rules that the body needs; often empty."""
    media: Mapping[str, Path]
    """Site path of each image or file that the page shows → where it lies now."""

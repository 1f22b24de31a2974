"""What a page of a release says about its version, whichever renderer wrote it.

A line above the chapter's title names the version and leads to the others; the footer adds the
commit and a permanent address. A script, `versions.js` of the theme, turns the line into a switcher
and tells a reader of a page that there is a newer version. A published page is never written
again: all that it learns later, it reads from the publication's own files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote

from qi_press.releases.catalogue import LATEST
from qi_press.releases.outline import find_way
from qi_press.releases.version import DRAFT

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.releases.version import Version

SCRIPT, STYLE = "versions.js", "versions.css"
LIST = "versions.html"
FEED = "feed.xml"
HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
MAIN_START = re.compile(r"<main\b[^>]*>", re.IGNORECASE)
BODY_START = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
MAIN_END = re.compile(r"</main\s*>", re.IGNORECASE)
BODY_END = re.compile(r"</body\s*>", re.IGNORECASE)
CANONICAL = re.compile(r'<link\b[^>]*\brel="canonical"[^>]*>\n?', re.IGNORECASE)
SHARED = re.compile(r'(<meta\b[^>]*\bproperty="og:url"[^>]*\bcontent=")[^"]*(")')
SHORT = 7
"""Signs of a commit that readers see."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the pages of one version say about it."""

    version: Version | None
    """None for the draft."""
    date: str
    """ISO date, or ""."""
    date_text: str
    commit: str
    address: str
    """The publication's web address with a slash at its end, or ""."""

    @property
    def folder(self) -> str:
        """The version's folder below the publication."""
        return DRAFT if self.version is None else self.version.tag

    @property
    def words(self) -> str:
        """The version as the line of a page names it."""
        return "Draft, not released" if self.version is None else f"Version {self.version}"


def mark_site(site: Path, pages: tuple[str, ...], imprint: Imprint) -> None:
    """Write the imprint into every page of a rendered site, and its script and style beside them.

    Parameters
    ----------
    site
        The site's folder, which nobody reads yet.
    pages
        Addresses of its pages.
    imprint
        What they say.
    """
    theme = files("qi_press") / "theme"
    (site / "assets").mkdir(exist_ok=True)
    for name in (SCRIPT, STYLE):
        (site / "assets" / name).write_bytes((theme / name).read_bytes())
    for page in pages:
        path = site / page
        text = path.read_bytes().decode("utf-8", errors="surrogateescape")
        marked = mark_page(text, page, imprint)
        path.write_bytes(marked.encode("utf-8", errors="surrogateescape"))


def mark_page(text: str, page: str, imprint: Imprint) -> str:
    """Return a page with its imprint.

    Parameters
    ----------
    text
        The page as HTML.
    page
        Its address below the version's folder.
    imprint
        What it says.
    """
    text = CANONICAL.sub("", text)
    if imprint.address:
        address = f"{escape(imprint.address)}{LATEST}/{quote(page)}"
        text = SHARED.sub(lambda match: f"{match[1]}{address}{match[2]}", text)
    text = _insert(HEAD_END, text, _write_head(page, imprint), before=True)
    has_main = MAIN_START.search(text) is not None
    start, end = (MAIN_START, MAIN_END) if has_main else (BODY_START, BODY_END)
    text = _insert(start, text, _write_line(page, imprint), before=False)
    return _insert(end, text, _write_foot(page, imprint), before=True)


def _insert(place: re.Pattern[str], text: str, words: str, *, before: bool) -> str:
    match = place.search(text)
    if match is None:
        return text
    position = match.start() if before else match.end()
    return text[:position] + words + text[position:]


def _write_head(page: str, imprint: Imprint) -> str:
    root = find_way(page, "assets")
    lines = [
        f'<link rel="stylesheet" href="{root}/{STYLE}">',
        f'<script src="{root}/{SCRIPT}" defer></script>',
    ]
    if imprint.address:
        address = escape(imprint.address)
        lines.append(f'<link rel="canonical" href="{address}{LATEST}/{quote(page)}">')
        lines.append(
            f'<link rel="alternate" type="application/atom+xml" title="Versions" '
            f'href="{address}{FEED}">'
        )
    return "\n".join([*lines, ""])


def _write_line(page: str, imprint: Imprint) -> str:
    home = find_way(f"{imprint.folder}/{page}", ".")
    date = f'<span class="version-date">{escape(imprint.date_text)}</span>'
    return (
        f'\n<nav class="version" aria-label="Versions" data-pagefind-ignore="all" '
        f'data-version="{imprint.version or DRAFT}" '
        f'data-home="{home}/" data-page="{escape(page)}">'
        f'<a class="version-name" href="{home}/{LIST}">{imprint.words}</a>'
        f"{date if imprint.date_text else ''}</nav>"
    )


def _write_foot(page: str, imprint: Imprint) -> str:
    way = find_way(f"{imprint.folder}/{page}", ".")
    permanent = f"{imprint.address or way + '/'}{imprint.folder}/{quote(page)}"
    pieces = [imprint.words, escape(imprint.date_text)]
    pieces += [f"commit <code>{escape(imprint.commit[:SHORT])}</code>"] if imprint.commit else []
    if imprint.version is not None:
        pieces.append(f'<a href="{escape(permanent)}">Permanent address of this page</a>')
        pieces.append(f'<a href="{find_way(page, "provenance.json")}">Provenance</a>')
    line = " · ".join(piece for piece in pieces if piece)
    return f'<p class="version-foot" data-pagefind-ignore="all">{line}</p>\n'

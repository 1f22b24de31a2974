"""Puts the theme around finished pages and writes the website."""

from __future__ import annotations

import hashlib
import html
import posixpath
import shutil
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.cells.cards import find_asked, pack_cards
from qi_press.config.addresses import BIBTEX, MISSING, RIS
from qi_press.config.model import MANIFEST
from qi_press.formats.html.citation_data import list_citation_tags, write_linked_data
from qi_press.formats.html.citation_files import write_bibtex, write_citation, write_ris
from qi_press.formats.html.missing_page import write_missing
from qi_press.formats.html.options import HtmlOptions
from qi_press.formats.html.search import write_words
from qi_press.formats.html.sharing import (
    ROBOTS,
    SITEMAP,
    describe_page,
    find_root,
    write_robots,
    write_sitemap,
)
from qi_press.formats.html.source_links import copy_source, find_copy, list_source_links
from qi_press.formats.html.templates import open_template

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qi_press.cells.cards import Card
    from qi_press.config.model import BookConfig
    from qi_press.formats.html.pages import Page, PageLink, TocEntry

WORDS = "assets/words.js"
ASSETS = ("site.css", "site.js", "theme.js", "icon.svg")
SCRIPTS = {
    "cards.js": "data-card=",
    "stops.js": "data-card=",
    "filter.js": "data-filter=",
    "choices.js": "one-at-a-time",
}
"""Script of the theme → what a page holds that needs it."""
WEIGHTS = {"appendix": "0.2"}
"""Kind of page → what a word on it counts in the search, where that is less than 1."""


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One chapter in the sidebar."""

    href: str
    number: str
    title: str
    current: bool


@dataclass(frozen=True, slots=True)
class NavigationGroup:
    """Neighbouring chapters of one part; the title is None outside parts."""

    title: str | None
    entries: tuple[NavigationEntry, ...]


@dataclass(frozen=True, slots=True)
class Extras:
    """Addresses of the files that a page has to itself; "" where it needs none."""

    styles: str
    cards: str


def write_site(
    project: BookConfig, pages: Sequence[Page], folder: Path, cards: Mapping[str, Card]
) -> None:
    """Write every page with its media and the theme's assets below `folder`.

    Parameters
    ----------
    project
        The book, for its title, authors, language and downloads.
    pages
        The finished pages in reading order; the first one is the front page.
    folder
        An empty folder that is not yet the reader's site: the caller swaps it in.
    cards
        What links to cards show, by id.
    """
    theme = files("qi_press") / "theme"
    for name in (*ASSETS, *SCRIPTS):
        _write(folder, f"assets/{name}", (theme / name).read_bytes())
    _write(folder, BIBTEX, write_bibtex(project).encode())
    _write(folder, RIS, write_ris(project).encode())
    _write(folder, MISSING, write_missing(project, pages).encode())
    if find_root(project):
        _write(folder, SITEMAP, write_sitemap(project, pages))
        _write(folder, ROBOTS, write_robots(project))
    if project.favicon:
        _copy(_find_icon(project), _place(folder, _icon_address(project)))
    _write(folder, WORDS, write_words(pages))
    for page in pages:
        _write_page(project, pages, page, folder, cards)
        for address, source in page.media.items():
            _copy(source, _place(folder, address))


def _write_page(
    project: BookConfig, pages: Sequence[Page], page: Page, folder: Path, cards: Mapping[str, Card]
) -> None:
    """Write a page, the styles that it needs, the cards of its links, and a copy of its source."""
    extras = Extras(_write_styles(page, folder), _write_cards(page, folder, cards))
    _write(folder, page.path, _render_page(project, pages, page, extras).encode())
    if copy := find_copy(project, page):
        _write(folder, copy, copy_source(project, page))


def _render_page(project: BookConfig, pages: Sequence[Page], page: Page, extras: Extras) -> str:
    front = page is pages[0]
    return open_template("page.html").render(
        lang=project.lang,
        root="../" * page.path.count("/"),
        home=_relative(page, pages[0].path),
        book_title=project.title,
        page_title=project.title if front else f"{page.title} – {project.title}",
        description=page.description,
        keywords=", ".join(project.keywords) if front else "",
        citation_tags=list_citation_tags(project) if front else (),
        linked_data=write_linked_data(project) if front else "",
        icon=_icon_address(project),
        sharing=describe_page(project, page),
        page_styles=extras.styles,
        scripts=[name for name, sign in SCRIPTS.items() if sign in page.body_html],
        cards=extras.cards,
        navigation=list(_group_navigation(pages, page)),
        downloads=[{"href": d.path, "label": d.label} for d in project.downloads],
        kicker="" if front else page.number_text,
        number="",
        title_html=html.escape(project.title) if front else page.title_html,
        subtitle=project.subtitle if front else "",
        authors=project.authors if front else (),
        date=" · ".join(project.imprint) if front else "",
        abstract=project.abstract if front else "",
        body_html=page.body_html,
        citation=write_citation(project) if front else "",
        citation_files={"BibTeX": BIBTEX, "RIS": RIS},
        weight=WEIGHTS.get(page.kind, ""),
        source_links=list_source_links(project, page),
        toc_title=project.words.find("toc-title-website"),
        abstract_title=project.words.find("section-title-abstract"),
        toc=list(_flatten_toc(project, page.toc)),
        previous=_link(page, page.previous),
        following=_link(page, page.next),
        turning=project.page_navigation,
        to_top=project.back_to_top,
        footer=" · ".join(_list_footer(project)),
    )


def _list_footer(project: BookConfig) -> list[str]:
    """Return what the footer says; the pages of a release say the rest themselves."""
    if project.commit:
        return [project.title]
    alone = ["this copy holds no other version"] if project.version else []
    return [project.title, *project.imprint, *alone]


def _icon_address(project: BookConfig) -> str:
    ending = posixpath.splitext(project.favicon)[1].lower()
    return f"assets/favicon{ending}" if project.favicon else "assets/icon.svg"


def _find_icon(project: BookConfig) -> Path:
    path = (project.folder / project.favicon).resolve()
    if not path.is_file() or not path.is_relative_to(project.folder.resolve()):
        raise InputError(
            MANIFEST,
            f"favicon “{project.favicon}”, and no such file in the project",
            "an image",
            "add the file or mend its name",
        )
    return path


def _group_navigation(pages: Sequence[Page], current: Page) -> Iterator[NavigationGroup]:
    group: list[NavigationEntry] = []
    title: str | None = None
    for page in pages:
        if page.part != title:
            if group:
                yield NavigationGroup(title, tuple(group))
            group, title = [], page.part
        href = _relative(current, page.path)
        group.append(NavigationEntry(href, page.number, page.title, page is current))
    if group:
        yield NavigationGroup(title, tuple(group))


def _flatten_toc(project: BookConfig, entries: Sequence[TocEntry]) -> Iterator[TocEntry]:
    settings = project.options(HtmlOptions)
    if not settings.toc:
        return
    waiting = list(reversed(entries))
    while waiting:
        entry = waiting.pop()
        if entry.level <= settings.toc_depth:
            yield entry
            waiting.extend(reversed(entry.children))


def _link(page: Page, neighbour: PageLink | None) -> dict[str, str] | None:
    if neighbour is None:
        return None
    title = f"{neighbour.number} {neighbour.title}".strip()
    return {"href": _relative(page, neighbour.path), "title": title}


def _relative(page: Page, address: str) -> str:
    return _find_way(posixpath.dirname(page.path) or ".", address)


@lru_cache(maxsize=4096)
def _find_way(folder: str, address: str) -> str:
    """Return an address as seen from a folder; every page asks for the same ones."""
    return posixpath.relpath(address, folder)


def _write_styles(page: Page, folder: Path) -> str:
    """Write what the body needs beyond the theme; a file, since the site allows no inline style."""
    if not page.styles.strip():
        return ""
    content = page.styles.encode()
    address = f"assets/page-{hashlib.sha256(content).hexdigest()[:12]}.css"
    _write(folder, address, content)
    return address


def _write_cards(page: Page, folder: Path, cards: Mapping[str, Card]) -> str:
    """Write what the page's own links show: a reader of one page need not load the others'."""
    asked = find_asked(page.body_html)
    found = {name: card for name, card in cards.items() if name in asked}
    if not found:
        return ""
    address = f"assets/cards/{posixpath.splitext(page.path)[0]}.json"
    _write(folder, address, pack_cards(found))
    return address


def _place(folder: Path, address: str) -> Path:
    """Return where an address lies, refusing one that climbs out of the site."""
    place = (folder / address).resolve()
    if not place.is_relative_to(folder.resolve()):
        msg = f"the address {address!r} leads out of the site"
        raise ValueError(msg)
    return place


def _write(folder: Path, address: str, content: bytes) -> None:
    place = _place(folder, address)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)


def _copy(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)

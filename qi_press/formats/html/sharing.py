"""What a site with an address of its own tells others about its pages."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_press.config.model import BookConfig
    from qi_press.formats.html.pages import Page

SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class Sharing:
    """The address of a page, and its facts in the Open Graph protocol."""

    address: str
    facts: tuple[tuple[str, str], ...]


def find_root(project: BookConfig) -> str:
    """Return the site's address with a slash at its end, or "" when the book gives none."""
    root = project.site_url.strip()
    return f"{root.rstrip('/')}/" if urlsplit(root).scheme in SCHEMES else ""


def describe_page(project: BookConfig, page: Page) -> Sharing | None:
    """Return what a page tells those who share it; None on a site without an address."""
    root = find_root(project)
    if not root:
        return None
    address = _address(root, page)
    if project.open_graph is False:
        return Sharing(address, ())
    front = page.kind == "front"
    facts = {
        "og:title": project.title if front else page.title,
        "og:description": page.description,
        "og:type": "website" if front else "article",
        "og:url": address,
        "og:site_name": project.title,
        "og:locale": project.lang.replace("-", "_"),
    }
    return Sharing(address, tuple((name, fact) for name, fact in facts.items() if fact))


def _address(root: str, page: Page) -> str:
    folder, name = posixpath.split(page.path)
    path = folder if name == "index.html" else page.path
    return root + quote(path)


def write_sitemap(project: BookConfig, pages: Iterable[Page]) -> bytes:
    """Return the list of pages for search engines, each with the date of the book."""
    root = find_root(project)
    date = f"<lastmod>{project.date}</lastmod>" if project.date else ""
    lines = [f"<url><loc>{escape(_address(root, page))}</loc>{date}</url>" for page in pages]
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    return (start + "\n".join(lines) + "\n</urlset>\n").encode()


def write_robots(project: BookConfig) -> bytes:
    """Return the file that leads search engines to the list of pages."""
    return f"Sitemap: {find_root(project)}{SITEMAP}\n".encode()

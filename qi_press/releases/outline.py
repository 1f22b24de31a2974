"""What a rendered site holds, whoever rendered it: its pages, and the places on each of them."""

from __future__ import annotations

import hashlib
import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING

from qi_press.cache import digest_file
from qi_press.sources import walk_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MACHINERY = frozenset({"pagefind", "site_libs"})
"""Folders of a site that hold no pages of the book."""
OWN = re.compile(r"(quarto-|toc-|TOC$|cb\d+|fnref|nav|search|content$|chapters$|cite-)")
"""Ids that a renderer gives to parts of a page that no reader refers to."""
PLACE = re.compile(r"""<[a-zA-Z][^<>]*?\sid=["']?([^"'\s<>]+)""")
GENERATOR = re.compile(r'<meta\s+name="generator"\s+content="([^"]*)"')


def list_pages(site: Path, order: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the addresses of all pages of a site, those of `order` first."""
    found = {
        path.relative_to(site).as_posix()
        for path in site.rglob("*.html")
        if path.relative_to(site).parts[0] not in MACHINERY
    }
    first = [page for page in dict.fromkeys(order) if page in found]
    return (*first, *sorted(found.difference(first)))


def list_places(page: str) -> list[str]:
    """Return the ids on a page that a link may lead to, in their order."""
    names = (unescape(name) for name in PLACE.findall(page))
    return [name for name in dict.fromkeys(names) if not OWN.match(name)]


def find_generator(page: str) -> str:
    """Return what a page says wrote it, or ""."""
    match = GENERATOR.search(page)
    return unescape(match[1]) if match else ""


def digest_files(folder: Path, left_out: Iterable[str] = ()) -> Mapping[str, str]:
    """Return the SHA-256 of every file below a folder that is not hidden, by its place."""
    names = frozenset(left_out)
    return {
        place: digest_file(folder / place) for place in list_files(folder) if place not in names
    }


def list_files(folder: Path) -> Iterator[str]:
    """Yield the place of every file below a folder that is not hidden."""
    for path in walk_files(folder, lambda one: one.name.startswith(".")):
        yield path.relative_to(folder).as_posix()


def join_digests(digests: Mapping[str, str]) -> str:
    """Return one digest for many files: that of their list, as `sha256sum` would print it."""
    lines = "".join(f"{digest}  {place}\n" for place, digest in sorted(digests.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def find_way(page: str, target: str) -> str:
    """Return the relative address of a target as a page sees it; both from one root."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")

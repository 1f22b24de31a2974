"""Reads a rendered site as a strict proof-reader: links, anchors, alternative texts, sizes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qi_press.project import Project

LARGEST_IMAGE = 500_000
"""Bytes; a larger image makes a page slow on a phone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the site, and where it shows."""

    where: str
    fault: str

    def __str__(self) -> str:
        """Return the finding as one line."""
        return f"{self.where}: {self.fault}"


@dataclass(slots=True)
class _Outline:
    """What one page of the site contains, as far as the checks need it."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[tuple[str, str | None]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outline = _Outline()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.outline.ids.append(values["id"] or "")
        for name in ("href", "src"):
            if values.get(name):
                self.outline.links.append(values[name] or "")
        if tag == "img":
            self.outline.images.append((values.get("src") or "", values.get("alt")))
        if re.fullmatch(r"h[1-6]", tag):
            self.outline.headings.append(int(tag[1]))
        self.outline.cited.update((values.get("data-cites") or "").split())


def check_site(site: Path) -> list[Finding]:
    """Return every fault of the rendered site in `site`.

    Looked for: links and anchors that lead nowhere, requests to other origins for images and
    scripts, images without alternative text or over `LARGEST_IMAGE`, ids that stand twice,
    headings that skip a level.
    """
    outlines = {
        path.relative_to(site).as_posix(): _read_outline(path)
        for path in sorted(site.rglob("*.html"))
        if "pagefind" not in path.relative_to(site).parts
    }
    if not outlines:
        return [Finding(site.name, "holds no page; render the book first")]
    return [finding for address in outlines for finding in _check_page(site, address, outlines)]


def check_bibliography(project: Project, site: Path) -> list[Finding]:
    """Return the entries of the bibliography that no page of the site cites."""
    cited: set[str] = set()
    for path in site.rglob("*.html"):
        cited |= _read_outline(path).cited
    named = project.metadata.get("bibliography", [])
    names = [named] if isinstance(named, str) else list(named)
    return [
        Finding(f"{name}:{line}", f"the entry “{key}” is cited nowhere")
        for name in names
        for line, key in _list_entries(project.folder / name)
        if key not in cited
    ]


def _read_outline(path: Path) -> _Outline:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.outline


def _check_page(site: Path, address: str, outlines: Mapping[str, _Outline]) -> Iterator[Finding]:
    outline = outlines[address]
    for link in dict.fromkeys(outline.links):
        fault = _check_link(site, address, link, outlines)
        if fault:
            yield Finding(address, fault)
    for source, text in outline.images:
        yield from _check_image(site, address, source, text)
    for name in sorted({name for name in outline.ids if outline.ids.count(name) > 1}):
        yield Finding(address, f"the id “{name}” stands more than once")
    for before, after in zip(outline.headings, outline.headings[1:], strict=False):
        if after > before + 1:
            yield Finding(address, f"a heading of level {after} follows one of level {before}")


def _check_link(
    site: Path, address: str, link: str, outlines: Mapping[str, _Outline]
) -> str | None:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    target = (
        posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
    )
    if target.startswith("..") or not (site / target).exists():
        return f"the link “{link}” leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and target in outlines and anchor not in outlines[target].ids:
        return f"the link “{link}” leads to no place on that page"
    return None


def _check_image(site: Path, address: str, source: str, text: str | None) -> Iterator[Finding]:
    if text is None or not text.strip():
        yield Finding(address, f"the image “{source[:80]}” has no alternative text")
    if urlsplit(source).scheme in {"http", "https"}:
        yield Finding(address, f"the image “{source}” comes from another site")
        return
    path = site / posixpath.join(posixpath.dirname(address), unquote(urlsplit(source).path))
    if path.is_file() and path.stat().st_size > LARGEST_IMAGE:
        size, most = path.stat().st_size // 1000, LARGEST_IMAGE // 1000
        yield Finding(address, f"the image “{source}” has {size} kB; {most} kB is the most")


def _list_entries(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match = re.match(r"\s*@(\w+)\s*\{\s*([^,\s]+)\s*,", line)
        if match and match[1].lower() not in {"comment", "preamble", "string"}:
            yield number, match[2]

"""Reads a rendered site as a strict proof-reader: links, anchors, alternative texts, sizes."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from qi_press.check.policy import (
    is_address,
    is_outside,
    list_acting,
    list_outside,
    list_outside_styles,
)
from qi_press.config.contents import list_unlisted
from qi_press.diagnostics import Diagnostic
from qi_press.transforms.bibliography import list_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qi_press.config.model import BookConfig

LARGEST_IMAGE = 500_000
"""Bytes; a larger image makes a page slow on a phone."""


UNRESOLVED = re.compile(r"\?@[a-z]+-[\w-]+|\(\?\?\?\)|\{\{< \w+[^>]*>\}\}")
"""What renderers leave in a page where a reference, a citation or a shortcode leads nowhere."""
CODE = ("code", "pre")


@dataclass(slots=True)
class _Outline:
    """What one page of the site contains, as far as the checks need it."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[tuple[str, str | None]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    unresolved: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    acting: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    by_press: bool = False


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outline = _Outline()
        self.code = 0
        self.text: list[str] = []
        self.open: list[tuple[str, str, list[str]]] = []
        """Links and headings that are open: tag, what to call it, its words."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if values.get("id"):
            self.outline.ids.append(values["id"] or "")
        for name in ("href", "src"):
            if values.get(name):
                self.outline.links.append(values[name] or "")
        self.outline.outside += list_outside(tag, values)
        self.outline.acting += list_acting(tag, values)
        if values.get("name") == "generator":
            self.outline.by_press = (values.get("content") or "").startswith("qi-press")
        if tag == "img":
            self.outline.images.append((values.get("src") or "", values.get("alt")))
        if re.fullmatch(r"h[1-6]", tag):
            self.outline.headings.append(int(tag[1]))
        self._open_named(tag, values)
        self.outline.cited.update((values.get("data-cites") or "").split())
        if "quarto-unresolved-ref" in (values.get("class") or "").split():
            self.outline.unresolved.append("a cross-reference")
        self.code += tag in CODE

    def _open_named(self, tag: str, values: Mapping[str, str | None]) -> None:
        """Begin to gather the words of a link or a heading, or add to those that are open."""
        words = [values.get(name) or "" for name in ("alt", "aria-label", "title")]
        for *_, gathered in self.open:
            gathered.extend(words)
        if tag == "a" and values.get("href") and values.get("aria-hidden") != "true":
            self.open.append((tag, f"the link “{(values['href'] or '')[:80]}”", words))
        elif re.fullmatch(r"h[1-6]", tag):
            self.open.append((tag, f"a heading of level {tag[1]}", words))

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in CODE
        if self.open and self.open[-1][0] == tag:
            _, name, words = self.open.pop()
            if not "".join(words).strip():
                self.outline.empty.append(name)

    def handle_data(self, data: str) -> None:
        for *_, words in self.open:
            words.append(data)
        if not self.code:
            self.text.append(data)


def check_site(site: Path) -> list[Diagnostic]:
    """Return every fault of the rendered site in `site`.

    Looked for: links and anchors that lead nowhere, images without alternative text or over
    `LARGEST_IMAGE`, ids that stand twice, headings that skip a level, a second title, links and
    headings without words, references and shortcodes left unresolved, pages that no link of the
    front page's leads to, over however many others, and what is loaded from another site; on the
    press's own pages also scripts, which the site's policy stops (`qi_press.check.policy`).
    """
    outlines = {
        path.relative_to(site).as_posix(): _read_outline(path)
        for path in sorted(site.rglob("*.html"))
        if "pagefind" not in path.relative_to(site).parts
    }
    if not outlines:
        return [Diagnostic(site.name, "holds no page; render the book first")]
    findings = [finding for address in outlines for finding in _check_page(site, address, outlines)]
    reached = _follow_links(outlines)
    orphans = [address for address in outlines if address not in reached]
    findings += _check_styles(site)
    return [*findings, *(Diagnostic(address, "no link leads to this page") for address in orphans)]


def _check_styles(site: Path) -> Iterator[Diagnostic]:
    for path in sorted(site.rglob("*.css")):
        sheet = path.read_text(encoding="utf-8", errors="replace")
        for fault in list_outside_styles(sheet):
            yield Diagnostic(path.relative_to(site).as_posix(), fault)


def _follow_links(outlines: Mapping[str, _Outline]) -> set[str]:
    """Return the pages that a reader can come to from the front page."""
    reached: set[str] = set()
    waiting = ["index.html"] if "index.html" in outlines else list(outlines)
    while waiting:
        address = waiting.pop()
        if address in reached or address not in outlines:
            continue
        reached.add(address)
        waiting += [
            _resolve(address, urlsplit(link).path)
            for link in outlines[address].links
            if is_address(link) and not urlsplit(link).scheme
        ]
    return reached


def _resolve(address: str, path: str) -> str:
    """Return the site path that a link of the page at `address` leads to."""
    if not path:
        return address
    return posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(path)))


def check_chapters(project: BookConfig) -> list[Diagnostic]:
    """Return the chapters that lie beside those of the book and are not in its list."""
    return [
        Diagnostic(name, "no chapter of the book: “_quarto.yml” does not list it")
        for name in list_unlisted(project)
    ]


def check_bibliography(project: BookConfig, site: Path) -> list[Diagnostic]:
    """Return the entries of the bibliography that no page of the site cites, or that stand twice.

    Where there is no site, nothing is known of what it cites.
    """
    outlines = [_read_outline(path) for path in site.rglob("*.html")]
    cited = {key for outline in outlines for key in outline.cited}
    first: dict[str, str] = {}
    findings = []
    for name in project.bibliography:
        for line, key in list_entries(project.folder / name):
            place = f"{name}:{line}"
            if first.setdefault(key, place) != place:
                fault = f"the entry “{key}” stands a second time (first in {first[key]})"
                findings.append(Diagnostic(place, fault))
            elif outlines and key not in cited:
                findings.append(Diagnostic(place, f"the entry “{key}” is cited nowhere"))
    return findings


def _read_outline(path: Path) -> _Outline:
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    reader.outline.unresolved += UNRESOLVED.findall("".join(reader.text))
    return reader.outline


def _check_page(site: Path, address: str, outlines: Mapping[str, _Outline]) -> Iterator[Diagnostic]:
    outline = outlines[address]
    for link in dict.fromkeys(outline.links):
        fault = _check_link(site, address, link, outlines)
        if fault:
            yield Diagnostic(address, fault)
    for source, text in outline.images:
        yield from _check_image(site, address, source, text)
    yield from (Diagnostic(address, fault) for fault in _list_words(outline))
    for name in sorted({name for name in outline.ids if outline.ids.count(name) > 1}):
        yield Diagnostic(address, f"the id “{name}” stands more than once")
    for before, after in zip(outline.headings, outline.headings[1:], strict=False):
        if after > before + 1:
            yield Diagnostic(address, f"a heading of level {after} follows one of level {before}")


def _list_words(outline: _Outline) -> Iterator[str]:
    """Yield what is wrong with a page by itself."""
    yield from dict.fromkeys([*outline.outside, *(outline.acting if outline.by_press else ())])
    yield from (f"{name} has no words" for name in dict.fromkeys(outline.empty))
    yield from (f"“{words}” stands there unresolved" for words in dict.fromkeys(outline.unresolved))
    if outline.headings.count(1) > 1:
        yield "a second heading of level 1"


def _check_link(
    site: Path, address: str, link: str, outlines: Mapping[str, _Outline]
) -> str | None:
    if not is_address(link):
        return f"the link “{link}” is no address"
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    target = _resolve(address, parts.path)
    if target.startswith("..") or not (site / target).exists():
        return f"the link “{link}” leads nowhere"
    anchor = unquote(parts.fragment)
    if anchor and target in outlines and anchor not in outlines[target].ids:
        return f"the link “{link}” leads to no place on that page"
    return None


def _check_image(site: Path, address: str, source: str, text: str | None) -> Iterator[Diagnostic]:
    if text is None or not text.strip():
        yield Diagnostic(address, f"the image “{source[:80]}” has no alternative text")
    if not is_address(source) or is_outside(source):
        return
    path = site / posixpath.join(posixpath.dirname(address), unquote(urlsplit(source).path))
    if path.is_file() and path.stat().st_size > LARGEST_IMAGE:
        size, most = path.stat().st_size // 1000, LARGEST_IMAGE // 1000
        yield Diagnostic(address, f"the image “{source}” has {size} kB; {most} kB is the most")

"""Leads the links between chapters to the right page or heading."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qi_press.pandoc.elements import Node, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_press.transforms.document import Document

EXTERNAL = re.compile(r"^([a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """Where things will lie: pages and the anchors on them."""

    pages: Mapping[str, str]
    """Chapter's source → site path of its page."""
    anchors: Mapping[str, Mapping[str, str]]
    """Chapter's source → each identifier of it → the identifier in a single-file book."""
    home: Mapping[str, str]
    """Identifier → source of the first chapter that has it."""
    chapter_ids: Mapping[str, str]
    """Chapter's source → identifier of its heading in a single-file book."""


def page_path(source: str) -> str:
    """Return the site path of a chapter's page."""
    return str(PurePosixPath(source).with_suffix(".html"))


def map_site(documents: Sequence[Document]) -> Site:
    """Find every identifier of the book; one that two chapters share is told apart in print."""
    home: dict[str, str] = {}
    anchors: dict[str, Mapping[str, str]] = {}
    chapter_ids: dict[str, str] = {}
    for document in documents:
        stem = re.sub(r"[^A-Za-z0-9]+", "-", document.source.removesuffix(".qmd"))
        own: dict[str, str] = {}
        for name in [document.id or f"chapter-{stem}", *_list_ids(document.blocks)]:
            own[name] = f"{stem}--{name}" if name in home else name
            home.setdefault(name, document.source)
        anchors[document.source] = own
        chapter_ids[document.source] = own[document.id or f"chapter-{stem}"]
    pages = {document.source: page_path(document.source) for document in documents}
    return Site(pages, anchors, home, chapter_ids)


def _list_ids(blocks: Sequence[Node]) -> list[str]:
    """Return the identifiers of all elements that can have one."""
    names = []
    for node in walk(list(blocks)):
        kind, content = node["t"], node.get("c", [])
        if kind == "Header":
            names.append(content[1][0])
        elif kind in ("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"):
            names.append(content[0][0])
    return [name for name in names if name]


def link_pages(document: Document, site: Site) -> Document:
    """Return the document with internal links as addresses between pages of a website."""
    page = site.pages[document.source]

    def relink(link: Node) -> Node | None:
        attr, inlines, (target, title) = link["c"]
        source, anchor = _find_target(document, target, site)
        if source is None:
            return None
        path = site.pages[source]
        relative = "" if path == page else posixpath.relpath(path, posixpath.dirname(page) or ".")
        if anchor == _heading_id(source, site):
            anchor = ""
        address = relative + (f"#{anchor}" if anchor else "")
        return {"t": "Link", "c": [attr, inlines, [address or "#", title]]}

    actions = {"Link": relink}
    return replace(
        document,
        blocks=rewrite(document.blocks, actions),
        title=rewrite(document.title, actions),
    )


def _heading_id(source: str, site: Site) -> str:
    return next(iter(site.anchors[source]))


def link_single(document: Document, site: Site) -> Document:
    """Return the document with internal links and identifiers as one file for the book has them."""
    own = site.anchors[document.source]

    def relink(link: Node) -> Node | list[Node] | None:
        attr, inlines, (target, title) = link["c"]
        source, anchor = _find_target(document, target, site)
        if source is None:  # a file that a single-file book does not carry leaves its words
            return None if EXTERNAL.match(target) else list(inlines)
        name = site.anchors[source].get(anchor, "") if anchor else site.chapter_ids[source]
        return {"t": "Link", "c": [attr, inlines, [f"#{name}", title]]} if name else None

    def rename(node: Node) -> Node:
        position = 1 if node["t"] == "Header" else 0
        content = list(node["c"])
        attr = content[position]
        content[position] = [own.get(attr[0], attr[0]), attr[1], attr[2]]
        return {"t": node["t"], "c": content}

    kinds = ("Header", "Div", "Span", "CodeBlock", "Table", "Figure")
    actions = {"Link": relink, **dict.fromkeys(kinds, rename)}
    return replace(
        document,
        id=site.chapter_ids[document.source],
        blocks=rewrite(document.blocks, actions),
        title=rewrite(document.title, actions),
    )


def _find_target(document: Document, target: str, site: Site) -> tuple[str | None, str]:
    """Return the chapter and the anchor that an internal link leads to."""
    if EXTERNAL.match(target):
        return None, ""
    path, _, anchor = target.partition("#")
    if not path:
        if anchor in site.anchors[document.source]:
            return document.source, anchor
        return (site.home[anchor], anchor) if anchor in site.home else (None, "")
    source = resolve_path(document.source, unquote(path))
    return (source, anchor) if source in site.pages else (None, "")


def resolve_path(source: str, path: str) -> str:
    """Return a path relative to a chapter (or, after a slash, to the project) as a site path."""
    base = "" if path.startswith("/") else posixpath.dirname(source)
    return posixpath.normpath(posixpath.join(base, path.lstrip("/")))

"""Writes chapters as the pages of a website."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from qi_press.cells.cards import merge_cards
from qi_press.formats.html.headings import anchor_headings, list_headings, write_inline_html
from qi_press.formats.html.image_sizes import size_images
from qi_press.formats.html.markup import lower_html
from qi_press.formats.html.options import HTML
from qi_press.formats.html.page_styles import hoist_styles
from qi_press.formats.html.pages import Page, PageLink
from qi_press.formats.html.search import index_site
from qi_press.formats.html.site import write_site
from qi_press.formats.job import Writer
from qi_press.pandoc.elements import make_attr, make_meta, read_text
from qi_press.pandoc.program import PandocOptions, open_cache, write_document
from qi_press.transforms.links import Site, link_pages, page_path
from qi_press.transforms.media import place_images

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.formats.job import Job
    from qi_press.pandoc.elements import Meta, Node
    from qi_press.transforms.document import Document
    from qi_press.transforms.filters import Filters

ARGUMENTS = ("--to", "html5", "--mathml", "--section-divs", "--wrap", "none")


def write_page(
    project: BookConfig, document: Document, site: Site, filters: Filters
) -> tuple[str, Document]:
    """Return a chapter's body as HTML, and the document that it was written from.

    Parameters
    ----------
    project
        The book.
    document
        The chapter, numbered, cited and with its references resolved.
    site
        Where the links lead.
    filters
        The author's own Lua filters, and the diagnostics; the metadata `project-offset` tells the
        filters the way from the page to the site's root, as `quarto.project.offset` does in Quarto.
    """
    sized = size_images(project, link_pages(document, site))
    linked = place_images(sized, from_root=False)
    linked = replace(linked, blocks=[*_head_front(project, linked), *linked.blocks])
    lowered = lower_html(linked.blocks)
    offset = posixpath.relpath(".", posixpath.dirname(document.source) or ".")
    meta: Meta = {**filters.meta, "project-offset": make_meta(offset)}
    target = PandocOptions(
        (*ARGUMENTS, *filters.arguments),
        folder=project.folder,
        meta=meta,
        cache=open_cache(project.folder),
        depends=filters.digest,
    )
    result = write_document(lowered, target, document.source)
    return filters.read_output(document.source, result).decode(), linked


def shorten_links(body: str, path: str) -> str:
    """Return HTML in which links to pages of the page's own folder do not leave it first.

    A filter knows the way to the site's root alone; a page of many numbers has hundreds of links.
    """
    folder = posixpath.dirname(path)
    if not folder:
        return body
    detour = re.escape(f"{posixpath.relpath('.', folder)}/{folder}/")
    return re.sub(rf'(<a\b[^<>]* href="){detour}(?=[^"])', r"\1", body)


def _head_front(project: BookConfig, document: Document) -> list[Node]:
    """Return the heading that stands below the book's title on the front page, if it has one.

    As in Quarto, the book's title takes the place of one in the front matter.
    """
    entry, title = document.chapter.entry, read_text(document.title)
    if entry.kind != "front" or title in ("", project.title) or document.chapter.config.title:
        return []
    return [{"t": "Header", "c": [2, make_attr(document.id), document.title]}]


def make_pages(
    project: BookConfig,
    documents: Sequence[Document],
    bodies: Sequence[str],
    media: Sequence[Mapping[str, Path]],
) -> list[Page]:
    """Return the finished pages in reading order."""
    links = [_make_link(project, document) for document in documents]
    words = project.words
    pages = []
    for index, (document, body) in enumerate(zip(documents, bodies, strict=True)):
        entry = document.chapter.entry
        html, styles = hoist_styles(anchor_headings(shorten_links(body, page_path(entry.file))))
        description = document.chapter.config.description
        front = entry.kind == "front"
        word = words.appendix_title if entry.kind == "appendix" else words.name("ch", "prefix")
        pages.append(
            Page(
                path=page_path(entry.file),
                source=entry.file,
                kind=entry.kind,
                title=links[index].title,
                title_html=write_inline_html(document.title) or escape(project.title),
                number=document.number,
                number_text=f"{word} {document.number}" if document.number else "",
                part=entry.part,
                description=description or (project.description if front else ""),
                body_html=html,
                toc=list_headings(document.blocks),
                previous=links[index - 1] if index else None,
                next=links[index + 1] if index + 1 < len(links) else None,
                text=read_text(document.blocks),
                styles=styles,
                media=media[index],
            )
        )
    return pages


def _make_link(project: BookConfig, document: Document) -> PageLink:
    title = read_text(document.title) or project.title
    return PageLink(page_path(document.source), document.number, title)


def write_website(job: Job) -> None:
    """Write the book as a website with its search index."""
    project, target = job.config, job.target
    written = list(
        job.pool.map(
            lambda item: write_page(project, item, target.site, job.filters), target.documents
        )
    )
    pages = make_pages(
        project, [document for _, document in written], [body for body, _ in written], target.media
    )
    cards = merge_cards(document.cards for document in target.documents)
    write_site(project, pages, job.output, cards)
    index_site(job.output)


WEBSITE = Writer(HTML, write_website)

"""Prepares all chapters for a format that holds the whole book in one file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_press.pandoc.elements import (
    Node,
    get_children,
    get_level,
    get_target,
    has_class,
    make_attr,
    make_header,
    make_paragraph,
    make_strong,
    make_text,
    with_level,
)
from qi_press.pandoc.traversal import read_text, rewrite, walk
from qi_press.transforms.links import Site, link_single
from qi_press.transforms.media import drop_external_images, place_images

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_press.config.model import BookConfig, Format
    from qi_press.formats.job import Job
    from qi_press.transforms.document import Document


def prepare_print(documents: Sequence[Document], site: Site, form: Format) -> list[Document]:
    """Return the documents as one file of a format needs them.

    Links lead inside the file, images are named from the site's root, and what only a screen can
    do (tabs, folding) is laid out flat. A chapter that holds nothing for such a file, and that
    nothing in it refers to, is left out.
    """
    prepared = []
    for document in documents:
        linked = place_images(link_single(document, site), from_root=True, ending=form.images)
        shown = drop_external_images(linked.blocks)
        blocks = _close_levels(rewrite(shown, {"Div": _flatten}))
        prepared.append(replace(linked, blocks=blocks))
    named = {get_target(node).removeprefix("#") for node in _list_links(prepared)}
    return [one for one in prepared if one.id in named or not _is_empty(one.blocks)]


def _list_links(documents: Sequence[Document]) -> Iterator[Node]:
    for document in documents:
        yield from (node for node in walk(document.blocks) if node["t"] == "Link")


def _is_empty(blocks: Sequence[Node]) -> bool:
    """Say whether blocks hold nothing but boxes that hold nothing."""
    return all(block["t"] == "Div" and _is_empty(get_children(block)) for block in blocks)


def _close_levels(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks with no level of heading left out, which accessible files must not do."""
    last = 1

    def close(header: Node) -> Node:
        nonlocal last
        last = min(get_level(header), last + 1)
        return with_level(header, last)

    return rewrite(blocks, {"Header": close})


def _flatten(div: Node) -> list[Node] | None:
    if has_class(div, "panel-tabset"):
        return get_children(div)
    if has_class(div, "code-fold"):
        return get_children(div)[1:]
    if has_class(div, "tab"):
        title, *blocks = get_children(div)
        return [make_paragraph([make_strong(get_children(get_children(title)[0]))]), *blocks]
    return None


def chapter_heading(project: BookConfig, document: Document, number: Sequence[Node]) -> Node | None:
    """Return a chapter's heading; None for a front page that has the book's title.

    Parameters
    ----------
    project
        The book.
    document
        The chapter.
    number
        The chapter's number as the format sets it; for a chapter only.
    """
    title = document.title
    if not title or (document.chapter.entry.kind == "front" and read_text(title) == project.title):
        return None
    if document.number and document.chapter.entry.kind == "appendix":
        words = project.words
        named = f"{words.appendix_title} {document.number}{words.appendix_delimiter} "
        title = [*make_text(named), *title]
    elif document.number:
        title = [*number, *title]
    return make_header(1, make_attr(document.id), title)


def part_titles(documents: Sequence[Document]) -> list[str]:
    """Return for each chapter the title of the part that begins with it, or ""."""
    titles = []
    current: str | None = None
    for document in documents:
        entry = document.chapter.entry
        begins = entry.part if entry.part != current and entry.kind == "chapter" else None
        titles.append(begins or "")
        current = entry.part
    return titles


def write_download(job: Job, form: Format, content: bytes) -> None:
    """Write the one file of a format."""
    path = f"{job.config.file_stem}.{form.extension}"
    (job.output / path).write_bytes(content)

"""Writes chapters as the pages of a website."""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING

from qi_press.conditional import select_content
from qi_press.headings import list_headings, write_inline_html
from qi_press.layout import lower_cell_html
from qi_press.links import Site, link_pages, page_path
from qi_press.media import place_images
from qi_press.numbering import WORDS
from qi_press.pages import Page, PageLink
from qi_press.pandoc import Target, write_document
from qi_press.structure import has_class, split_float
from qi_press.styles import hoist_styles
from qi_press.tree import (
    SPACE,
    Node,
    find_pair,
    make_attr,
    make_div,
    make_plain,
    make_raw,
    make_raw_inline,
    make_span,
    make_text,
    read_text,
    rewrite,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_press.document import Document
    from qi_press.project import Project
    from qi_press.tree import Meta

ARGUMENTS = ("--to", "html5", "--mathml", "--section-divs", "--wrap", "none")


def write_page(
    project: Project, document: Document, site: Site, filters: Sequence[Path]
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
        The author's own Lua filters; the metadata `project-offset` tells them the way from the page
        to the site's root, as `quarto.project.offset` does in Quarto.
    """
    linked = place_images(link_pages(document, site), from_root=False)
    chosen = select_content(linked.blocks, "html")
    lowered = _tell_tables_apart(rewrite(chosen, ACTIONS))
    user = tuple(option for path in filters for option in ("--lua-filter", str(path)))
    offset = posixpath.relpath(".", posixpath.dirname(document.source) or ".")
    meta: Meta = {"project-offset": {"t": "MetaString", "c": offset}}
    target = Target((*ARGUMENTS, *user), folder=project.folder, meta=meta)
    return write_document(lowered, target, document.source).output.decode(), linked


def make_pages(
    project: Project,
    documents: Sequence[Document],
    bodies: Sequence[str],
    media: Sequence[Mapping[str, Path]],
) -> list[Page]:
    """Return the finished pages in reading order."""
    links = [_make_link(project, document) for document in documents]
    pages = []
    for index, (document, body) in enumerate(zip(documents, bodies, strict=True)):
        entry = document.chapter.entry
        html, styles = hoist_styles(body)
        description = document.chapter.metadata.get("description")
        front = entry.kind == "front"
        word = WORDS["apx" if entry.kind == "appendix" else "ch"]
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
                description=str(description or (project.description if front else "")),
                body_html=html,
                toc=list_headings(select_content(document.blocks, "html")),
                previous=links[index - 1] if index else None,
                next=links[index + 1] if index + 1 < len(links) else None,
                text=read_text(document.blocks),
                styles=styles,
                media=media[index],
            )
        )
    return pages


def _make_link(project: Project, document: Document) -> PageLink:
    title = read_text(document.title) or project.title
    return PageLink(page_path(document.source), document.number, title)


def _lower_header(header: Node) -> Node:
    level, attr, title = header["c"]
    number = find_pair(attr, "number")
    bare = [attr[0], attr[1], [pair for pair in attr[2] if pair[0] != "number"]]
    anchor = [make_anchor(attr[0], f"section “{read_text(title)}”")] if attr[0] else []
    if number:
        mark = make_span(make_attr("", ["header-section-number"]), make_text(number))
        title = [mark, SPACE, *title]
    return {"t": "Header", "c": [level, bare, [*title, *anchor]]}


def make_anchor(identifier: str, words: str) -> Node:
    """Return a permanent link to a place of the page; the theme draws its sign."""
    href, label = escape(f"#{identifier}"), escape(f"Link to {words}")
    return make_raw_inline("html", f'<a class="anchor" href="{href}" aria-label="{label}"></a>')


def _lower_div(div: Node) -> Node | list[Node] | None:
    if has_class(div, "float"):
        return _lower_float(div)
    if has_class(div, "callout"):
        return _lower_callout(div)
    if has_class(div, "layout-cell"):
        return lower_cell_html(div)
    if has_class(div, "margin-note"):
        return _wrap('<aside class="margin-note">', div["c"][1], "</aside>")
    if has_class(div, "tab"):
        title, *blocks = div["c"][1]
        return [
            make_raw("html", '<section class="tab">'),
            *_wrap('<h3 class="tab-title">', title["c"][1], "</h3>"),
            *blocks,
            make_raw("html", "</section>"),
        ]
    if has_class(div, "panel-tabset"):
        attr = div["c"][0]
        group = find_pair(attr, "group")
        pairs = {"group": group} if group else {}
        return make_div(make_attr(attr[0], attr[1], pairs), div["c"][1])
    return None


def _wrap(start: str, blocks: Sequence[Node], end: str) -> list[Node]:
    return [make_raw("html", start), *blocks, make_raw("html", end)]


def _lower_float(div: Node) -> list[Node]:
    attr = div["c"][0]
    caption, body = split_float(div)
    label = read_text(caption)
    body = rewrite(body, {"Div": _unwrap_output})
    identifier = f' id="{escape(attr[0])}"' if attr[0] else ""
    start = f'<figure{identifier} class="{escape(" ".join(attr[1]))}">'
    titled = []
    if caption:
        words = [*caption, make_plain([make_anchor(attr[0], f"“{label}”")] if attr[0] else [])]
        titled = _wrap("<figcaption>", words, "</figcaption>")
    files = [block for block in body if has_class(block, "cell-files")]
    body = _label_regions([block for block in body if block not in files], label)
    ordered = [*titled, *body] if {"float-tbl", "float-lst"} & set(attr[1]) else [*body, *titled]
    return _wrap(start, [*ordered, *files], "</figure>")


def _unwrap_output(div: Node) -> list[Node] | None:
    return div["c"][1] if has_class(div, "cell-output-display") else None


def _label_regions(blocks: Sequence[Node], label: str) -> list[Node]:
    """Name the scrolling boxes of a float's tables after its caption."""
    if not label:
        return list(blocks)
    named = REGION.format(label=escape(label))

    def name(raw: Node) -> Node | None:
        return make_raw("html", named) if raw["c"] == ["html", PLAIN_REGION] else None

    return rewrite(blocks, {"RawBlock": name})


def _tell_tables_apart(blocks: Sequence[Node]) -> list[Node]:
    """Name each scrolling box that has no caption after the heading before it, and count them."""
    heading, count = "", 0

    def note(header: Node) -> None:
        nonlocal heading, count
        heading, count = read_text(header["c"][2]), 0

    def name(raw: Node) -> Node | None:
        nonlocal count
        if raw["c"] != ["html", PLAIN_REGION]:
            return None
        count += 1
        words = ["Table", *([f"of “{heading}”"] if heading else []), *([str(count)] * (count > 1))]
        return make_raw("html", REGION.format(label=escape(" ".join(words))))

    return rewrite(blocks, {"Header": note, "RawBlock": name})


REGION = '<div class="table-scroll" tabindex="0" role="region" aria-label="{label}">'
PLAIN_REGION = REGION.format(label="Table")


def _box_table(table: Node) -> list[Node]:
    return _wrap(REGION.format(label="Table"), [table], "</div>")


def _box_raw_table(raw: Node) -> list[Node] | None:
    form, text = raw["c"]
    if form != "html" or "<table" not in text or "</table>" not in text:
        return None
    return _box_table(raw)


def _lower_equation(span: Node) -> Node | None:
    """Let the keyboard scroll an equation that is wider than the page."""
    if not has_class(span, "equation"):
        return None
    attr, inlines = span["c"]
    pairs = [["tabindex", "0"], ["role", "group"], ["aria-label", "Equation"], *attr[2]]
    return {"t": "Span", "c": [[attr[0], attr[1], pairs], inlines]}


def _lower_callout(div: Node) -> list[Node]:
    attr = div["c"][0]
    title, body = div["c"][1]
    collapse = find_pair(attr, "collapse")
    identifier = f' id="{escape(attr[0])}"' if attr[0] else ""
    head = f'{identifier} class="{escape(" ".join(attr[1]))}"'
    if collapse:
        opened = " open" if collapse == "false" else ""
        start, end = f"<details{head}{opened}>", "</details>"
        heading = _wrap('<summary class="callout-title">', title["c"][1], "</summary>")
    else:
        start, end = f'<div{head} role="note">', "</div>"
        heading = _wrap('<p class="callout-title">', title["c"][1], "</p>")
    return _wrap(start, [*heading, body], end)


def _lower_code(code: Node) -> Node | list[Node] | None:
    attr, text = code["c"]
    if "cell-code" not in attr[1]:
        return None
    fold, summary = find_pair(attr, "fold"), find_pair(attr, "summary")
    classes = [name for name in attr[1] if name != "cell-code"]
    pairs = [pair for pair in attr[2] if pair[0] not in ("fold", "summary")]
    bare = {"t": "CodeBlock", "c": [[attr[0], classes, pairs], text]}
    block = make_div(make_attr("", ["cell-code"]), [bare])
    if not fold:
        return block
    opened = " open" if fold == "open" else ""
    start = f'<details class="code-fold"{opened}><summary>{escape(summary)}</summary>'
    return _wrap(start, [block], "</details>")


ACTIONS = {
    "Header": _lower_header,
    "Div": _lower_div,
    "Span": _lower_equation,
    "Table": _box_table,
    "RawBlock": _box_raw_table,
    "CodeBlock": _lower_code,
}

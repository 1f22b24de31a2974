"""Writes the book as a Word file with real tables, captions and styles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qi_press.cells.execute import date_epoch
from qi_press.config.model import MANIFEST
from qi_press.formats.docx.columns import fit_columns, split_notes
from qi_press.formats.docx.fields import Fields, list_labels, mark_headings, write_contents
from qi_press.formats.docx.finish import settle_archive
from qi_press.formats.docx.options import DOCX, DocxOptions
from qi_press.formats.docx.reference_document import make_reference
from qi_press.formats.job import Writer
from qi_press.formats.single_file import (
    chapter_heading,
    part_titles,
    prepare_print,
    write_download,
)
from qi_press.formats.typst_compiler import draw_bitmap
from qi_press.pandoc.elements import (
    SPACE,
    SPACES,
    TEXT_BLOCKS,
    Node,
    as_paragraph,
    get_attr,
    get_children,
    get_items,
    get_target,
    has_class,
    make_attr,
    make_div,
    make_meta_inlines,
    make_meta_list,
    make_paragraph,
    make_raw,
    make_span,
    make_str,
    make_strong,
    make_text,
    with_attr,
    with_children,
    with_items,
    with_target,
)
from qi_press.pandoc.program import PandocOptions, write_document
from qi_press.pandoc.tables import make_row_table
from qi_press.pandoc.traversal import read_text, rewrite
from qi_press.transforms.normal_form import split_float

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qi_press.config.model import Author, BookConfig
    from qi_press.formats.job import Job
    from qi_press.pandoc.elements import Meta
    from qi_press.transforms.cross_references import Numbering
    from qi_press.transforms.document import Document

EDGE = 12
"""Share of a line, in percent, on each side of an equation."""
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def write_word(job: Job) -> None:
    """Write the book as a Word file."""
    project = job.config
    settings = project.options(DocxOptions)
    documents = prepare_print(job.target.documents, job.target.site, DOCX)
    blocks = _lower_book(project, documents, job.target.numbering, job.stage)
    if settings.toc:
        title = project.words.find("toc-title-document")
        blocks = [*write_contents(blocks, settings.toc_depth, title), *mark_headings(blocks)]
    arguments = ["--to", "docx", "--output", "-", "--standalone"]
    arguments += ["--reference-doc", make_reference(project, settings, job.stage).name]
    options = PandocOptions(
        (*arguments, *job.filters.arguments),
        job.stage,
        {**job.filters.meta, **_make_meta(project)},
        date_epoch(project),
    )
    result = write_document(blocks, options, MANIFEST)
    write_download(job, DOCX, settle_archive(job.filters.read_output("Word", result)))


def _lower_book(
    project: BookConfig, documents: Sequence[Document], numbering: Numbering, folder: Path
) -> list[Node]:
    labels = frozenset().union(*(list_labels(document.blocks) for document in documents))
    fields = Fields(numbering, labels)
    blocks: list[Node] = []
    for document, part in zip(documents, part_titles(documents), strict=True):
        if part:
            blocks += [make_raw("openxml", PAGE_BREAK), _style("Part", [_paragraph(part)])]
        number = [make_str(document.number), SPACE]
        heading = chapter_heading(project, document, number)
        blocks += [heading] if heading else []
        drawn = rewrite(document.blocks, {"Image": partial(_draw_image, folder)})
        blocks += lower_blocks(fields, drawn)
    return blocks


def lower_blocks(fields: Fields, blocks: Sequence[Node]) -> list[Node]:
    """Return a chapter's blocks as pandoc takes them for Word."""
    actions: dict[str, Callable[..., Any]] = {
        **ACTIONS,
        "Div": partial(_lower_div, fields),
        "Span": partial(_number_equation, fields),
        "Link": fields.refer,
    }
    return rewrite(blocks, actions)


def _paragraph(text: str) -> Node:
    return make_paragraph(make_text(text))


def _style(name: str, blocks: Sequence[Node]) -> Node:
    return make_div(make_attr("", (), {"custom-style": name}), blocks)


def _make_meta(project: BookConfig) -> Meta:
    def text(value: str) -> Node:
        return make_meta_inlines(make_text(value))

    meta: Meta = {"title": text(project.title), "lang": text(project.lang)}
    optional = {
        "subtitle": project.subtitle,
        "date": " · ".join(filter(None, [*project.imprint, project.permalink])),
        "description": project.description,
        "abstract": project.abstract,
    }
    if project.abstract:
        optional["abstract-title"] = project.words.find("section-title-abstract")
    meta.update({key: text(value) for key, value in optional.items() if value})
    if project.keywords:
        meta["keywords"] = make_meta_list([text(word) for word in project.keywords])
    meta["author"] = make_meta_list([text(_describe(author)) for author in project.authors])
    return meta


def _describe(author: Author) -> str:
    orcid = f"ORCID {author.orcid}" if author.orcid else ""
    parts = (author.name, *author.affiliations, orcid, author.email)
    return ", ".join(part for part in parts if part)


def _draw_image(folder: Path, image: Node) -> Node | None:
    """Show a drawing as a bitmap beside it, which every version of Word can show."""
    target = get_target(image)
    if not target.endswith(".svg"):
        return None
    bitmap = f"{target[:-4]}.word.png"
    if not (folder / bitmap).exists():
        (folder / bitmap).write_bytes(draw_bitmap(folder, target))
    return with_target(image, bitmap)


def _lower_header(header: Node) -> Node:
    attr, title = get_attr(header), get_children(header)
    number = attr.find("number")
    if number:
        title = [*make_text(number), SPACE, *title]
    return with_attr(with_children(header, title), make_attr(attr.id, attr.classes))


def _lower_div(fields: Fields, div: Node) -> Node | list[Node] | None:
    if has_class(div, "float"):
        return _lower_float(fields, div)
    if has_class(div, "callout"):
        return _lower_callout(div)
    if has_class(div, "page-break"):
        return make_raw("openxml", PAGE_BREAK)
    return None


def _lower_callout(div: Node) -> Node:
    """Set a callout in the styles of its kind; that of a note has no name of its own."""
    (identifier, classes, _), (title, body) = get_attr(div), get_children(div)
    kind = next(name for name in classes if name.startswith("callout-")).removeprefix("callout-")
    named = "" if kind == "note" else f" {kind.capitalize()}"
    heading = make_paragraph(get_children(get_children(title)[0]))
    blocks = [
        _style(f"Callout Title{named}", [heading]),
        _style(f"Callout{named}", get_children(body)),
    ]
    return make_div(make_attr(identifier), blocks)


def _lower_float(fields: Fields, div: Node) -> Node:
    attr = get_attr(div)
    caption, body = split_float(div)

    def number(span: Node) -> Node | None:
        if not has_class(span, "float-number"):
            return None
        return make_strong(fields.number(attr.id, read_text([span])))

    numbered = rewrite(caption, {"Span": number})
    lines = [make_paragraph(get_children(block)) for block in numbered if block["t"] in TEXT_BLOCKS]
    above = bool({"float-tbl", "float-lst"} & set(attr.classes))
    titled = [_style("Table Caption" if above else "Image Caption", lines)] if lines else []
    shown = body if above else [_style("Captioned Figure", body)]
    return make_div(make_attr(attr.id), [*titled, *shown] if above else [*shown, *titled])


def _number_equation(fields: Fields, span: Node) -> Node | None:
    if not has_class(span, "equation"):
        return None
    formula, number = get_children(span)
    label = get_attr(span).id
    words = make_span(make_attr(), fields.number(label, read_text([number])))
    return make_span(make_attr(label, ["equation"]), [formula, words])


def _set_equation(paragraph: Node) -> Node | None:
    """Set an equation that stands alone in a row without rules, its number at the end."""
    inlines = [inline for inline in get_children(paragraph) if inline["t"] not in SPACES]
    if len(inlines) != 1 or not has_class(inlines[0], "equation"):
        return None
    label, (formula, number) = get_attr(inlines[0]).id, get_children(inlines[0])
    pieces = [
        (EDGE, []),
        (100 - 2 * EDGE, [make_paragraph([make_span(make_attr(label), [formula])])]),
        (EDGE, [_style("Equation Number", [make_paragraph([number])])]),
    ]
    return make_row_table(make_attr("", (), {"custom-style": "Layout"}), pieces)


def _set_table(table: Node) -> list[Node]:
    """Return a table with widths for its columns, and its notes below it."""
    bare, notes = split_notes(table)
    set_below = [_style("Table Note", [make_paragraph(line)]) for line in notes]
    return [fit_columns(bare) or bare, *set_below]


def _loosen_list(items: Node) -> Node:
    """Set the items of a list as text: pandoc gives those of a tight one the style of cells."""
    return with_items(items, [list(map(as_paragraph, item)) for item in get_items(items)])


ACTIONS = {
    "Header": _lower_header,
    "Para": _set_equation,
    "Table": _set_table,
    "BulletList": _loosen_list,
    "OrderedList": _loosen_list,
}
WORD = Writer(DOCX, write_word)

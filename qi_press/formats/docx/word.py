"""Writes the book as a Word file with real tables, captions and styles."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qi_press.cells.execute import date_epoch
from qi_press.config.language import find_term
from qi_press.config.model import MANIFEST
from qi_press.formats.docx.columns import fit_columns, split_notes
from qi_press.formats.docx.fields import Fields, list_labels, write_contents
from qi_press.formats.docx.finish import settle_archive
from qi_press.formats.docx.reference_document import make_reference
from qi_press.formats.single_file import chapter_heading, part_titles
from qi_press.formats.typst_compiler import draw_bitmap
from qi_press.pandoc.elements import (
    Node,
    find_pair,
    make_attr,
    make_div,
    make_paragraph,
    make_raw,
    make_span,
    make_strong,
    make_text,
    read_text,
    rewrite,
)
from qi_press.pandoc.program import PandocOptions, write_document
from qi_press.transforms.layout import lower_row_word
from qi_press.transforms.normal_form import has_class, split_float
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qi_press.config.model import Author, Project
    from qi_press.pandoc.elements import Meta
    from qi_press.transforms.cross_references import Numbering
    from qi_press.transforms.document import Document
    from qi_press.transforms.filters import Filters
    from qi_press.yamltext import YamlValue

EDGE = 12
"""Share of a line, in percent, on each side of an equation."""
PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def write_word(
    project: Project,
    documents: Sequence[Document],
    numbering: Numbering,
    folder: Path,
    filters: Filters,
) -> bytes:
    """Return the book as a Word file.

    Parameters
    ----------
    project
        The book.
    documents
        Its chapters, prepared for print.
    numbering
        Words for headings.
    folder
        Holds the images, named from the site's root.
    filters
        The author's own Lua filters, and the list of diagnostics.
    """
    settings: YamlValue = find_value(project.metadata, ("format", "docx"))
    settings = settings if isinstance(settings, dict) else {}
    blocks = _lower_book(project, documents, numbering, folder)
    if settings.get("toc"):
        depth = int(settings.get("toc-depth", 2))
        title = find_term(project.metadata, "toc-title-document")
        blocks = [*write_contents(blocks, depth, title), *blocks]
    arguments = ["--to", "docx", "--output", "-", "--standalone"]
    arguments += ["--reference-doc", str(make_reference(project, settings, folder))]
    target = PandocOptions(
        (*arguments, *filters.arguments), folder, _make_meta(project), date_epoch(project)
    )
    result = write_document(blocks, target, MANIFEST)
    return settle_archive(filters.read_output("Word", result))


def _lower_book(
    project: Project, documents: Sequence[Document], numbering: Numbering, folder: Path
) -> list[Node]:
    labels = frozenset().union(*(list_labels(document.blocks) for document in documents))
    fields = Fields(numbering, labels)
    blocks: list[Node] = []
    for document, part in zip(documents, part_titles(documents), strict=True):
        if part:
            blocks += [make_raw("openxml", PAGE_BREAK), _style("Part", [_paragraph(part)])]
        number = [{"t": "Str", "c": document.number}, {"t": "Space"}]
        heading = chapter_heading(project, document, numbering, number)
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


def _make_meta(project: Project) -> Meta:
    def text(value: str) -> Node:
        return {"t": "MetaInlines", "c": make_text(value)}

    meta: Meta = {"title": text(project.title), "lang": text(project.lang)}
    optional = {
        "subtitle": project.subtitle,
        "date": " · ".join(project.imprint),
        "description": project.description,
        "abstract": project.abstract,
    }
    if project.abstract:
        optional["abstract-title"] = find_term(project.metadata, "section-title-abstract")
    meta.update({key: text(value) for key, value in optional.items() if value})
    if project.keywords:
        meta["keywords"] = {"t": "MetaList", "c": [text(word) for word in project.keywords]}
    meta["author"] = {"t": "MetaList", "c": [text(_describe(author)) for author in project.authors]}
    return meta


def _describe(author: Author) -> str:
    orcid = f"ORCID {author.orcid}" if author.orcid else ""
    parts = (author.name, *author.affiliations, orcid, author.email)
    return ", ".join(part for part in parts if part)


def _draw_image(folder: Path, image: Node) -> Node | None:
    """Show a drawing as a bitmap beside it, which every version of Word can show."""
    attr, inlines, (target, title) = image["c"]
    if not target.endswith(".svg"):
        return None
    bitmap = f"{target[:-4]}.word.png"
    if not (folder / bitmap).exists():
        (folder / bitmap).write_bytes(draw_bitmap(folder, target))
    return {"t": "Image", "c": [attr, inlines, [bitmap, title]]}


def _lower_header(header: Node) -> Node:
    level, attr, title = header["c"]
    number = find_pair(attr, "number")
    if number:
        title = [*make_text(number), {"t": "Space"}, *title]
    return {"t": "Header", "c": [level, [attr[0], attr[1], []], title]}


def _lower_div(fields: Fields, div: Node) -> Node | list[Node] | None:
    if has_class(div, "float"):
        return _lower_float(fields, div)
    if has_class(div, "callout"):
        return _lower_callout(div)
    if has_class(div, "page-break"):
        return make_raw("openxml", PAGE_BREAK)
    if has_class(div, "layout-row"):
        return lower_row_word(div)
    if has_class(div, "margin-note"):
        return _style("Margin Note", div["c"][1])
    return None


def _lower_callout(div: Node) -> Node:
    """Set a callout in the styles of its kind; that of a note has no name of its own."""
    (identifier, classes, _), (title, body) = div["c"]
    kind = next(name for name in classes if name.startswith("callout-")).removeprefix("callout-")
    named = "" if kind == "note" else f" {kind.capitalize()}"
    heading = make_paragraph(title["c"][1][0]["c"])
    blocks = [
        _style(f"Callout Title{named}", [heading]),
        _style(f"Callout{named}", body["c"][1]),
    ]
    return make_div([identifier, [], []], blocks)


def _lower_float(fields: Fields, div: Node) -> Node:
    attr = div["c"][0]
    caption, body = split_float(div)

    def number(span: Node) -> Node | None:
        if not has_class(span, "float-number"):
            return None
        return make_strong(fields.number(attr[0], read_text([span])))

    numbered = rewrite(caption, {"Span": number})
    lines = [make_paragraph(block["c"]) for block in numbered if block["t"] in ("Plain", "Para")]
    above = bool({"float-tbl", "float-lst"} & set(attr[1]))
    titled = [_style("Table Caption" if above else "Image Caption", lines)] if lines else []
    shown = body if above else [_style("Captioned Figure", body)]
    return make_div([attr[0], [], []], [*titled, *shown] if above else [*shown, *titled])


def _number_equation(fields: Fields, span: Node) -> Node | None:
    if not has_class(span, "equation"):
        return None
    formula, number = span["c"][1]
    label = span["c"][0][0]
    words = make_span(make_attr(), fields.number(label, read_text([number])))
    return make_span([label, ["equation"], []], [formula, words])


def _set_equation(paragraph: Node) -> Node | None:
    """Set an equation that stands alone in a row without rules, its number at the end."""
    inlines = [inline for inline in paragraph["c"] if inline["t"] not in ("Space", "SoftBreak")]
    if len(inlines) != 1 or not has_class(inlines[0], "equation"):
        return None
    (label, _, _), (formula, number) = inlines[0]["c"]
    pieces = [
        (EDGE, []),
        (100 - 2 * EDGE, [make_paragraph([make_span([label, [], []], [formula])])]),
        (EDGE, [_style("Equation Number", [make_paragraph([number])])]),
    ]
    cells = [make_div(make_attr("", (), {"width": str(width)}), cell) for width, cell in pieces]
    return lower_row_word(make_div(make_attr(), cells))


def _set_table(table: Node) -> list[Node]:
    """Return a table with widths for its columns, and its notes below it."""
    bare, notes = split_notes(table)
    set_below = [_style("Table Note", [make_paragraph(line)]) for line in notes]
    return [fit_columns(bare) or bare, *set_below]


def _loosen_list(items: Node) -> Node:
    """Set the items of a list as text: pandoc gives those of a tight one the style of cells."""
    *kind, entries = items["c"] if items["t"] == "OrderedList" else [items["c"]]
    loose = [
        [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in entry]
        for entry in entries
    ]
    return {"t": items["t"], "c": [*kind, loose] if kind else loose}


ACTIONS = {
    "Header": _lower_header,
    "Para": _set_equation,
    "Table": _set_table,
    "BulletList": _loosen_list,
    "OrderedList": _loosen_list,
}

"""Writes the book for typst, and as a PDF."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_press.cells.execute import date_epoch
from qi_press.formats.job import Writer
from qi_press.formats.single_file import (
    chapter_heading,
    part_titles,
    prepare_print,
    write_download,
)
from qi_press.formats.typst.book_index import mark_numbers, write_index
from qi_press.formats.typst.floats import find_label, free_floats, lower_float
from qi_press.formats.typst.missing_characters import compile_book
from qi_press.formats.typst.options import TYPST, TypstOptions
from qi_press.formats.typst_compiler import quote_text
from qi_press.pandoc.elements import (
    SPACE,
    Node,
    get_attr,
    get_children,
    get_target,
    get_text,
    has_class,
    make_attr,
    make_raw,
    make_raw_inline,
    with_attr,
    with_children,
)
from qi_press.pandoc.program import PandocOptions, open_cache, write_document
from qi_press.pandoc.traversal import read_text, rewrite, rewrite_inside

if TYPE_CHECKING:
    from qi_press.cells.cards import Card
    from qi_press.config.model import BookConfig
    from qi_press.formats.job import Job

ARGUMENTS = ("--to", "typst-citations", "--wrap", "none")
TEMPLATE = "report.typ"
MAIN = "press-main.typ"
PAPERS = {"us-letter": "us-letter", "letter": "us-letter", "a4": "a4"}
PIXELS_PER_INCH = 96
TABLE = re.compile(r"^(  align\(\w+\)\[)#table\($", re.MULTILINE)
"""How pandoc begins a table."""


def write_pdf(job: Job) -> None:
    """Write the book as a PDF; typst's own files go to the job's stage."""
    project, filters, folder = job.config, job.filters, job.stage
    documents = prepare_print(job.target.documents, job.target.site, TYPST)
    blocks: list[Node] = []
    marked = [document.blocks for document in documents]
    cards: dict[str, Card] = {}
    if project.has_index:
        marked, cards = mark_numbers(documents)
    for document, body, part in zip(documents, marked, part_titles(documents), strict=True):
        if part:
            blocks.append(make_raw("typst", f"#part({quote_text(part)})"))
        mark = [make_raw_inline("typst", f"#chapternumber[{document.number}]"), SPACE]
        heading = chapter_heading(project, document, mark)
        blocks += [heading] if heading else []
        blocks += rewrite(free_floats(body), ACTIONS)
    blocks += write_index(cards)
    options = PandocOptions(
        (*ARGUMENTS, *filters.arguments),
        folder=folder,
        meta=filters.meta,
        cache=open_cache(project.folder),
        depends=filters.digest,
    )
    text = filters.read_output("PDF", write_document(blocks, options, MAIN)).decode()
    text = TABLE.sub(r"\1#grouped(", text)
    template = (files("qi_press") / "theme" / TEMPLATE).read_text(encoding="utf-8")
    (folder / TEMPLATE).write_text(template, encoding="utf-8")
    (folder / MAIN).write_text(f"{write_preamble(project)}\n{text}", encoding="utf-8")
    pdf = compile_book(folder, MAIN, date_epoch(project), documents, filters.diagnostics)
    write_download(job, TYPST, pdf)


def write_preamble(project: BookConfig) -> str:
    """Return what dresses the text: the style, with the book's own title block and settings."""
    settings = project.options(TypstOptions)
    authors = "".join(
        f"(name: {quote_text(author.name)}, "
        f"affiliation: {quote_text('; '.join(author.affiliations))}, "
        f"orcid: {quote_text(author.orcid)}, email: {quote_text(author.email)}), "
        for author in project.authors
    )
    language, _, region = project.lang.partition("-")
    values = {
        "title": quote_text(project.title),
        "subtitle": quote_text(project.subtitle),
        "authors": f"({authors})",
        "imprint": _write_imprint(project),
        "date": _write_date(project),
        "description": quote_text(project.description),
        "keywords": f"({''.join(quote_text(word) + ', ' for word in project.keywords)})",
        "abstract": quote_text(project.abstract),
        "abstract-title": quote_text(project.words.find("section-title-abstract")),
        "lang": quote_text(language),
        "region": quote_text(region) if region else "none",
        "paper": quote_text(PAPERS.get(settings.papersize, "us-letter")),
        "contents": str(settings.toc_depth if settings.toc else 0),
    }
    arguments = ", ".join(f"{key}: {value}" for key, value in values.items())
    return f'#import "{TEMPLATE}": *\n#show: report.with({arguments})\n'


def _write_imprint(project: BookConfig) -> str:
    """Return the pieces of a line of date, version and address."""
    address = project.permalink or project.site_url or project.repo_url
    pieces = [quote_text(piece) for piece in project.imprint]
    pieces += [f"link({quote_text(address)})"] if address else []
    return f"({''.join(piece + ', ' for piece in pieces)})"


def _write_date(project: BookConfig) -> str:
    epoch = date_epoch(project)
    if not epoch:
        return "none"
    day = datetime.fromtimestamp(epoch, UTC)
    return f"datetime(year: {day.year}, month: {day.month}, day: {day.day})"


def _lower_header(header: Node) -> Node:
    attr, title = get_attr(header), get_children(header)
    number = attr.find("number")
    if number:
        title = [make_raw_inline("typst", f"#sectionnumber[{number}]"), SPACE, *title]
    return with_attr(with_children(header, title), make_attr(attr.id, attr.classes))


def _lower_image(image: Node) -> Node:
    attr, target = get_attr(image), get_target(image)
    sizes = [
        f", {name}: {size}" for name in ("width", "height") if (size := _read_size(attr.find(name)))
    ]
    text = read_text(get_children(image)) or target.rpartition("/")[2]
    code = f"#picture({quote_text('/' + target)}, alt: {quote_text(text)}{''.join(sizes)})"
    return make_raw_inline("typst", code)


def _read_size(text: str) -> str:
    match = re.fullmatch(r"(\d+\.?\d*|\.\d+)(%|in|cm|mm|pt|em|px)?", text)
    if not match:
        return ""
    number, unit = float(match[1]), match[2] or "px"
    return f"{number / PIXELS_PER_INCH:.4g}in" if unit == "px" else f"{number:g}{unit}"


def _lower_div(div: Node) -> Node | list[Node] | None:
    if has_class(div, "float"):
        return lower_float(div)
    if has_class(div, "callout"):
        title, body = get_children(div)
        kind = next(name for name in get_attr(div).classes if name.startswith("callout-"))
        start = f"#callout({quote_text(kind.removeprefix('callout-'))}, ["
        return [
            make_raw("typst", start),
            *get_children(title),
            make_raw("typst", "], ["),
            *get_children(body),
            make_raw("typst", f"]){find_label(div)}"),
        ]
    if has_class(div, "page-break"):
        return make_raw("typst", "#pagebreak(weak: true)")
    if not has_class(div, "csl-entry"):
        return None
    end = make_raw("typst", f"]{find_label(div)}")
    return [make_raw("typst", "#reference["), *get_children(div), end]


def _lower_equation(span: Node) -> list[Node] | None:
    if not has_class(span, "equation"):
        return None
    *formula, number = get_children(span)
    return [
        make_raw_inline("typst", "#equation(["),
        *formula,
        make_raw_inline("typst", f"], {quote_text(read_text([number]))}){find_label(span)}"),
    ]


def _describe_formula(formula: Node) -> list[Node]:
    """Give a formula its source as alternative text."""
    return [
        make_raw_inline("typst", f"#described({quote_text(get_text(formula).strip())}, ["),
        formula,
        make_raw_inline("typst", "])"),
    ]


def _hang_marks(table: Node) -> Node:
    """Hang a sign that ends a cell beside its column; letters and digits are part of the cell."""

    def hang(block: Node) -> Node | None:
        inlines = get_children(block)
        last = inlines[-1] if inlines else {"t": ""}
        mark = read_text([last]) if last["t"] == "Superscript" else ""
        if not mark or any(map(str.isalnum, mark)):
            return None
        hung = [make_raw_inline("typst", "#hung["), last, make_raw_inline("typst", "]")]
        return with_children(block, [*inlines[:-1], *hung])

    return rewrite_inside(table, {"Plain": hang, "Para": hang})


ACTIONS = {
    "Table": _hang_marks,
    "Math": _describe_formula,
    "Header": _lower_header,
    "Image": _lower_image,
    "Div": _lower_div,
    "Span": _lower_equation,
}
PDF = Writer(TYPST, write_pdf)

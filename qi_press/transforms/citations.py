"""Formats citations with pandoc's citeproc, once for the whole book.

One run over all chapters is what makes numeric styles count through the book as they do in print.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors, suggest
from qi_press.cache import digest_file, digest_texts
from qi_press.config.features import read_features
from qi_press.config.model import MANIFEST
from qi_press.pandoc.elements import (
    get_attr,
    get_children,
    get_citations,
    make_attr,
    make_citation,
    make_div,
    make_meta,
    make_meta_inlines,
    with_children,
)
from qi_press.pandoc.program import PandocOptions, open_cache, write_document
from qi_press.pandoc.traversal import walk
from qi_press.transforms.bibliography import explain_refusal, keep_inert, list_entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.diagnostics import Diagnostics
    from qi_press.pandoc.elements import Meta, Node
    from qi_press.transforms.document import Document

NOT_FOUND = re.compile(r"[Cc]iteproc: citation (\S+) not found")
REFERENCES = make_div(make_attr("refs"), [])


def format_citations(
    project: BookConfig, documents: Sequence[Document], diagnostics: Diagnostics
) -> list[Document]:
    """Return the documents with citations and the list of references set in the book's style.

    Raises
    ------
    InputError
        If a citation is in no bibliography.
    """
    cited = any(node["t"] == "Cite" for document in documents for node in walk([document.blocks]))
    if not cited and not project.nocite:
        return list(documents)
    files = _find_files(project, project.bibliography)
    if not files:
        raise _explain_missing(documents)
    books = [make_div(make_attr(), _list_cited(document)) for document in documents]
    if not any(_has_references(document) for document in documents):
        diagnostics.warn(
            MANIFEST, "no chapter has “::: {#refs} :::”; the references follow the last chapter"
        )
        books[-1] = with_children(books[-1], [*get_children(books[-1]), REFERENCES])
    read = [*files, *_find_files(project, project.csl)]
    target = PandocOptions(
        ("--to", "json", "--citeproc"),
        folder=project.folder,
        meta=_make_meta(project, project.bibliography),
        cache=open_cache(project.folder),
        depends=digest_texts(map(digest_file, read)),
    )
    try:
        result = write_document(books, target, MANIFEST)
    except InputError as error:
        raise explain_refusal(project, error) from None
    _check_found(result.warnings, documents, files)
    blocks = keep_inert(json.loads(result.output)["blocks"])
    return [
        _put_back(document, get_children(block))
        for document, block in zip(documents, blocks, strict=True)
    ]


def _list_cited(document: Document) -> list[Node]:
    """Return the blocks that citeproc has to see: an edit elsewhere needs no run of it."""
    return [make_div(make_attr(), [block]) for block in document.blocks if _is_cited(block)]


def _is_cited(block: Node) -> bool:
    return any(node["t"] == "Cite" or _is_list(node) for node in walk(block))


def _is_list(node: Node) -> bool:
    """Return whether an element is where the references stand."""
    return node["t"] == "Div" and get_attr(node).id == "refs"


def _put_back(document: Document, cited: Sequence[Node]) -> Document:
    """Return the document with the blocks that citeproc wrote; what it added comes last."""
    waiting = iter(cited)
    blocks: list[Node] = []
    for block in document.blocks:
        blocks += get_children(next(waiting)) if _is_cited(block) else [block]
    return replace(document, blocks=[*blocks, *waiting])


def _has_references(document: Document) -> bool:
    return any(map(_is_list, walk(document.blocks)))


def _find_files(project: BookConfig, names: Iterable[str]) -> list[Path]:
    return [project.folder / name for name in names]


def _make_meta(project: BookConfig, bibliography: Iterable[str]) -> Meta:
    """Return what pandoc is told; it reads a sign such as “%20” of a whole path as a space."""
    meta: Meta = {
        "bibliography": make_meta(list(bibliography)),
        "link-citations": make_meta(project.link_citations),
        "lang": make_meta(project.lang),
    }
    if project.notes_after_punctuation is not None:
        meta["notes-after-punctuation"] = make_meta(project.notes_after_punctuation)
    for style in project.csl:
        meta["csl"] = make_meta(style)
    if project.nocite:
        keys = re.findall(r"@([\w:.#$%&+?<>~/*-]+)", project.nocite)
        meta["nocite"] = make_meta_inlines([make_citation(key) for key in keys])
    return meta


def _check_found(
    warnings: Sequence[str], documents: Sequence[Document], files: Sequence[Path]
) -> None:
    known = [key for file in files for _, key in list_entries(file)]
    missing = [match[1] for warning in warnings if (match := NOT_FOUND.search(warning))]
    raise_errors([_explain_unknown(documents, key, known) for key in dict.fromkeys(missing)])


def _is_reference(key: str) -> bool:
    """Return whether Quarto would read a key as the label of what the press does not number."""
    kind, sign, _ = key.partition("-")
    return bool(sign) and kind in read_features()["labels"]


def _explain_unknown(documents: Sequence[Document], key: str, known: Sequence[str]) -> InputError:
    place = _find_place(documents, key)
    if _is_reference(key):
        return InputError(
            place,
            f"reference “@{key}” to a callout, a theorem or a diagram, which is not supported",
            "the label of a section, table, figure, listing or equation, or a citation",
            "refer to the section that it stands in",
        )
    return InputError(
        place,
        f"citation “@{key}”, which the bibliography does not have",
        "the key of an entry of the bibliography",
        _advise(key, known, documents),
    )


def _advise(key: str, known: Sequence[str], documents: Sequence[Document]) -> str:
    """Return what to do: what looks like a citation may be meant as a cross-reference."""
    pattern = rf"(\{{#|label: *['\"]?){re.escape(key)}(?![\w-])"
    if any(document.chapter.find_line(pattern) != document.source for document in documents):
        return f"begin the label “{key}” with fig-, tbl-, lst-, eq- or sec-, to refer to it"
    return suggest(key, known, "add the entry or mend the key")


def _find_place(documents: Sequence[Document], key: str) -> str:
    pattern = rf"@\{{?{re.escape(key)}(?![\w-])"
    for document in documents:
        place = document.chapter.find_line(pattern)
        if place != document.source:
            return place
    return MANIFEST


def _explain_missing(documents: Sequence[Document]) -> InputError:
    key = next(
        get_citations(node)[0].id
        for document in documents
        for node in walk(document.blocks)
        if node["t"] == "Cite"
    )
    if _is_reference(key):
        return _explain_unknown(documents, key, ())
    return InputError(
        _find_place(documents, key),
        f"citation “@{key}” in a book without bibliography",
        "“bibliography:” in _quarto.yml",
        "name the bibliography, or write \\@ for a plain at sign",
    )

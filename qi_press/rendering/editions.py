"""Settles a book for each format: what it shows, how that is numbered, cited and linked.

What a format does not show takes no number there. Formats that show the same share the work.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_press.composing.citations import format_citations
from qi_press.composing.conditional import select_content
from qi_press.composing.links import Site, map_site
from qi_press.composing.media import collect_files, note_images
from qi_press.composing.numbering import (
    Numbering,
    apply_numbers,
    collect_anchors,
    number_chapters,
    shows_numbers,
)
from qi_press.composing.pandoc import open_shelf
from qi_press.composing.rawtables import read_raw_html
from qi_press.composing.references import resolve_references
from qi_press.errors import PressError, raise_errors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_press.composing.document import Document
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices

WEB = "html"


@dataclass(frozen=True, slots=True)
class Edition:
    """The book as one format shows it."""

    documents: tuple[Document, ...]
    """The chapters, numbered and cited; for print formats with raw HTML read."""
    numbering: Numbering
    site: Site
    media: tuple[dict[str, Path], ...]
    """For each chapter: site path → file."""


def make_editions(
    project: Project, documents: Sequence[Document], stage: Path, notices: Notices
) -> dict[str, Edition]:
    """Return the book for each format that is rendered; `stage` gets the images of all.

    Raises
    ------
    PressError
        If a label is given twice, or a reference, citation or image leads nowhere.
    """
    groups = _group_formats(project, documents)
    numberings = _number_all(project, groups)
    resolved = _resolve_all(groups, numberings)
    editions: dict[str, Edition] = {}
    for forms, shown in resolved.items():
        cited = format_citations(project, shown, notices)
        media = tuple(_stage_files(project, document, stage) for document in cited)
        edition = Edition(tuple(cited), numberings[forms], map_site(cited), media)
        printed = edition
        if set(forms) - {WEB}:
            printed = replace(edition, documents=tuple(read_raw_html(cited, open_shelf(project))))
            note_images(printed.documents, notices)
        editions |= {form: edition if form == WEB else printed for form in forms}
    return editions


Forms = tuple[str, ...]
"""Formats that show the same."""


def _group_formats(
    project: Project, documents: Sequence[Document]
) -> dict[Forms, Sequence[Document]]:
    """Return what each format shows, the formats that show the same together."""
    groups: list[tuple[Forms, Sequence[Document]]] = []
    for form in project.formats:
        selected = [_select(project, document, form) for document in documents]
        shown = number_chapters(selected, shown=shows_numbers(project))
        for index, (forms, other) in enumerate(groups):
            if all(map(_is_same, shown, other)):
                groups[index] = ((*forms, form), other)
                break
        else:
            groups.append(((form,), shown))
    return dict(groups)


def _select(project: Project, document: Document, form: str) -> Document:
    front = document.chapter.metadata
    return replace(
        document,
        title=select_content(project, document.title, form, front),
        blocks=select_content(project, document.blocks, form, front),
    )


def _is_same(one: Document, other: Document) -> bool:
    """Return whether two formats show the same of a chapter; what has no condition is shared."""
    return one.title == other.title and one.blocks == other.blocks


def _number_all(
    project: Project, groups: Mapping[Forms, Sequence[Document]]
) -> dict[Forms, Numbering]:
    """Return the numbers of each group, which also knows the labels that only others show."""
    errors: list[PressError] = []
    numberings: dict[Forms, Numbering] = {}
    for forms, shown in groups.items():
        try:
            numberings[forms] = collect_anchors(project, shown)
        except PressError as error:
            errors.append(error)
    raise_errors(errors)
    labels = {label for numbering in numberings.values() for label in numbering.anchors}
    return {
        forms: replace(
            numbering, lacking=dict.fromkeys(labels - set(numbering.anchors), " and ".join(forms))
        )
        for forms, numbering in numberings.items()
    }


def _resolve_all(
    groups: Mapping[Forms, Sequence[Document]], numberings: Mapping[Forms, Numbering]
) -> dict[Forms, list[Document]]:
    """Apply numbers and resolve references; the faults of all chapters are told at once."""
    resolved: dict[Forms, list[Document]] = {forms: [] for forms in groups}
    errors: list[PressError] = []
    for forms, shown in groups.items():
        numbering = numberings[forms]
        for document in shown:
            try:
                numbered = apply_numbers(document, numbering)
                resolved[forms].append(resolve_references(numbered, numbering))
            except PressError as error:
                errors.append(error)
    raise_errors(errors)
    return resolved


def _stage_files(project: Project, document: Document, stage: Path) -> dict[str, Path]:
    """Put what a chapter shows where pandoc and typst look for it; return site path → file."""
    files = collect_files(project, document)
    for name, content in document.files.items():
        path = stage / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        files[name] = path
    for name, source in files.items():
        path = stage / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
    return files

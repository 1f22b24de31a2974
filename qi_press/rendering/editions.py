"""Settles a book for each format: what it shows, how that is numbered, cited and linked.

What a format does not show takes no number there. Formats that show the same share the work.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from qi_press.composing.anchors import Numbering, collect_anchors, shows_numbers
from qi_press.composing.citations import format_citations
from qi_press.composing.conditional import select_content
from qi_press.composing.links import Site, map_site
from qi_press.composing.media import collect_files, note_images
from qi_press.composing.numbering import apply_numbers, number_chapters
from qi_press.composing.pandoc import open_shelf
from qi_press.composing.rawtables import read_raw_html
from qi_press.composing.references import resolve_references

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_press.composing.document import Document
    from qi_press.faults import Faults
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices

WEB = "html"
Forms: TypeAlias = "tuple[str, ...]"
"""Formats that show the same."""
Media: TypeAlias = "tuple[dict[str, Path], ...]"


@dataclass(frozen=True, slots=True)
class Edition:
    """The book as one format shows it."""

    documents: tuple[Document, ...]
    """The chapters, numbered and cited; for print formats with raw HTML read."""
    numbering: Numbering
    site: Site
    media: Media
    """For each chapter: site path → file."""


def make_editions(
    project: Project,
    documents: Sequence[Document],
    stage: Path,
    notices: Notices,
    faults: Faults,
) -> dict[str, Edition]:
    """Return the book for each format that is rendered.

    Parameters
    ----------
    project
        The book.
    documents
        Its chapters as they were read.
    stage
        Folder that gets the images of all formats.
    notices
        Collects what the press does not do.
    faults
        What was found wrong before.

    Raises
    ------
    InputError
        If there are faults, a label is given twice, or a reference, citation or image leads
        nowhere: all of it together.
    """
    groups = _group_formats(project, documents)
    numberings = _number_all(project, groups, faults)
    settled: dict[Forms, tuple[list[Document], Media]] = {}
    for forms, shown in groups.items():
        numbering = numberings[forms]
        cited = [
            resolve_references(apply_numbers(document, numbering), numbering, faults)
            for document in shown
        ]
        with faults.hold():
            cited = format_citations(project, cited, notices)
        settled[forms] = cited, _stage_media(project, cited, stage, faults)
    faults.raise_all()
    editions: dict[str, Edition] = {}
    for forms, (cited, media) in settled.items():
        edition = Edition(tuple(cited), numberings[forms], map_site(cited), media)
        editions |= _finish_edition(project, forms, edition, notices)
    return editions


def _finish_edition(
    project: Project, forms: Forms, edition: Edition, notices: Notices
) -> dict[str, Edition]:
    """Return what each of the formats is written from: print formats have raw HTML read."""
    if not set(forms) - {WEB}:
        return dict.fromkeys(forms, edition)
    read = tuple(read_raw_html(edition.documents, open_shelf(project)))
    note_images(read, notices)
    printed = replace(edition, documents=read)
    return {form: edition if form == WEB else printed for form in forms}


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
    project: Project,
    groups: Mapping[Forms, Sequence[Document]],
    faults: Faults,
) -> dict[Forms, Numbering]:
    """Return the numbers of each group, which also knows the labels that only others show."""
    numberings = {
        forms: collect_anchors(project, shown, faults, faults.unread)
        for forms, shown in groups.items()
    }
    labels = {label for numbering in numberings.values() for label in numbering.anchors}
    return {
        forms: replace(
            numbering, lacking=dict.fromkeys(labels - set(numbering.anchors), " and ".join(forms))
        )
        for forms, numbering in numberings.items()
    }


def _stage_media(
    project: Project, documents: Sequence[Document], stage: Path, faults: Faults
) -> tuple[dict[str, Path], ...]:
    """Stage the files of all chapters."""
    media: list[dict[str, Path]] = []
    for document in documents:
        with faults.hold():
            media.append(_stage_files(project, document, stage))
    return tuple(media)


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

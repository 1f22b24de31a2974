"""Settles a book for each format: what it shows, how that is numbered, cited and linked.

What a format does not show takes no number there. Formats that show the same share the work.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from qi_press.formats.job import Target
from qi_press.pandoc.program import open_cache
from qi_press.transforms.citations import format_citations
from qi_press.transforms.conditional import select_content
from qi_press.transforms.cross_references import collect_cross_references
from qi_press.transforms.links import map_site
from qi_press.transforms.media import collect_files, note_images
from qi_press.transforms.numbering import apply_numbers, number_chapters
from qi_press.transforms.raw_html import read_raw_html
from qi_press.transforms.reference_links import resolve_references

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from qi_press.config.model import BookConfig, Format
    from qi_press.diagnostics import Diagnostics
    from qi_press.transforms.cross_references import Numbering
    from qi_press.transforms.document import Document

Forms: TypeAlias = "tuple[Format, ...]"
Media: TypeAlias = "tuple[dict[str, Path], ...]"
"""Formats that show the same."""


def make_targets(
    project: BookConfig,
    documents: Sequence[Document],
    stage: Path,
    diagnostics: Diagnostics,
    unread: Collection[str],
) -> dict[str, Target]:
    """Return the book for each format that is rendered.

    Parameters
    ----------
    project
        The book.
    documents
        Its chapters as they were read.
    stage
        Folder that gets the images of all formats.
    diagnostics
        Collects what the press does not do, and what is wrong; holds what was wrong before.
    unread
        Labels of chapters that could not be read: references to them are no error.

    Raises
    ------
    InputError
        If there are errors, a label is given twice, or a reference, citation or image leads
        nowhere: all of it together.
    """
    groups = _group_formats(project, documents)
    numberings = _number_all(project, groups, diagnostics, unread)
    settled: dict[Forms, tuple[list[Document], Media]] = {}
    for forms, shown in groups.items():
        numbering = numberings[forms]
        cited = [
            resolve_references(apply_numbers(document, numbering), numbering, diagnostics)
            for document in shown
        ]
        with diagnostics.hold():
            cited = format_citations(project, cited, diagnostics)
        settled[forms] = cited, _stage_media(project, cited, stage, diagnostics)
    diagnostics.raise_errors()
    targets: dict[str, Target] = {}
    for forms, (cited, media) in settled.items():
        target = Target(tuple(cited), numberings[forms], map_site(cited), media)
        targets |= _finish_target(project, forms, target, diagnostics)
    return targets


def _finish_target(
    project: BookConfig, forms: Forms, target: Target, diagnostics: Diagnostics
) -> dict[str, Target]:
    """Return what each of the formats is written from: print formats have raw HTML read."""
    if not any(form.extension for form in forms):
        return {form.name: target for form in forms}
    read = tuple(read_raw_html(target.documents, open_cache(project.folder)))
    note_images(read, diagnostics)
    printed = replace(target, documents=read)
    return {form.name: printed if form.extension else target for form in forms}


def _group_formats(
    project: BookConfig, documents: Sequence[Document]
) -> dict[Forms, Sequence[Document]]:
    """Return what each format shows, the formats that show the same together."""
    groups: list[tuple[Forms, Sequence[Document]]] = []
    for form in project.formats:
        selected = [_select(project, document, form) for document in documents]
        shown = number_chapters(selected, shown=project.number_sections)
        for index, (forms, other) in enumerate(groups):
            if all(map(_is_same, shown, other)):
                groups[index] = ((*forms, form), other)
                break
        else:
            groups.append(((form,), shown))
    return dict(groups)


def _select(project: BookConfig, document: Document, form: Format) -> Document:
    metadata = document.chapter.config.metadata
    return replace(
        document,
        title=select_content(project, document.title, form, metadata),
        blocks=select_content(project, document.blocks, form, metadata),
    )


def _is_same(one: Document, other: Document) -> bool:
    """Return whether two formats show the same of a chapter; what has no condition is shared."""
    return one.title == other.title and one.blocks == other.blocks


def _number_all(
    project: BookConfig,
    groups: Mapping[Forms, Sequence[Document]],
    diagnostics: Diagnostics,
    unread: Collection[str],
) -> dict[Forms, Numbering]:
    """Return the numbers of each group, which also knows the labels that only others show."""
    numberings = {
        forms: collect_cross_references(project, shown, diagnostics, unread)
        for forms, shown in groups.items()
    }
    labels = {label for numbering in numberings.values() for label in numbering.anchors}
    return {
        forms: replace(numbering, lacking=dict.fromkeys(labels - set(numbering.anchors), names))
        for forms, numbering in numberings.items()
        for names in [" and ".join(form.name for form in forms)]
    }


def _stage_media(
    project: BookConfig, documents: Sequence[Document], stage: Path, diagnostics: Diagnostics
) -> tuple[dict[str, Path], ...]:
    """Stage the files of all chapters."""
    media: list[dict[str, Path]] = []
    for document in documents:
        with diagnostics.hold():
            media.append(_stage_files(project, document, stage))
    return tuple(media)


def _stage_files(project: BookConfig, document: Document, stage: Path) -> dict[str, Path]:
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

"""Gathers a book: every chapter read, executed, numbered and cited, with nothing written yet."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_press.cells.execute import execute_chapters
from qi_press.cells.weave import weave_chapter
from qi_press.composing.citations import format_citations
from qi_press.composing.conditional import drop_unseen, select_content
from qi_press.composing.document import Document, read_document
from qi_press.composing.links import Site, map_site
from qi_press.composing.media import collect_files, note_images
from qi_press.composing.numbering import (
    Numbering,
    apply_numbers,
    collect_anchors,
    list_labels,
    number_chapters,
)
from qi_press.composing.pandoc import open_shelf
from qi_press.composing.rawtables import read_raw_html
from qi_press.composing.references import resolve_references
from qi_press.errors import Faults, PressError, raise_errors
from qi_press.manuscript.chapter import Chapter, read_chapter
from qi_press.manuscript.manifest import MANIFEST
from qi_press.manuscript.order import list_unlisted
from qi_press.rendering.workshop import open_stage
from qi_press.yamltext import read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qi_press.cells.execute import Executed
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices
    from qi_press.shelf import Shelf
    from qi_press.yamltext import YamlValue

VARIABLES = "_variables.yml"


@dataclass(frozen=True, slots=True)
class Book:
    """All chapters, numbered, cited, and ready to be written in any format."""

    documents: tuple[Document, ...]
    numbering: Numbering
    site: Site
    media: tuple[dict[str, Path], ...]
    """For each chapter: site path → file."""
    stage: Path
    """Folder in which every image lies under its site path."""
    printed: tuple[Document, ...]
    """The documents for print formats, with raw HTML read; empty when none is rendered."""


def gather_book(project: Project, notices: Notices, report: Callable[[str], None]) -> Book:
    """Read, execute and parse every chapter, and settle what reaches across chapters.

    Raises
    ------
    PressError
        If anything is wrong: all that is wrong with the sources, or else all that comes up when
        they are run, referred to, cited and illustrated.
    """
    chapters = _read_chapters(project, notices)
    faults = Faults()
    documents = number_chapters(_read_documents(project, chapters, notices, report, faults))
    unread = _list_unread(chapters, documents)
    numbering = collect_anchors(project, documents, faults, unread)
    documents = [
        resolve_references(apply_numbers(document, numbering), numbering, faults)
        for document in documents
    ]
    report("citations")
    cited = documents
    with faults.hold():
        cited = format_citations(project, documents, notices)
    stage = open_stage(project.folder)
    media = _stage_media(project, cited, stage, faults)
    faults.raise_all()
    printed = _read_printed(project, cited, open_shelf(project))
    note_images(printed, notices)
    return Book(tuple(cited), numbering, map_site(cited), media, stage, printed)


def _read_documents(
    project: Project,
    chapters: Sequence[Chapter],
    notices: Notices,
    report: Callable[[str], None],
    faults: Faults,
) -> list[Document]:
    """Run the cells of all chapters, and read each chapter as soon as its own have run.

    A chapter that fails is not among the documents.
    """
    shelf = open_shelf(project)
    count = sum(bool(chapter.cells) for chapter in chapters)
    told: list[str] = []
    reading: dict[str, Future[Document]] = {}

    def read(executed: Executed) -> Document:
        woven = weave_chapter(project, executed)
        document = read_document(woven, notices, project.metadata, shelf)
        return replace(document, blocks=select_content(project, document.blocks, None))

    with ThreadPoolExecutor(os.cpu_count()) as pool:

        def begin(executed: Executed, recalled: bool) -> None:
            name = executed.chapter.entry.file
            reading[name] = pool.submit(read, executed)
            if executed.chapter.cells:
                told.append(name)
                report(f"[{len(told)}/{count}] {name}{' (kept)' if recalled else ''}")

        with faults.hold():
            execute_chapters(project, chapters, begin)
        report("reading chapters")
        documents = []
        for chapter in chapters:
            if chapter.entry.file in reading:
                with faults.hold():
                    documents.append(reading[chapter.entry.file].result())
        return documents


def _list_unread(chapters: Sequence[Chapter], documents: Sequence[Document]) -> set[str]:
    """Return the labels of the chapters that are not among the documents."""
    read = {document.source for document in documents}
    unread = (chapter for chapter in chapters if chapter.entry.file not in read)
    return {label for chapter in unread for label in list_labels(chapter)}


def _read_printed(
    project: Project, documents: Sequence[Document], shelf: Shelf
) -> tuple[Document, ...]:
    """Return what print formats begin with: HTML that none of them shows is not read at all."""
    forms = [download.format for download in project.downloads]
    if not forms:
        return ()
    seen = [
        replace(document, blocks=drop_unseen(project, document.blocks, forms))
        for document in documents
    ]
    return tuple(read_raw_html(seen, shelf))


def _read_chapters(project: Project, notices: Notices) -> list[Chapter]:
    faults = Faults()
    with faults.hold():
        _refuse_unlisted(project)
    variables: dict[str, YamlValue] = {}
    with faults.hold():
        variables = _read_variables(project)
    metadata = {**project.metadata, **project.metadata["book"]}
    chapters = []
    for entry in project.entries:
        with faults.hold():
            chapters.append(read_chapter(project.folder, entry, metadata, variables, notices))
    faults.raise_all()
    return chapters


def _read_variables(project: Project) -> dict[str, YamlValue]:
    path = project.folder / VARIABLES
    if not path.is_file():
        return {}
    data: dict[str, YamlValue] = read_yaml_file(path, VARIABLES).data
    return data


def _refuse_unlisted(project: Project) -> None:
    """Raise for a chapter that `_quarto.yml` does not list; a leading underscore marks parts."""
    errors = [
        PressError(
            name,
            f"a chapter that {MANIFEST} does not list",
            "every .qmd file beside the chapters in “chapters:” or “appendices:”",
            "list it, or begin its name with “_” when other chapters include it",
        )
        for name in list_unlisted(project)
    ]
    raise_errors(errors)


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
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        files[name] = path
    for name, source in files.items():
        path = stage / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, path)
    return files

"""Gathers a book: every chapter read, executed, numbered and cited, with nothing written yet."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors
from qi_press.cells.execute import execute_chapters
from qi_press.cells.weave import weave_chapter
from qi_press.config.contents import list_unlisted
from qi_press.config.model import MANIFEST
from qi_press.manuscript.chapter import Chapter, read_chapter
from qi_press.manuscript.inputs import digest_inputs
from qi_press.pandoc.program import open_cache
from qi_press.render.build_folder import open_stage
from qi_press.render.targets import make_targets
from qi_press.transforms.cross_references import list_labels
from qi_press.transforms.document import read_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from qi_press.cells.execute import Executed
    from qi_press.config.model import BookConfig
    from qi_press.diagnostics import Diagnostics
    from qi_press.formats.job import Target
    from qi_press.transforms.document import Document


@dataclass(frozen=True, slots=True)
class Book:
    """All chapters, numbered, cited, and ready to be written in any format."""

    targets: Mapping[str, Target]
    """What each format that is rendered shows."""
    inputs: str
    """Digest of all that cells and filters may read."""
    stage: Path
    """Folder in which every image lies under its site path."""


def gather_book(
    project: BookConfig, diagnostics: Diagnostics, report: Callable[[str], None]
) -> Book:
    """Read, execute and parse every chapter, and settle what reaches across chapters.

    Raises
    ------
    InputError
        If anything is wrong: all that is wrong with the sources, or else all that comes up when
        they are run, referred to, cited and illustrated.
    """
    chapters = _read_chapters(project, diagnostics)
    inputs = digest_inputs(project)
    cache = open_cache(project.folder)

    def read(executed: Executed) -> Document:
        woven = weave_chapter(executed, diagnostics)
        return read_document(woven, diagnostics, project.words, cache)

    execute = partial(execute_chapters, project, chapters, inputs)
    documents = _read_documents(chapters, execute, read, report, diagnostics)
    report("citations")
    stage = open_stage(project.folder)
    unread = _list_unread(chapters, documents)
    return Book(make_targets(project, documents, stage, diagnostics, unread), inputs, stage)


def _read_documents(
    chapters: Sequence[Chapter],
    execute: Callable[[Callable[[Executed, bool], None]], None],
    read: Callable[[Executed], Document],
    report: Callable[[str], None],
    diagnostics: Diagnostics,
) -> list[Document]:
    """Run the cells of all chapters, and read each chapter as soon as its own have run.

    A chapter that fails is not among the documents.
    """
    count = sum(bool(chapter.cells) for chapter in chapters)
    told: list[str] = []
    reading: dict[str, Future[Document]] = {}

    with ThreadPoolExecutor(os.cpu_count()) as pool:

        def begin(executed: Executed, recalled: bool) -> None:
            name = executed.chapter.entry.file
            reading[name] = pool.submit(read, executed)
            if executed.chapter.cells:
                told.append(name)
                report(f"[{len(told)}/{count}] {name}{' (kept)' if recalled else ''}")

        with diagnostics.hold():
            execute(begin)
        report("reading chapters")
        documents = []
        for chapter in chapters:
            if chapter.entry.file in reading:
                with diagnostics.hold():
                    documents.append(reading[chapter.entry.file].result())
        return documents


def _list_unread(chapters: Sequence[Chapter], documents: Sequence[Document]) -> set[str]:
    """Return the labels of the chapters that are not among the documents."""
    read = {document.source for document in documents}
    unread = (chapter for chapter in chapters if chapter.entry.file not in read)
    return {label for chapter in unread for label in list_labels(chapter)}


def _read_chapters(project: BookConfig, diagnostics: Diagnostics) -> list[Chapter]:
    with diagnostics.hold():
        _refuse_unlisted(project)
    chapters = []
    for entry in project.entries:
        with diagnostics.hold():
            chapters.append(read_chapter(project, entry, diagnostics))
    diagnostics.raise_errors()
    return chapters


def _refuse_unlisted(project: BookConfig) -> None:
    """Raise for a chapter that `_quarto.yml` does not list; a leading underscore marks parts."""
    errors = [
        InputError(
            name,
            f"a chapter that {MANIFEST} does not list",
            "every .qmd file beside the chapters in “chapters:” or “appendices:”",
            "list it, or begin its name with “_” when other chapters include it",
        )
        for name in list_unlisted(project)
    ]
    raise_errors(errors)

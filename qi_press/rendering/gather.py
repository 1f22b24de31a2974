"""Gathers a book: every chapter read, executed, numbered and cited, with nothing written yet."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_press.cells.execute import execute_chapters
from qi_press.cells.weave import weave_chapter
from qi_press.composing.document import read_document
from qi_press.composing.pandoc import open_shelf
from qi_press.errors import PressError, raise_errors
from qi_press.manuscript.chapter import Chapter, read_chapter
from qi_press.manuscript.manifest import MANIFEST
from qi_press.manuscript.order import list_unlisted
from qi_press.rendering.editions import Edition, make_editions
from qi_press.rendering.workshop import open_stage
from qi_press.yamltext import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from qi_press.cells.execute import Executed
    from qi_press.composing.document import Document
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices
    from qi_press.yamltext import YamlValue

VARIABLES = "_variables.yml"


@dataclass(frozen=True, slots=True)
class Book:
    """All chapters, numbered, cited, and ready to be written in any format."""

    editions: Mapping[str, Edition]
    """What each format that is rendered shows."""
    stage: Path
    """Folder in which every image lies under its site path."""


def gather_book(project: Project, notices: Notices, report: Callable[[str], None]) -> Book:
    """Read, execute and parse every chapter, and settle what reaches across chapters."""
    chapters = _read_chapters(project, notices)
    documents = _read_documents(project, chapters, notices, report)
    report("citations")
    stage = open_stage(project.folder)
    return Book(make_editions(project, documents, stage, notices), stage)


def _read_documents(
    project: Project,
    chapters: Sequence[Chapter],
    notices: Notices,
    report: Callable[[str], None],
) -> list[Document]:
    """Run the cells of all chapters, and read each chapter as soon as its own have run."""
    shelf = open_shelf(project)
    count = sum(bool(chapter.cells) for chapter in chapters)
    told: list[str] = []
    reading: dict[str, Future[Document]] = {}

    def read(executed: Executed) -> Document:
        woven = weave_chapter(project, executed)
        return read_document(woven, notices, project.metadata, shelf)

    with ThreadPoolExecutor(os.cpu_count()) as pool:

        def begin(executed: Executed, recalled: bool) -> None:
            name = executed.chapter.entry.file
            reading[name] = pool.submit(read, executed)
            if executed.chapter.cells:
                told.append(name)
                report(f"[{len(told)}/{count}] {name}{' (kept)' if recalled else ''}")

        execute_chapters(project, chapters, begin)
        report("reading chapters")
        return [reading[chapter.entry.file].result() for chapter in chapters]


def _read_chapters(project: Project, notices: Notices) -> list[Chapter]:
    _refuse_unlisted(project)
    variables = _read_variables(project)
    metadata = {**project.metadata, **project.metadata["book"]}
    chapters, errors = [], []
    for entry in project.entries:
        try:
            chapters.append(read_chapter(project.folder, entry, metadata, variables, notices))
        except PressError as error:
            errors.append(error)
    raise_errors(errors)
    return chapters


def _read_variables(project: Project) -> dict[str, YamlValue]:
    path = project.folder / VARIABLES
    if not path.is_file():
        return {}
    data: dict[str, YamlValue] = read_yaml(path.read_text(encoding="utf-8-sig"), VARIABLES).data
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

"""Renders a book: gather everything first, then write it."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_press.cells.cards import merge_cards
from qi_press.config.load import load_project
from qi_press.diagnostics import Diagnostic, Diagnostics
from qi_press.formats.docx.word import write_word
from qi_press.formats.html.search import index_site
from qi_press.formats.html.site import write_site
from qi_press.formats.html.webpage import make_pages, write_page
from qi_press.formats.single_file import prepare_print
from qi_press.formats.typst.pdf import write_pdf
from qi_press.render.build_folder import lock_project, replace_folder, tidy_caches
from qi_press.render.destination import check_destination, mark_folder
from qi_press.render.fingerprint import find_fingerprint, keep_fingerprint
from qi_press.render.gather import Book, gather_book
from qi_press.transforms.filters import Filters, open_filters

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qi_press.config.model import Project


@dataclass(frozen=True, slots=True)
class RenderOptions:
    """What the author asks of one render."""

    folder: Path
    formats: tuple[str, ...] | None = None
    output: Path | None = None
    strict: bool = False
    profiles: tuple[str, ...] | None = None
    patient: bool = False
    """Whether to wait for another render of the book instead of giving up."""
    version: str = ""
    """Version that is released; the book's own by default."""
    commit: str = ""
    """Commit that is released."""
    permalink: str = ""
    """Web address of the version that is released."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a render made."""

    project: Project
    diagnostics: tuple[Diagnostic, ...]
    fresh: bool
    """False when nothing had changed since the last render."""


def render_book(options: RenderOptions, report: Callable[[str], None]) -> Rendered:
    """Render a book to its website, PDF and Word file.

    Parameters
    ----------
    options
        What to render.
    report
        Told, in a few words, what is being done.

    Raises
    ------
    InputError
        If anything in the book is wrong, and under `strict` if anything is not supported. The
        last good output stays.
    """
    diagnostics = Diagnostics()
    project = load_project(
        options.folder, diagnostics, options.formats, options.output, options.profiles
    )
    project = replace(
        project,
        version=options.version or project.version,
        commit=options.commit,
        permalink=options.permalink,
    )
    check_destination(project)
    with lock_project(project.folder, wait=options.patient):
        fingerprint = find_fingerprint(project)
        if fingerprint.diagnostics is None:
            book = gather_book(project, diagnostics, report)
        else:
            diagnostics = Diagnostics(list(fingerprint.diagnostics))
        if options.strict:
            diagnostics.raise_all()
        if fingerprint.diagnostics is None:
            write_book(
                project, book, open_filters(project, diagnostics, book.inputs), options, report
            )
            keep_fingerprint(project, replace(fingerprint, diagnostics=tuple(diagnostics.entries)))
            tidy_caches(project.folder, len(project.entries))
    return Rendered(project, tuple(sorted(diagnostics.entries)), fingerprint.diagnostics is None)


def write_book(
    project: Project,
    book: Book,
    filters: Filters,
    options: RenderOptions,
    report: Callable[[str], None],
) -> None:
    """Write every format beside the old output, then put it in its place."""
    with replace_folder(project.output) as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        if "html" not in project.formats and project.output.is_dir():
            shutil.copytree(project.output, folder, dirs_exist_ok=True)
        mark_folder(folder)
        report(f"writing {', '.join(project.formats)}")
        jobs = []
        for download in project.downloads:
            writer = write_pdf if download.format == "typst" else write_word
            target = book.targets[download.format]
            prepared = prepare_print(target.documents, target.site, download.format)
            jobs.append(
                pool.submit(writer, project, prepared, target.numbering, book.stage, filters)
            )
        if "html" in project.formats:
            _write_website(project, book, folder, filters, pool)
        for download, job in zip(project.downloads, jobs, strict=True):
            (folder / download.path).write_bytes(job.result())
        if options.strict:
            filters.diagnostics.raise_all()


def _write_website(
    project: Project,
    book: Book,
    folder: Path,
    filters: Filters,
    pool: ThreadPoolExecutor,
) -> None:
    target = book.targets["html"]
    written = list(
        pool.map(lambda item: write_page(project, item, target.site, filters), target.documents)
    )
    pages = make_pages(
        project, [document for _, document in written], [body for body, _ in written], target.media
    )
    write_site(project, pages, folder, merge_cards(item.cards for item in target.documents))
    index_site(folder)

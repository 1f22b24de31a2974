"""Renders a book: gather everything first, then write it."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_press.cells.cards import merge_cards
from qi_press.composing.desk import Desk, open_desk
from qi_press.manuscript.manifest import load_project
from qi_press.notices import Notice, Notices
from qi_press.printing.bookprint import prepare_print
from qi_press.printing.pdf import write_pdf
from qi_press.printing.word import write_word
from qi_press.rendering.destination import check_destination, mark_folder
from qi_press.rendering.gather import Book, gather_book
from qi_press.rendering.stamp import find_stamp, keep_stamp
from qi_press.rendering.workshop import lock_project, replace_folder, tidy_shelves
from qi_press.web.search import index_site
from qi_press.web.site import write_site
from qi_press.web.webpage import make_pages, write_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qi_press.manuscript.project import Project


@dataclass(frozen=True, slots=True)
class Order:
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
    notices: tuple[Notice, ...]
    fresh: bool
    """False when nothing had changed since the last render."""


def render_book(order: Order, report: Callable[[str], None]) -> Rendered:
    """Render a book to its website, PDF and Word file.

    Parameters
    ----------
    order
        What to render.
    report
        Told, in a few words, what is being done.

    Raises
    ------
    PressError
        If anything in the book is wrong, and under `strict` if anything is not supported. The
        last good output stays.
    """
    notices = Notices()
    project = load_project(order.folder, notices, order.formats, order.output, order.profiles)
    project = replace(
        project,
        version=order.version or project.version,
        commit=order.commit,
        permalink=order.permalink,
    )
    check_destination(project)
    with lock_project(project.folder, wait=order.patient):
        stamp = find_stamp(project)
        if stamp.notices is None:
            book = gather_book(project, notices, report)
        else:
            notices = Notices(list(stamp.notices))
        if order.strict:
            notices.raise_all()
        if stamp.notices is None:
            write_book(project, book, open_desk(project, notices, book.inputs), order, report)
            keep_stamp(project, replace(stamp, notices=tuple(notices.entries)))
            tidy_shelves(project.folder, len(project.entries))
    return Rendered(project, tuple(sorted(notices.entries)), stamp.notices is None)


def write_book(
    project: Project, book: Book, desk: Desk, order: Order, report: Callable[[str], None]
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
            edition = book.editions[download.format]
            prepared = prepare_print(edition.documents, edition.site, download.format)
            jobs.append(pool.submit(writer, project, prepared, edition.numbering, book.stage, desk))
        if "html" in project.formats:
            _write_website(project, book, folder, desk, pool)
        for download, job in zip(project.downloads, jobs, strict=True):
            (folder / download.path).write_bytes(job.result())
        if order.strict:
            desk.notices.raise_all()


def _write_website(
    project: Project,
    book: Book,
    folder: Path,
    desk: Desk,
    pool: ThreadPoolExecutor,
) -> None:
    edition = book.editions["html"]
    written = list(
        pool.map(lambda item: write_page(project, item, edition.site, desk), edition.documents)
    )
    pages = make_pages(
        project, [document for _, document in written], [body for body, _ in written], edition.media
    )
    write_site(project, pages, folder, merge_cards(item.cards for item in edition.documents))
    index_site(folder)

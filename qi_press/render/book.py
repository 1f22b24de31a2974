"""Renders a book: gather everything first, then write it."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_press.diagnostics import Diagnostic, Diagnostics
from qi_press.formats.job import Job
from qi_press.formats.registry import WRITERS, load_book
from qi_press.render.build_folder import lock_project, replace_folder, tidy_caches
from qi_press.render.destination import check_destination, mark_folder
from qi_press.render.fingerprint import find_fingerprint, keep_fingerprint
from qi_press.render.gather import Book, gather_book
from qi_press.render.pre_render import run_scripts
from qi_press.transforms.filters import Filters, open_filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_press.config.model import BookConfig, RenderOptions


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a render made."""

    project: BookConfig
    diagnostics: tuple[Diagnostic, ...]
    fresh: bool
    """False when nothing had changed since the last render."""
    said: tuple[str, ...] = ()
    """Lines that the scripts before the render printed."""


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
    project, diagnostics = _load(options)
    check_destination(project)
    with lock_project(project.folder, wait=options.preview):
        said = run_scripts(project, report, whole=not options.preview)
        if said is not None:
            project, diagnostics = _load(options)
        fingerprint = find_fingerprint(project)
        if fingerprint.diagnostics is None:
            book = gather_book(project, diagnostics, report)
        else:
            diagnostics = Diagnostics(list(fingerprint.diagnostics))
        if options.strict:
            diagnostics.refuse_warnings()
        if fingerprint.diagnostics is None:
            write_book(
                project, book, open_filters(project, diagnostics, book.inputs), options, report
            )
            keep_fingerprint(project, replace(fingerprint, diagnostics=tuple(diagnostics.warnings)))
            tidy_caches(project.folder, len(project.entries))
    return Rendered(
        project, tuple(sorted(diagnostics.warnings)), fingerprint.diagnostics is None, said or ()
    )


def _load(options: RenderOptions) -> tuple[BookConfig, Diagnostics]:
    diagnostics = Diagnostics()
    return load_book(options, diagnostics), diagnostics


def write_book(
    project: BookConfig,
    book: Book,
    filters: Filters,
    options: RenderOptions,
    report: Callable[[str], None],
) -> None:
    """Write every format beside the old output, then put it in its place."""
    with replace_folder(project.output) as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        if len(project.downloads) == len(project.formats) and project.output.is_dir():
            shutil.copytree(project.output, folder, dirs_exist_ok=True)
        mark_folder(folder)
        report(f"writing {', '.join(form.name for form in project.formats)}")
        files, pages = [], []
        for writer in WRITERS:
            if writer.format not in project.formats:
                continue
            target = book.targets[writer.format.name]
            job = Job(project, target, filters, book.stage, folder, pool)
            if writer.format.extension:
                files.append(pool.submit(writer.write, job))
            else:
                pages.append((writer, job))
        for writer, job in pages:
            writer.write(job)
        for file in files:
            file.result()
        if options.strict:
            filters.diagnostics.refuse_warnings()

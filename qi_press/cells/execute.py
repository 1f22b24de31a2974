"""Runs the cells and inline expressions of chapters, or recalls what they gave."""

from __future__ import annotations

import calendar
import json
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError, InputErrors, raise_errors
from qi_files.paths import write_atomically
from qi_press.cache import BUILD_FOLDER, digest_texts
from qi_press.cells.cell_errors import (
    Code,
    explain_expression,
    explain_nothing,
    merge_failures,
)
from qi_press.cells.kernel import Job, Output, Preload, Step, StepOutputs, run_jobs
from qi_press.cells.output_cache import OutputCache
from qi_press.config.dates import read_epoch
from qi_press.manuscript.chapter import Cell, Chapter, Inline, Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from qi_press.config.model import BookConfig
    from qi_press.yamltext import YamlValue

INLINE_TYPE = "application/vnd.press.inline+json"
KERNELS_A_CORE = 2
"""A kernel waits about as long as it works: for its start, its messages and its end."""


@dataclass(frozen=True, slots=True)
class Executed:
    """A chapter with the outputs of its cells and the values of its expressions."""

    chapter: Chapter
    outputs: tuple[tuple[Output, ...], ...]
    """Outputs of each cell of `chapter.cells`; empty for a cell that is not run."""
    values: tuple[Mapping[str, YamlValue], ...]
    """One result of IPython's `user_expressions` for each inline expression, in order."""


def date_epoch(project: BookConfig) -> int:
    """Return the moment that the book's files carry, in seconds since 1970.

    It is midnight UTC of the book's date, else `SOURCE_DATE_EPOCH`, else 0: never the clock.
    """
    if project.date:
        return calendar.timegm(date.fromisoformat(project.date).timetuple())
    return read_epoch() or 0


def execute_chapters(
    project: BookConfig,
    chapters: Sequence[Chapter],
    inputs: str,
    done: Callable[[Executed, bool], None],
) -> None:
    """Run what has to be run, a few kernels at a time and the longest chapters first.

    Parameters
    ----------
    project
        The book.
    chapters
        Its chapters in order.
    inputs
        Digest of all that their cells may read.
    done
        Given each chapter as soon as its cells have run, and whether their outputs were recalled.

    Raises
    ------
    InputError
        If a cell or an inline expression fails, or an expression yields nothing.
    """
    cache = OutputCache(project)
    missing: dict[str, tuple[Chapter, Job, str]] = {}
    for chapter in chapters:
        job = _make_job(project, chapter)
        digest = _digest_job(job, inputs)
        outputs = cache.find(digest) if job.steps else ()
        if outputs is None:
            missing[job.name] = chapter, job, digest
        else:
            done(_collect(chapter, outputs), bool(job.steps))

    def keep(job: Job, outputs: StepOutputs) -> None:
        chapter, _, digest = missing[job.name]
        executed = _collect(chapter, outputs)
        cache.keep(digest, outputs)
        done(executed, False)

    if missing:
        jobs = sorted((job for _, job, _ in missing.values()), key=_count_steps, reverse=True)
        kernels = KERNELS_A_CORE * (os.cpu_count() or 1)
        failed = run_jobs(jobs, kernels, Preload(project.folder, project.preload), keep)
        files = [chapter.entry.file for chapter in chapters]
        raise_errors(merge_failures(failed, files, project.folder))


def _count_steps(job: Job) -> int:
    return len(job.steps)


def _make_job(project: BookConfig, chapter: Chapter) -> Job:
    steps = tuple(step for _, step in _plan_steps(chapter))
    in_project = project.execute_dir == "project"
    folder = project.folder if in_project else (project.folder / chapter.entry.file).parent
    build_folder = project.folder / BUILD_FOLDER
    environment = {
        "SOURCE_DATE_EPOCH": str(date_epoch(project)),
        "PYTHONHASHSEED": "0",
        "QUARTO_PROFILE": ",".join(project.profiles),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "IPYTHONDIR": str(build_folder / "ipython"),
        "MATPLOTLIBRC": str(_write_figure_settings(project, chapter)),
    }
    return Job(chapter.entry.file, folder, environment, steps)


def _write_figure_settings(project: BookConfig, chapter: Chapter) -> Path:
    """Write matplotlib's settings for a chapter: Quarto's size, and figures without chance."""
    execute = chapter.config.execute
    text = (
        f"figure.figsize: {execute.fig_width:g}, {execute.fig_height:g}\n"
        f"figure.dpi: {execute.fig_dpi:g}\n"
        "svg.hashsalt: press\n"
    )
    folder = project.folder / BUILD_FOLDER / "matplotlib"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{digest_texts([text])[:12]}.matplotlibrc"
    if not path.is_file() or path.read_bytes() != text.encode():
        write_atomically(path, text.encode(), durable=False)
    return path


def _plan_steps(chapter: Chapter) -> Iterator[tuple[Prose | Cell, Step]]:
    """Yield each part of a chapter that has something to run, in order."""
    for part in chapter.parts:
        if isinstance(part, Prose):
            if part.inlines:
                yield part, Step(_ask_values(part.inlines), part.inlines[0].place)
        elif _is_run(part):
            yield part, Step(part.source, part.place, may_fail=part.options.error)


def _is_run(cell: Cell) -> bool:
    return cell.options.eval and bool(cell.source.strip())


def _ask_values(inlines: Sequence[Inline]) -> str:
    """Return code that shows the values of expressions as one output."""
    asked = {str(index): inline.expression for index, inline in enumerate(inlines)}
    return (
        "get_ipython().display_pub.publish("
        f"{{{INLINE_TYPE!r}: get_ipython().user_expressions({json.dumps(asked)})}})"
    )


def _digest_job(job: Job, inputs: str) -> str:
    texts = [inputs, str(job.folder.name), job.name, job.environment["SOURCE_DATE_EPOCH"]]
    texts.append(job.environment["QUARTO_PROFILE"])
    texts.append(Path(job.environment["MATPLOTLIBRC"]).name)
    for step in job.steps:
        texts += [step.source, str(step.may_fail)]
    return digest_texts(texts)


def _collect(chapter: Chapter, results: StepOutputs) -> Executed:
    ran = iter(zip(_plan_steps(chapter), results, strict=True))
    outputs: list[tuple[Output, ...]] = []
    values: list[Mapping[str, YamlValue]] = []
    errors: list[InputError] = []
    for part in chapter.parts:
        if isinstance(part, Cell):
            outputs.append(next(ran)[1] if _is_run(part) else ())
        elif part.inlines:
            fresh = _read_values(part.inlines, next(ran)[1])
            checked = map(_check_value, part.inlines, fresh)
            errors += [error for error in checked if error]
            values += fresh
    if errors:
        raise InputErrors(errors)
    return Executed(chapter, tuple(outputs), tuple(values))


def _read_values(
    inlines: Sequence[Inline], outputs: Sequence[Output]
) -> list[Mapping[str, YamlValue]]:
    shown = next(
        output["data"][INLINE_TYPE] for output in outputs if INLINE_TYPE in output.get("data", {})
    )
    return [shown[str(index)] for index in range(len(inlines))]


def _check_value(inline: Inline, value: Mapping[str, YamlValue]) -> InputError | None:
    code = Code(inline.place, inline.expression)
    if value["status"] == "error":
        return explain_expression(code, value)
    data = value["data"]
    shown = data.get("text/markdown", data.get("text/html", data.get("text/plain", "")))
    if data.get("text/plain") == "None" or str(shown).strip("'\" \n") == "":
        return explain_nothing(code)
    return None

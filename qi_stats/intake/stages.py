"""What has to be in order at each stage of a review: draft, review, release."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from qi_files.errors import InputError, flatten_errors
from qi_files.paths import show_path
from qi_stats.codebook import load_codebook
from qi_stats.intake.guard import find_identifiers
from qi_stats.intake.problems import Problem, group_problems
from qi_stats.plan import load_plan
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qi_stats.codebook import Codebook

Content = TypeVar("Content")
_OPEN = re.compile(r"^(Write here|Say here)", re.MULTILINE)
"""Sentences of a new project that its team is to replace."""


def find_problems(folder: Path, codebook: Path, plan: Path, ledger: Path) -> tuple[Problem, ...]:
    """Return what is to be mended, from the first stage to the last; none where all is well."""
    errors: list[InputError] = []
    known = _collect(errors, lambda: load_codebook(codebook))
    if known is not None:
        _collect(errors, lambda: load_plan(plan, known))
        study = _collect(errors, lambda: load_study(folder, known))
        if study is not None:
            errors += find_identifiers(study)
    problems = group_problems(errors)
    if known is None or problems:
        return problems
    review = group_problems(_review(folder, known, ledger), "review")
    release = group_problems(_release(folder, known), "release")
    return (*problems, *review, *release)


def _collect(errors: list[InputError], load: Callable[[], Content]) -> Content | None:
    try:
        return load()
    except InputError as error:
        errors.extend(flatten_errors([error]))
        return None


def _review(folder: Path, codebook: Codebook, path: Path) -> Iterator[InputError]:
    """Yield results that are missing or are those of other rows."""
    from qi_stats.ledger import load_ledger

    do = "run qi-stats run"
    if not path.is_file():
        yield InputError(show_path(path), "no results", "the results of these data", do)
        return
    errors: list[InputError] = []
    ledger = _collect(errors, lambda: load_ledger(path))
    yield from errors
    inputs = load_study(folder, codebook).inputs
    used = {name: digest for one in ledger or () for name, digest in one.inputs.sha256.items()}
    if ledger is not None and any(inputs.get(name) != one for name, one in used.items()):
        yield InputError(show_path(path), "results of other rows", "those of the rows here", do)


def _release(folder: Path, codebook: Codebook) -> Iterator[InputError]:
    """Yield what a reader of a published report should not meet."""
    if codebook.provenance == "invented":
        do = "bring your own rows in, and say “provenance: observed”"
        yield InputError(show_path(codebook.source), "invented rows", "rows of a study", do)
    pages = folder.resolve().parent
    for path in sorted([pages / "index.qmd", *(pages / "chapters").glob("*.qmd")]):
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        for found in _OPEN.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            where = f"{show_path(path)}:{line}"
            yield InputError(where, "a sentence of the template", "your own words", "write them")

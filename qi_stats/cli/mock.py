"""The tables of a plan as mock shells, before there are data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan
from qi_stats.plan.run.without_rows import run_without_rows
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.tables import Sources, draw_table
from qi_stats.tables.mock import blank_numbers, mock_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def render_mocks(plan_path: Path, codebook_path: Path) -> str:
    """Return each table of the plan as Markdown, with an x for each digit.

    Raises
    ------
    InputError
        If the plan or the codebook is unusable.
    """
    return "\n".join(_render_each(plan_path, codebook_path))


def _render_each(plan_path: Path, codebook_path: Path) -> Iterator[str]:
    codebook = load_codebook(codebook_path)
    document = load_plan_file(plan_path)
    check_displays(document, plan_path, codebook)
    ledger = mock_ledger(run_without_rows(load_plan(plan_path, codebook), codebook))
    sources = Sources(document, ledger, codebook, tuple, tuple, tuple)
    for name, shell in document.shells.items():
        yield f"## {shell.title}\n"
        try:
            drawn = draw_table(name, sources)
        except InputError:
            yield "This table shows records that only rows can give.\n"
        else:
            yield replace(drawn, grid=blank_numbers(drawn.grid)).to_markdown()

"""The commands that give a codebook away and gather what people typed: call, print, exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qi_files.command import say

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

OK = 0


def dictionary(arguments: argparse.Namespace) -> int:
    """Write the codebook as another program's data dictionary."""
    from qi_stats.codebook import load_codebook
    from qi_stats.intake.dictionary import RENDERERS

    text = RENDERERS[arguments.form](load_codebook(arguments.data / "codebook.yaml"))
    return _give(text, arguments.out)


def workbook(arguments: argparse.Namespace) -> int:
    """Write a workbook for data entry, or take the rows of a filled one back."""
    from qi_stats.codebook import load_codebook
    from qi_stats.intake.workbook import read_rows, take_back, write_workbook

    codebook = load_codebook(arguments.data / "codebook.yaml")
    if arguments.back:
        return _tell(take_back(codebook, arguments.file, arguments.data))
    rows = {} if arguments.empty else read_rows(codebook, arguments.data)
    return _tell({arguments.file: write_workbook(codebook, arguments.file, rows)})


def adjudicate(arguments: argparse.Namespace) -> int:
    """Write what two reviewers coded differently, or keep what was decided."""
    from qi_stats.intake.adjudicate import find_disagreements, settle, write_disagreements

    if arguments.decisions is not None:
        return _tell(settle(arguments.first, arguments.decisions, arguments.first.parent))
    found = find_disagreements(arguments.first, arguments.second)
    say(f"{len(found)} cells were coded differently")
    return _tell({arguments.out: write_disagreements(found, arguments.out)}) if found else OK


def mock(arguments: argparse.Namespace) -> int:
    """Print the mock shells of the plan's tables, or write them."""
    from qi_stats.cli.mock import render_mocks

    folder = arguments.data
    return _give(render_mocks(folder / "plan.yaml", folder / "codebook.yaml"), arguments.out)


def keys(arguments: argparse.Namespace) -> int:
    """Print the reference of every key, or write it."""
    from qi_stats.intake.keys import render_keys

    return _give(render_keys(), arguments.out)


def _give(text: str, out: Path | None) -> int:
    """Print a text, or write it to `out`."""
    from qi_files.paths import write_atomically

    if out is None:
        sys.stdout.write(text)
        return OK
    return _tell({out: write_atomically(out, text)})


def _tell(written: dict[Path, bool]) -> int:
    from qi_stats.cli import lines

    for line in lines.describe_files(written, "written"):
        say(line)
    return OK

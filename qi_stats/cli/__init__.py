"""The command `qi-stats`: parse, call one function, exit code."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from qi_files.command import bear_all_letters, run_command
from qi_stats.cli.parser import build_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

NEW_OBJECTS = 100_000
"""Imports and records make many objects and hardly any garbage: it is looked for this seldom."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments
        Words after the command's name; those of the process if not given.

    Returns
    -------
    int
        0 when all is well, 1 when something was found, 2 when the input can't be used (and what
        to do stands on the standard error stream), 3 by a fault of the program itself, 130 when
        interrupted.
    """
    bear_all_letters()
    parsed = build_parser().parse_args(arguments)
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    from qi_stats.cli.commands import COMMANDS

    work = COMMANDS[parsed.command]
    return run_command("qi-stats", lambda: work(parsed), "interrupted; results are as they were")

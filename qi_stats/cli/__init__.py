"""The command `qi-stats`: parse, call one function, exit code."""

from __future__ import annotations

import gc
import io
import os
import sys
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.cli.commands import COMMANDS
from qi_stats.cli.parser import build_parser

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]

UNUSABLE, INTERRUPTED = 2, 130
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
        to do stands on the standard error stream), 130 when interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    parsed = build_parser().parse_args(arguments)
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    try:
        return COMMANDS[parsed.command](parsed)
    except InputError as error:
        return _complain(str(error), UNUSABLE)
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except OSError as error:
        return _complain(f"{error.filename or 'qi-stats'}: {error.strerror or error}", UNUSABLE)
    except KeyboardInterrupt:
        return _complain("interrupted; results are as they were", INTERRUPTED)


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"{message}\n")
    return code

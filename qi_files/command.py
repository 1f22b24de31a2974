"""How a command begins and ends: it stops when told to, and has one exit code for each end."""

from __future__ import annotations

import io
import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn, TextIO

from qi_files.characters import clean_terminal
from qi_files.errors import InputError
from qi_files.unexpected import explain_unexpected

if TYPE_CHECKING:
    from collections.abc import Callable

UNUSABLE, FAULT, STOPPED = 2, 3, 130
_stops: list[int] = []
"""Signals that told this process to stop."""


def run_command(program: str, work: Callable[[], int], untouched: str) -> int:
    """Do a command's work and return its exit code.

    Parameters
    ----------
    program
        The command's name.
    work
        Returns 0 when all is well and 1 when something was found.
    untouched
        What a user who stops the command is told of the files.

    Returns
    -------
    int
        That of `work`, 2 when there is something to mend, 3 when nobody foresaw what happened, 130
        when it was stopped. A traceback is never shown.
    """
    _stop_politely()
    try:
        return work()
    except KeyboardInterrupt:
        return _end(_tell_stop(untouched), STOPPED)
    except InputError as error:
        return _end(str(error), UNUSABLE)
    except BrokenPipeError:  # whoever read the output has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
        return 0
    except Exception as error:  # noqa: BLE001  # no traceback reaches a user
        if _stops:
            ended = f"the work under way ended with {type(error).__name__}: {error}"
            return _end(f"{_tell_stop(untouched)}\n{ended}", STOPPED)
        told = str(explain_unexpected(error, program))
        return _end(told, UNUSABLE if isinstance(error, (OSError, MemoryError)) else FAULT)


def say(text: object, stream: TextIO | None = None, *, flush: bool = False) -> None:
    """Print a text on a line of its own, with nothing in it that a terminal would act upon."""
    out = stream or sys.stdout
    out.write(f"{clean_terminal(str(text))}\n")
    if flush:
        out.flush()


def bear_all_letters() -> None:
    """Let the streams show the number of a letter that the terminal lacks, and go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _end(told: str, code: int) -> int:
    say(told, sys.stderr)
    return code


def _tell_stop(untouched: str) -> str:
    """Return what a user is told of a stop, with the name of the signal that was its reason."""
    return f"{untouched} ({signal.Signals(_stops[-1]).name})" if _stops else untouched


def _stop_politely() -> None:
    """Let an order to end, or a terminal that closes, stop the command as Ctrl-C does, once."""
    _stops.clear()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _raise_interrupt)


def _raise_interrupt(number: int, frame: object) -> NoReturn:
    del frame
    _stops.append(number)
    raise KeyboardInterrupt

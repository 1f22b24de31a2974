"""How commands end, and that they print nothing that a terminal acts upon."""

import errno
import io
import os
import signal
import subprocess
import sys

import pytest

from qi_files.characters import clean_terminal
from qi_files.command import run_command, say
from qi_files.errors import InputError


def fail(error):
    def work():
        raise error

    return work


ENDS = {
    "mistake": (InputError("a.csv:1", "x", "y", "z"), 2, "a.csv:1\n  found     x"),
    "unforeseen": (ValueError("6000 digits"), 3, "a fault of the program itself: ValueError"),
    "stopped": (KeyboardInterrupt(), 130, "all is as it was\n"),
    "full": (
        OSError(errno.ENOSPC, "No space left"),
        2,
        "the disk\n  found     no room",
    ),
    "limit": (
        OSError(errno.EFBIG, "", "a.pdf"),
        2,
        "a.pdf\n  found     a file larger",
    ),
    "locked": (
        OSError(errno.EROFS, "", "a.pdf"),
        2,
        "a.pdf\n  found     a disk that",
    ),
    "memory": (MemoryError(), 2, "too little memory"),
    "depth": (RecursionError("too deep"), 3, "RecursionError"),
}


@pytest.mark.parametrize(("error", "code", "told"), ENDS.values(), ids=ENDS)
def test_every_end_has_its_code_and_one_message(capsys, error, code, told):
    assert run_command("qi-stats", fail(error), "all is as it was") == code

    said = capsys.readouterr().err
    assert said.startswith(told) or told in said
    assert "Traceback" not in said


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_stops_the_work(capsys, name):
    number = getattr(signal, name)

    def work():
        os.kill(os.getpid(), number)
        return 0

    before = signal.signal(number, signal.SIG_DFL)  # the tests may have been started without it
    try:
        assert run_command("qi-stats", work, "all is as it was") == 130
    finally:
        signal.signal(number, before)
    assert capsys.readouterr().err == f"all is as it was ({name})\n"


def test_a_fault_after_a_signal_is_told_with_it(capsys):
    def work():
        try:
            os.kill(os.getpid(), signal.SIGTERM)
        except KeyboardInterrupt:
            raise ValueError("no such row") from None

    before = signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        assert run_command("qi-stats", work, "all is as it was") == 130
    finally:
        signal.signal(signal.SIGTERM, before)
    assert capsys.readouterr().err == (
        "all is as it was (SIGTERM)\nthe work under way ended with ValueError: no such row\n"
    )


def test_a_reader_that_has_seen_enough_is_no_fault():
    work = "lambda: len([say('y' * 99) for _ in range(9999)])"
    code = f"from qi_files.command import *; raise SystemExit(run_command('x', {work}, ''))"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        process.stdout.close()
        said = process.stderr.read()

    assert (process.returncode, said) == (0, "")


HOSTILE = "North\x1b[2J\x07\rSouth \u202eward\u2066 \x9b31m"


def test_nothing_that_a_terminal_acts_upon_is_printed(capsys):
    stream = io.StringIO()

    say(HOSTILE, stream)

    assert stream.getvalue() == (
        "North<U+001B>[2J<U+0007><U+000D>South <U+202E>ward<U+2066> <U+009B>31m\n"
    )
    assert clean_terminal("é 中 ع\tb\nc") == "é 中 ع\tb\nc"

"""Workers end with the program, whatever ends it."""

import os
import signal
import subprocess
import sys

import pytest

from qi_stats.audit.feasible.workers import Workers

PROGRAM = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # it may be ignored where tests run
from qi_files.command import run_command
from qi_stats.audit.feasible.workers import Workers

def work(*_):
    os.write(int(sys.argv[1]), b"%d " % os.getpid())
    while True:
        pass

def command():
    with Workers(dict) as workers:
        return len(list(workers.map(work, range(2))))

raise SystemExit(run_command("qi-stats", command, "all is as it was"))
"""
SIGNALS = ("SIGINT", "SIGTERM", "SIGKILL")


@pytest.mark.parametrize("name", SIGNALS)
@pytest.mark.parametrize("send", [os.kill, os.killpg], ids=["main process", "group"])
def test_no_worker_outlives_the_program(name, send):
    """The workers hold a pipe open: it ends when the last of them has."""
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(write)],
        pass_fds=[write],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        os.close(write)
        os.read(read, 100)
        send(process.pid, getattr(signal, name))
        said = process.stderr.read()
    while os.read(read, 100):
        pass
    os.close(read)

    expected = (130, f"all is as it was ({name})\n") if name != "SIGKILL" else (-signal.SIGKILL, "")
    assert (process.returncode, said) == expected


def _divide(state, item):
    return state["top"] / item


def test_answers_come_in_order_and_errors_where_they_are_asked_for():
    with Workers(dict, top=12) as workers:
        assert list(workers.map(_divide, [1, 2, 3])) == [12, 6, 4]
    with Workers(dict, top=12) as workers, pytest.raises(ZeroDivisionError):
        list(workers.map(_divide, [1, 0, 3]))

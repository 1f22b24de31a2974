"""Workers end with the program, whatever ends it."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import os, sys, time
from qi_files.command import run_command
from qi_stats.audit.feasible.workers import open_workers

def prepare():
    pass

def work(_):
    os.write(int(sys.argv[1]), b"%d " % os.getpid())
    while True:
        pass

def command():
    with open_workers(prepare) as pool:
        return len(list(pool.map(work, range(2))))

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

    expected = (130, "all is as it was\n") if name != "SIGKILL" else (-signal.SIGKILL, "")
    assert (process.returncode, said) == expected

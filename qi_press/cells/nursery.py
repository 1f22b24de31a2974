"""A process that has the heavy modules imported, and forks a fresh kernel from itself on demand.

It is run as ``python -m qi_press.cells.nursery MODULE ...`` and speaks lines of JSON: it says that
it is ready, then answers each request for a kernel with the new process's number. It ends when its
standard input does.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def main(modules: Sequence[str]) -> int:
    """Import the modules, then serve requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for name in ("ipykernel.kernelapp", "ipykernel.ipkernel", *modules):
        try:
            importlib.import_module(name)
        except ImportError as error:
            _answer({"error": f"{name}: {error}"})
            return 1
    gc.collect()
    gc.freeze()  # kernels share these pages as long as no collection writes to them
    _answer({"ready": True})
    for line in sys.stdin:
        _answer({"pid": _fork_kernel(json.loads(line))})
    return 0


def _answer(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def _fork_kernel(request: Mapping[str, Any]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        _become_kernel(request, parent)
    return pid


def _become_kernel(request: Mapping[str, Any], parent: int) -> NoReturn:
    """Turn this process into a kernel; it ends when the kernel does."""
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.environ.update(request["env"], JPY_PARENT_PID=str(parent))
        os.chdir(request["cwd"])
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(argv=request["arguments"])
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

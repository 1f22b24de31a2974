"""A process that has the heavy modules imported, and forks a fresh kernel from itself on demand.

It is run as ``python -m qi_press.cells.nursery NAME ...`` and speaks lines of JSON: it says that
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


OF_KERNELS = (
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "IPython.core.completerlib",
)
"""Modules that every kernel imports, some of them late."""


def main(preload: Sequence[str]) -> int:
    """Import the modules, call the functions, then serve requests until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # its warning is none of ours
    for name in (*OF_KERNELS, *preload):
        try:
            _load(name)
        except Exception as error:  # noqa: BLE001  # whatever the author's code raises
            _answer({"error": f"{name}: {type(error).__name__}: {error}"})
            return 1
    gc.collect()
    gc.freeze()  # kernels share these pages as long as no collection writes to them
    _answer({"ready": True})
    for line in sys.stdin:
        _answer({"pid": _fork_kernel(json.loads(line))})
    return 0


def _load(name: str) -> None:
    """Import a module; of "module:function", call the function."""
    module, _, function = name.partition(":")
    loaded = importlib.import_module(module)
    if function:
        getattr(loaded, function)()


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

"""A process that has the heavy modules imported, and forks a fresh kernel from itself on demand.

It is run as ``python -m qi_press.cells.fork_server NAME ...`` and speaks lines of JSON: it says
that it is ready, then answers each request for a kernel with the new process's number. It ends when
its standard input does; each kernel watches for that and then ends, too. What the modules print
goes to the standard error stream.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

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
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # its warning is none of ours
    for name in (*OF_KERNELS, *preload):
        try:
            _load(name)
        except Exception as error:  # noqa: BLE001  # whatever the author's code raises
            _answer(answers, {"error": f"{name}: {type(error).__name__}: {error}"})
            return 1
    if sys.path[0] == str(Path.cwd()):  # a kernel finds modules from a folder of its own
        del sys.path[0]
    gc.collect()
    gc.freeze()  # kernels share these pages as long as no collection writes to them
    _answer(answers, {"ready": True})
    for line in sys.stdin:
        _answer(answers, {"pid": _fork_kernel(json.loads(line), answers)})
    return 0


def _load(name: str) -> None:
    """Import a module; of "module:function", call the function."""
    module, _, function = name.partition(":")
    loaded = importlib.import_module(module)
    if function:
        getattr(loaded, function)()


def _answer(answers: IO[str], message: Mapping[str, Any]) -> None:
    try:
        answers.write(json.dumps(message) + "\n")
        answers.flush()
    except BrokenPipeError:  # the press has ended before it was told
        os._exit(0)


def _fork_kernel(request: Mapping[str, Any], answers: IO[str]) -> int:
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        answers.close()
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
        os.environ.update(request["env"])
        os.chdir(request["cwd"])
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(
            argv=[*request["arguments"], f"--IPKernelApp.parent_handle={parent}"]
        )
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

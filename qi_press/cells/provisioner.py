"""Kernels forked from a fork server, in the form that Jupyter's client manages."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning import LocalProvisioner

from qi_files.errors import InputError
from qi_press.config.model import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path


class ForkServer:
    """The running fork server; asks it for kernels one at a time."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.turn = asyncio.Lock()

    async def fork_kernel(self, request: Mapping[str, Any]) -> int:
        """Return the process number of a fresh kernel."""
        async with self.turn:
            return int((await asyncio.to_thread(self._ask, request))["pid"])

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the fork server was started without pipes")
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise InputError(
                MANIFEST,
                "an end of the process that begins the kernels, such as for lack of memory",
                "a process that runs until the last chapter has run",
                "render again, with more memory or fewer modules under “press › preload”",
            )
        return dict(json.loads(answer))


@contextmanager
def open_fork_server(
    preload: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> Iterator[ForkServer]:
    """Run a fork server in a folder that has loaded what `preload` names.

    Parameters
    ----------
    preload
        Modules to import, as "module", and functions to call besides, as "module:function".
    folder
        Where it runs; a project's own modules are found from there.
    environment
        Variables to set.

    Raises
    ------
    InputError
        If a module cannot be imported, or a function fails.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "qi_press.cells.fork_server", *preload],
        cwd=folder,
        start_new_session=True,  # Ctrl-C is for the press, which ends it by closing its input
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    import nbclient  # noqa: F401  # a second's work for another core while the fork server begins

    with process:
        line = process.stdout.readline() if process.stdout else ""
        said = json.loads(line) if line else {"error": "no answer"}
        if "error" in said:
            raise InputError(
                MANIFEST,
                f"press › preload, where something cannot be loaded: {said['error']}",
                "modules that the chapters import, or “module:function” to call",
                "mend the name or remove it",
            )
        yield ForkServer(process)


class ForkedProcess:
    """A process that is not our child, with what Jupyter asks of a `Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Return None while the process runs."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self) -> int:
        """Return at once: Jupyter waits by asking `poll` before."""
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal if the process still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End the process at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)


class ForkProvisioner(LocalProvisioner):  # type: ignore[misc]
    """Starts a kernel in a fork server instead of from nothing."""

    fork_server: ForkServer

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401  # Jupyter's
        """Fork a kernel with the arguments that `cmd` would give it."""
        request = {"arguments": cmd[3:], "cwd": kwargs["cwd"], "env": kwargs["env"]}
        self.process = ForkedProcess(await self.fork_server.fork_kernel(request))
        self.pid = self.process.pid
        return self.connection_info

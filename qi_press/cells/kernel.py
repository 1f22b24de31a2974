"""Jupyter kernels, through nbclient: one fresh kernel runs one chapter's cells."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import tempfile
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_press.cells.cell_errors import Code, explain_cell

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence

    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient

    from qi_press.cells.provisioner import ForkServer

Output = dict[str, Any]
"""An output of a cell as the notebook format has it."""
LONG_PATH = 70
SOCKETS = "press-"
"""How the name of a folder of sockets begins; the number of the process that made it follows."""
SET_UP = "get_ipython().run_line_magic('xmode', 'Plain')"


@dataclass(frozen=True, slots=True)
class Step:
    """Code that a kernel runs in one go."""

    source: str
    place: str
    """Where the author wrote it."""
    may_fail: bool = False
    """Whether the error is an output that the chapter shows."""


@dataclass(frozen=True, slots=True)
class Job:
    """The steps of one chapter and the surroundings they run in."""

    name: str
    folder: Path
    environment: Mapping[str, str]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Preload:
    """What the kernels of a book begin with."""

    folder: Path
    """The book's, in which its own modules are found."""
    names: tuple[str, ...] = ()
    """Each "module", or "module:function" to call the function as well."""


@dataclass(frozen=True, slots=True)
class Home:
    """A fork server and the surroundings that it started in."""

    fork_server: ForkServer
    environment: Mapping[str, str]


StepOutputs = tuple[tuple[Output, ...], ...]
"""The outputs of each step of a job."""


def run_jobs(
    jobs: Sequence[Job],
    workers: int,
    preload: Preload,
    done: Callable[[Job, StepOutputs], None],
) -> list[InputError]:
    """Run the jobs, each in a fresh kernel of its own, at most `workers` at a time.

    Where the system can fork, the kernels begin as copies of one process that has loaded
    `preload` already; a job with surroundings of its own starts from nothing.

    Parameters
    ----------
    jobs
        What to run.
    workers
        Kernels that run at once.
    preload
        What most chapters import.
    done
        Called with each job that succeeded, as soon as it has.

    Returns
    -------
    list of InputError
        One for each job that failed.
    """
    clear_sockets()
    if not hasattr(os, "fork") or sys.platform == "darwin":  # its libraries do not bear a fork
        return asyncio.run(_run_all(jobs, workers, None, done))
    from qi_press.cells.provisioner import open_fork_server

    with open_fork_server(preload.names, preload.folder, jobs[0].environment) as fork_server:
        home = Home(fork_server, jobs[0].environment)
        return asyncio.run(_run_all(jobs, workers, home, done))


async def _run_all(
    jobs: Sequence[Job],
    workers: int,
    home: Home | None,
    done: Callable[[Job, StepOutputs], None],
) -> list[InputError]:
    waiting = list(reversed(jobs))
    errors: list[InputError] = []

    async def work() -> None:
        while waiting:
            job = waiting.pop()
            try:
                done(job, await _run_job(job, home))
            except InputError as error:
                errors.append(error)

    await asyncio.gather(*(work() for _ in range(min(workers, len(jobs)))))
    return errors


async def _run_job(job: Job, home: Home | None) -> StepOutputs:
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    cells = [
        nbformat.v4.new_code_cell(source)
        for source in (SET_UP, *(step.source for step in job.steps))
    ]
    for cell, step in zip(cells[1:], job.steps, strict=True):
        cell.metadata["tags"] = ["raises-exception"] if step.may_fail else []
    notebook = nbformat.v4.new_notebook(cells=cells)
    async with _start_kernel(job, home) as manager:
        client = NotebookClient(notebook, km=manager, timeout=None)
        begun: list[int] = []
        try:
            await _run_cells(client, begun)
        except CellExecutionError:
            raise _explain_failure(job, notebook.cells[1:]) from None
        except DeadKernelError:
            raise _explain_death(_find_running(job, begun)) from None
        except nbformat.ValidationError as error:
            raise _explain_form(_find_running(job, begun), error) from None
    return tuple(tuple(dict(output) for output in cell.outputs) for cell in notebook.cells[1:])


@asynccontextmanager
async def _start_kernel(job: Job, home: Home | None) -> AsyncIterator[AsyncKernelManager]:
    from jupyter_client.manager import AsyncKernelManager

    sockets = _make_socket_folder()
    manager = AsyncKernelManager(
        kernel_name="python3", connection_file=str(sockets / "kernel.json")
    )
    if os.name == "posix":
        manager.transport, manager.ip = "ipc", str(sockets / "kernel")
    if home and home.environment == job.environment:
        from qi_press.cells.provisioner import ForkProvisioner

        provisioner = ForkProvisioner(parent=manager, kernel_spec=manager.kernel_spec)
        provisioner.fork_server = home.fork_server
        manager.provisioner = provisioner
    try:
        await manager.start_kernel(
            cwd=str(job.folder),
            env={**os.environ, **job.environment},
            extra_arguments=[
                "--HistoryManager.enabled=False",
                "--InlineBackend.figure_formats=svg",
                "--InlineBackend.figure_formats=png",
            ],
        )
        yield manager
    finally:
        if manager.has_kernel:
            await manager.shutdown_kernel(now=True)
        manager.cleanup_connection_file()
        shutil.rmtree(sockets, ignore_errors=True)


def _make_socket_folder() -> Path:
    """Return a new folder for a kernel's sockets, whose names a system limits to 100 letters."""
    usual = tempfile.gettempdir()
    folder = "/tmp" if len(usual) > LONG_PATH else usual  # noqa: S108
    return Path(tempfile.mkdtemp(prefix=f"{SOCKETS}{os.getpid()}-", dir=folder))


def clear_sockets() -> None:
    """Remove the folders of sockets that renders left that were killed."""
    for usual in {tempfile.gettempdir(), "/tmp"}:  # noqa: S108
        for folder in Path(usual).glob(f"{SOCKETS}*-*"):
            owner = folder.name.removeprefix(SOCKETS).partition("-")[0]
            if os.name == "posix" and owner.isdecimal() and not _is_running(int(owner)):
                shutil.rmtree(folder, ignore_errors=True)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


async def _run_cells(client: NotebookClient, begun: list[int]) -> None:
    """Run the cells in order, and note the number of each as it begins."""
    client.reset_execution_trackers()
    await client.async_start_new_kernel_client()
    try:
        for index, cell in enumerate(client.nb.cells):
            begun.append(index)
            await client.async_execute_cell(cell, index, execution_count=index)
    finally:
        client.kc.stop_channels()


def _explain_failure(job: Job, cells: Sequence[Any]) -> InputError:
    """Say which cell failed, and why."""
    for step, cell in zip(job.steps, cells, strict=True):
        for output in cell.outputs:
            if output["output_type"] == "error" and not step.may_fail:
                printed = "".join(
                    item["text"] for item in cell.outputs if item["output_type"] == "stream"
                )
                return explain_cell(Code(step.place, step.source, printed), output)
    raise AssertionError(job.name)


def _explain_death(place: str) -> InputError:
    return InputError(
        place,
        "a cell that ends the Python process",
        "a cell that runs",
        "look for a crash, exit() or a lack of memory in this cell",
    )


def _explain_form(place: str, error: Exception) -> InputError:
    first = str(error).strip().partition("\n")[0]
    return InputError(
        place,
        f"a cell with an output of no known form: {first}",
        "text for each form that an object offers, such as _repr_html_",
        "mend the object that the cell shows",
    )


def _find_running(job: Job, begun: Sequence[int]) -> str:
    """Return the place of the cell that was running; before the first stands the press's own."""
    return job.steps[max(begun[-1] - 1 if begun else 0, 0)].place

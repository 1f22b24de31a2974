"""The scripts of `project: pre-render`, run before a book is read, as Quarto runs them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.model import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_press.config.model import BookConfig

RENDER_ALL = "QUARTO_PROJECT_RENDER_ALL"
FOREIGN = frozenset([".ts", ".js", ".r", ".lua"])
"""Scripts in languages that Quarto brings along, or finds, and the press does not."""


def run_scripts(
    project: BookConfig, report: Callable[[str], None], *, whole: bool
) -> tuple[str, ...] | None:
    """Run the scripts that a book names, in order; return what they said, None without any.

    Parameters
    ----------
    project
        The book. A Python script runs in the Python that runs the press, another command is looked
        for beside that Python first, then on the PATH.
    report
        Told each line of theirs as it comes.
    whole
        Whether all chapters are rendered for their readers; false while an author looks on, whom
        long work would keep waiting. Scripts are told by `QUARTO_PROJECT_RENDER_ALL`.

    Raises
    ------
    InputError
        If a script can't be run or fails: what it makes would be missing, or of an earlier state.
    """
    if not project.pre_render:
        return None
    environment = _make_environment(project, whole=whole)
    said: list[str] = []
    for command in project.pre_render:
        said += _run_script(command, project.folder, environment, report)
    return tuple(said)


def _make_environment(project: BookConfig, *, whole: bool) -> Mapping[str, str]:
    """Return the variables that Quarto gives to such scripts."""
    tools = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    variables = {
        "PATH": tools,
        "QUARTO_PROJECT_OUTPUT_DIR": str(project.output),
        "QUARTO_PROJECT_INPUT_FILES": "\n".join(entry.file for entry in project.entries),
        "QUARTO_PROJECT_SCRIPT_PROGRESS": "0",
        "QUARTO_PROJECT_SCRIPT_QUIET": "0",
        "QUARTO_PROFILE": ",".join(project.profiles),
        "PYTHONIOENCODING": "utf-8",
    }
    inherited = {name: text for name, text in os.environ.items() if name != RENDER_ALL}
    return {**inherited, **variables, **({RENDER_ALL: "1"} if whole else {})}


def _run_script(
    command: str, folder: Path, environment: Mapping[str, str], report: Callable[[str], None]
) -> list[str]:
    words = _split_command(command)
    said: list[str] = []
    try:
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise _refuse(command, error.strerror or str(error), "a script that is there") from None
    with process:
        try:
            for line in process.stdout or ():
                said.append(line.rstrip())
                report(said[-1])
        except BaseException:
            process.kill()
            raise
    if process.returncode != 0:
        found = f"an end with exit code {process.returncode}"
        raise _refuse(command, found, "a script that succeeds", "\n".join(said))
    return said


def _split_command(command: str) -> Sequence[str]:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise _refuse(command, str(error), "a command in the form of a shell") from None
    ending = Path(words[0]).suffix.lower() if words else ""
    if ending in FOREIGN or not words:
        raise _refuse(command, "a script that only Quarto can run", "a Python script or a command")
    return [sys.executable, *words] if ending == ".py" else words


def _refuse(command: str, found: str, expected: str, said: str = "") -> InputError:
    return InputError(
        MANIFEST,
        f"project › pre-render › “{command}”: {found}",
        expected,
        "mend what it names below" if said else "mend the command, or render with Quarto",
        said,
    )

"""What must hold before a release: commands of the project's own, named in its settings.

press:
release:
checks:
- make lint
- pytest tests/chapters
- qi-stats release {version} --check
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import sysconfig
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.model import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_press.config.model import BookConfig

SETTING = ("press", "release", "checks")
LINES = 30
"""Of what a failing check prints, the last lines that are shown."""


def read_checks(project: BookConfig) -> tuple[str, ...]:
    """Return the commands that the settings name.

    Raises
    ------
    InputError
        If they are no list of commands.
    """
    found = (project.release or {}).get("checks")
    if found is None:
        return ()
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise InputError(
            MANIFEST,
            f"{' › '.join(SETTING)} that is no list of commands",
            "a list of texts, such as “make lint”",
            "write one command a line, each behind a dash",
        )
    return tuple(found)


def run_checks(project: BookConfig, version: str, report: Callable[[str], None]) -> None:
    """Run every check in the project's folder.

    Parameters
    ----------
    project
        The book.
    version
        Stands for “{version}” in the commands.
    report
        Told which check is under way.

    Raises
    ------
    InputError
        If one fails, with the end of what it printed.
    """
    for command in read_checks(project):
        words = [word.replace("{version}", version) for word in shlex.split(command)]
        report(f"check: {shlex.join(words)}")
        _run_check(project, words)


def _run_check(project: BookConfig, words: list[str]) -> None:
    shown = shlex.join(words)
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "QUARTO_PYTHON": sys.executable}
    try:
        done = subprocess.run(
            words,
            cwd=project.folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise InputError(
            MANIFEST,
            f"the check “{shown}”, which can't be run: {error.strerror}",
            "a command of this machine",
            f"mend it under {' › '.join(SETTING)}",
        ) from None
    if done.returncode != 0:
        raise InputError(
            f"check “{shown}”",
            f"exit code {done.returncode}",
            "exit code 0",
            "mend what it names, commit, and release again; nothing was published",
            "\n".join(done.stdout.strip().splitlines()[-LINES:]),
        )

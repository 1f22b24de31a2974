"""The Quarto command line, used instead of the press where an author has it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RendererName = Literal["auto", "quarto", "press"]

MINIMUM = (1, 9)
"""The first release that makes books with typst."""


@dataclass(frozen=True, slots=True)
class Renderer:
    """What renders the book, and one line that says why."""

    name: Literal["quarto", "press"]
    reason: str


def choose_renderer(wanted: RendererName) -> Renderer:
    """Return Quarto when `wanted` allows it and one that is new enough is on the PATH.

    Raises
    ------
    InputError
        If Quarto is wanted by name and there is none, or none new enough.
    """
    if wanted == "press":
        return Renderer("press", "the press, as asked")
    version = find_version()
    needed = ".".join(map(str, MINIMUM))
    if version is not None and version >= MINIMUM:
        return Renderer("quarto", f"Quarto {'.'.join(map(str, version))}, found on the PATH")
    found = f"Quarto {'.'.join(map(str, version))}" if version else "no quarto on the PATH"
    if wanted == "quarto":
        raise InputError(
            "--renderer quarto",
            found,
            f"Quarto {needed} or newer",
            "install it from quarto.org, or render with the press: --renderer press",
        )
    return Renderer("press", f"the press, since there is {found} ({needed} or newer is needed)")


def find_version() -> tuple[int, ...] | None:
    """Return the version of the `quarto` on the PATH, or None when there is none that answers."""
    program = shutil.which("quarto")
    if program is None:
        return None
    done = subprocess.run(
        [program, "--version"], capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    match = re.match(r"(\d+(?:\.\d+)*)", done.stdout.strip())
    return tuple(map(int, match[1].split("."))) if done.returncode == 0 and match else None


def render_with_quarto(folder: Path, metadata: Mapping[str, str] | None = None) -> None:
    """Render the book in `folder` with Quarto, its own progress shown as it comes.

    The cells run in the Python that runs this program, whatever kernel the machine prefers.

    Parameters
    ----------
    folder
        Folder of the book.
    metadata
        Settings that take the place of the book's own for this render, by name.

    Raises
    ------
    InputError
        If Quarto stops with an error; it has printed which.
    """
    program = shutil.which("quarto") or "quarto"
    environment = os.environ | {"QUARTO_PYTHON": sys.executable}
    given = [word for pair in (metadata or {}).items() for word in ("--metadata", ":".join(pair))]
    done = subprocess.run([program, "render", str(folder), *given], env=environment, check=False)
    if done.returncode != 0:
        raise InputError(
            str(folder.name),
            f"quarto render ended with exit code {done.returncode}",
            "a rendered book",
            "mend what Quarto names above",
        )

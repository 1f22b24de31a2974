"""The pandoc binary that `pypandoc_binary` ships."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qi_press.errors import PressError
from qi_press.tree import make_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.tree import Meta, Node

READER = "markdown+table_attributes"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one run of pandoc gave."""

    output: bytes
    warnings: tuple[str, ...]


@cache
def find_pandoc() -> str:
    """Return the path of the pandoc that the package ships, whatever the machine has besides."""
    import pypandoc

    shipped = Path(pypandoc.__file__).parent / "files"
    return shutil.which("pandoc", path=str(shipped)) or str(pypandoc.get_pandoc_path())


def run_pandoc(
    arguments: Sequence[str], source: bytes, where: str, folder: Path | None = None, epoch: int = 0
) -> Conversion:
    """Run pandoc on `source`.

    Parameters
    ----------
    arguments
        Options, one item each.
    source
        Document on standard input.
    where
        File that a failure is about.
    folder
        Working folder, which images are looked up in.
    epoch
        Date of the document in seconds since 1970, for formats that carry one.

    Raises
    ------
    PressError
        If pandoc fails; the message carries what it said.
    """
    result = subprocess.run(
        [find_pandoc(), *arguments],
        input=source,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        check=False,
    )
    said = result.stderr.decode("utf-8", "replace").strip()
    if result.returncode != 0:
        raise PressError(
            where, "a document that pandoc refuses", "a document", "mend what pandoc names", said
        )
    return Conversion(result.stdout, tuple(_split_warnings(said)))


def _split_warnings(text: str) -> list[str]:
    warnings: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") or not warnings:
            warnings.append(line)
        else:
            warnings[-1] += " " + line.strip()
    return warnings


def read_markdown(text: str, where: str) -> tuple[list[Node], tuple[str, ...]]:
    """Return the blocks of a Markdown text, and pandoc's warnings about it."""
    result = run_pandoc(["--from", READER, "--to", "json"], text.encode(), where)
    return json.loads(result.output)["blocks"], result.warnings


def read_html(text: str, where: str) -> list[Node]:
    """Return the blocks of an HTML text."""
    arguments = ["--from", "html+native_divs-native_spans", "--to", "json"]
    blocks: list[Node] = json.loads(run_pandoc(arguments, text.encode(), where).output)["blocks"]
    return blocks


@dataclass(frozen=True, slots=True)
class Target:
    """What a document is written as."""

    arguments: tuple[str, ...]
    """Pandoc's options, one item each."""
    folder: Path | None = None
    """Folder that images are looked up in."""
    meta: Meta = field(default_factory=dict)
    epoch: int = 0
    """Date of the document in seconds since 1970."""


def write_document(blocks: Sequence[Node], target: Target, where: str) -> Conversion:
    """Write blocks as `target` says; `where` is the file that a failure is about."""
    source = json.dumps(make_document(blocks, target.meta)).encode()
    arguments = ["--from", "json", *target.arguments]
    return run_pandoc(arguments, source, where, target.folder, target.epoch)

"""What the cells of a book may read besides the chapters, and its digest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.cache import PUBLICATION, digest_file, digest_texts
from qi_press.config.model import MANIFEST
from qi_press.sources import walk_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_press.config.model import BookConfig

VERSION = "1"
SETTINGS = frozenset(["_metadata.yml", "_variables.yml", "_freeze", PUBLICATION])
"""What settings and renderers of a book are called, apart from `_quarto*.yml`."""


def digest_inputs(project: BookConfig) -> str:
    """Return the digest of everything, chapters apart, that a cell may read.

    These are the files and folders under `press: inputs:` in `_quarto.yml`; without that setting,
    every file of the project that is not hidden, not a chapter and not part of the output. Of the
    book's settings, only those of its filters, `extensions:`, count.

    Raises
    ------
    InputError
        If a declared input does not exist.
    """
    texts = [VERSION, *list_packages(), repr(project.extensions)]
    for path in sorted(list_inputs(project)):
        texts += [
            path.relative_to(project.folder).as_posix(),
            digest_file(path),
        ]
    return digest_texts(texts)


def list_packages() -> list[str]:
    """Return Python's version and the names, with versions, of all packages it can import."""
    found = {item.name for entry in sys.path for item in Path(entry).glob("*.dist-info")}
    return [sys.version, *sorted(found)]


def list_inputs(project: BookConfig) -> Iterator[Path]:
    """Yield the files that cells may read, as `digest_inputs` says."""
    if project.inputs is None:
        yield from (path for path in _walk(project, project.folder) if path.suffix != ".qmd")
        return
    for name in project.inputs:
        path = (project.folder / name).resolve()
        if not path.exists() or not path.is_relative_to(project.folder):
            raise InputError(
                MANIFEST,
                f"press › inputs › “{name}”, and no such file or folder in the project",
                "files and folders that the cells read",
                "mend the name or remove it",
            )
        yield from [path] if path.is_file() else _walk(project, path)


def _walk(project: BookConfig, folder: Path) -> Iterator[Path]:
    """Yield the files of a folder, but for those that no cell reads or that renders write."""
    outputs = (project.output, project.own_output)

    def is_left_out(path: Path) -> bool:
        name = path.name
        if path.parent == project.folder and name.startswith("_quarto") and path.suffix == ".yml":
            return True
        if name.startswith(".") or name in SETTINGS or path in outputs:
            return True
        if path.is_dir():
            return name == "__pycache__" or name.endswith((".egg-info", "_files"))
        return path.suffix == ".pyc"

    yield from walk_files(folder, is_left_out)

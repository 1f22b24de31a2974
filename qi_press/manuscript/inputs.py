"""What the cells of a book may read besides the chapters, and its digest."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qi_press.errors import PressError
from qi_press.shelf import digest_file, digest_texts
from qi_press.sources import walk_files
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_press.manuscript.project import Project

VERSION = "1"
IGNORED_SUFFIXES = frozenset([".qmd", ".md", ".bib", ".csl", ".pyc", ".lock", ".toml"])


def digest_inputs(project: Project) -> str:
    """Return the digest of everything, chapters apart, that a cell may read.

    These are the files and folders under `press: inputs:` in `_quarto.yml`; without that setting,
    every file of the project that is not hidden, not a chapter and not part of the output. Of the
    book's settings, only those of its filters, `extensions:`, count.

    Raises
    ------
    PressError
        If a declared input does not exist.
    """
    texts = [VERSION, *list_packages(), repr(project.metadata.get("extensions"))]
    for path in sorted(_list_inputs(project)):
        texts += [
            path.relative_to(project.folder).as_posix(),
            digest_file(path),
        ]
    return digest_texts(texts)


def list_packages() -> list[str]:
    """Return Python's version and the names, with versions, of all packages it can import."""
    found = {item.name for entry in sys.path for item in Path(entry).glob("*.dist-info")}
    return [sys.version, *sorted(found)]


def _list_inputs(project: Project) -> Iterator[Path]:
    declared = find_value(project.metadata, ("press", "inputs"))
    if declared is None:
        yield from (path for path in _walk(project.folder, project.output) if _may_be_read(path))
        return
    for name in declared if isinstance(declared, list) else [declared]:
        path = (project.folder / str(name)).resolve()
        if not path.exists() or not path.is_relative_to(project.folder):
            raise PressError(
                "_quarto.yml",
                f"press › inputs › “{name}”, and no such file or folder in the project",
                "files and folders that the cells read",
                "mend the name or remove it",
            )
        yield from [path] if path.is_file() else _walk(path, project.output)


def _walk(folder: Path, output: Path) -> Iterator[Path]:
    def is_left_out(path: Path) -> bool:
        name = path.name
        if name.startswith((".", "_")) and name not in ("__init__.py", "__main__.py"):
            return True
        if name.endswith((".egg-info", "_files")):
            return path.is_dir()
        return path == output or path.suffix == ".pyc"

    yield from walk_files(folder, is_left_out)


def _may_be_read(path: Path) -> bool:
    return path.suffix not in IGNORED_SUFFIXES or path.name == "requirements.lock"

"""What cells gave last time, kept under `.press/` by the digest of all they depend on."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qi_press.errors import PressError
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_press.kernel import StepOutputs
    from qi_press.project import Project

WORKSHOP = ".press"
VERSION = "1"
KEPT = 400
IGNORED_SUFFIXES = frozenset([".qmd", ".md", ".bib", ".csl", ".pyc", ".lock", ".toml"])


def digest_texts(texts: Iterable[str]) -> str:
    """Return the SHA-256 of texts; where one ends and the next begins matters."""
    digest = hashlib.sha256()
    for text in texts:
        content = text.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def digest_inputs(project: Project) -> str:
    """Return the digest of everything, chapters apart, that a cell may read.

    These are the files and folders under `press: inputs:` in `_quarto.yml`; without that setting,
    every file of the project that is not hidden, not a chapter and not part of the output.

    Raises
    ------
    PressError
        If a declared input does not exist.
    """
    texts = [VERSION, *list_packages()]
    for path in sorted(_list_inputs(project)):
        texts += [
            path.relative_to(project.folder).as_posix(),
            hashlib.sha256(path.read_bytes()).hexdigest(),
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
    for path in sorted(folder.iterdir()):
        name = path.name
        if name.startswith((".", "_")) and name not in ("__init__.py", "__main__.py"):
            continue
        if path.is_dir() and path != output and not name.endswith((".egg-info", "_files")):
            yield from _walk(path, output)
        elif path.is_file() and path.suffix != ".pyc":
            yield path


def _may_be_read(path: Path) -> bool:
    return path.suffix not in IGNORED_SUFFIXES or path.name == "requirements.lock"


class OutputCache:
    """Outputs of chapters' cells, one file a digest."""

    def __init__(self, project: Project) -> None:
        self.folder = project.folder / WORKSHOP / "cells"

    def find(self, digest: str) -> StepOutputs | None:
        """Return what was kept under a digest; None when nothing usable was."""
        path = self.folder / f"{digest}.json"
        try:
            outputs = json.loads(path.read_text(encoding="utf-8"))
            os.utime(path)
        except (OSError, ValueError):
            return None
        return tuple(tuple(step) for step in outputs)

    def keep(self, digest: str, outputs: StepOutputs) -> None:
        """Keep outputs under a digest, and drop the ones used longest ago."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / f"{digest}.json", json.dumps(outputs).encode())
        kept = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[:-KEPT]:
            path.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under another name beside it, then give it its name."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    Path(file.name).replace(path)

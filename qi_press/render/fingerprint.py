"""Tells whether anything has changed since the last render."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from qi_press.cache import BUILD_FOLDER, PUBLICATION, Cache, digest_file, digest_texts
from qi_press.diagnostics import Diagnostic
from qi_press.manuscript.inputs import list_packages
from qi_press.sources import walk_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_press.config.model import BookConfig

UNREAD = ("__pycache__", PUBLICATION)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """The state of a book's sources, and what the render of that state had to say."""

    digest: str
    diagnostics: tuple[Diagnostic, ...] | None
    """What the render reported; None when the output is not of this state."""


def find_fingerprint(project: BookConfig) -> Fingerprint:
    """Return the state of the sources now, with the last render's diagnostics if it shows them."""
    digest = _digest_sources(project)
    kept = json.loads(_open_cache(project).find(_name_output(project)) or b"{}")
    if not kept or kept["sources"] != digest or kept["output"] != _digest_output(project.output):
        return Fingerprint(digest, None)
    return Fingerprint(digest, tuple(Diagnostic(**notice) for notice in kept["diagnostics"]))


def keep_fingerprint(project: BookConfig, fingerprint: Fingerprint) -> None:
    """Remember which state of the sources the output shows."""
    content = {
        "sources": fingerprint.digest,
        "output": _digest_output(project.output),
        "diagnostics": [asdict(notice) for notice in fingerprint.diagnostics or ()],
    }
    _open_cache(project).keep(_name_output(project), json.dumps(content).encode())


def _open_cache(project: BookConfig) -> Cache:
    return Cache(project.folder / BUILD_FOLDER / "stamps")


def _name_output(project: BookConfig) -> str:
    """Return the name of this output's fingerprint: the same book may be rendered to several."""
    return digest_texts([str(project.output)])


def _digest_sources(project: BookConfig) -> str:
    press = Path(str(files("qi_press")))
    texts = [*list_packages(), str(project.output), *project.profiles]
    texts += [form.name for form in project.formats]
    texts += [project.version, project.commit, project.permalink]
    texts.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    texts += _describe_files(project.folder, (project.output, project.own_output))
    texts += _describe_files(press)
    # These may lie outside the project.
    named = [project.folder / name for name in (*project.bibliography, *project.csl)]
    texts += [digest_file(path) for path in named if path.is_file()]
    return digest_texts(texts)


def _digest_output(folder: Path) -> str:
    return digest_texts(_describe_files(folder)) if folder.is_dir() else ""


def _describe_files(folder: Path, outputs: Collection[Path] = ()) -> Iterator[str]:
    """Yield the place and digest of every file that is neither hidden nor part of the output."""

    def is_left_out(path: Path) -> bool:
        return path.name.startswith(".") or path.name in UNREAD or path in outputs

    for path in walk_files(folder, is_left_out):
        yield path.relative_to(folder).as_posix()
        yield digest_file(path)

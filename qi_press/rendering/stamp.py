"""Tells whether anything has changed since the last render."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from qi_press.manuscript.inputs import list_packages
from qi_press.manuscript.materials import list_names
from qi_press.notices import Notice
from qi_press.shelf import PUBLICATION, WORKSHOP, digest_file, digest_texts, write_atomically
from qi_press.sources import walk_files

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_press.manuscript.project import Project


UNREAD = ("__pycache__", PUBLICATION)


@dataclass(frozen=True, slots=True)
class Stamp:
    """The state of a book's sources, and what the render of that state had to say."""

    digest: str
    notices: tuple[Notice, ...] | None
    """Notices of the render that the output shows; None when the output is not of this state."""


def find_stamp(project: Project) -> Stamp:
    """Return the state of the sources now, with the last render's notices if it shows them."""
    digest = _digest_sources(project)
    path = _find_file(project)
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        if kept["sources"] == digest and kept["output"] == _digest_output(project.output):
            return Stamp(digest, tuple(Notice(**notice) for notice in kept["notices"]))
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return Stamp(digest, None)


def keep_stamp(project: Project, stamp: Stamp) -> None:
    """Remember which state of the sources the output shows."""
    content = {
        "sources": stamp.digest,
        "output": _digest_output(project.output),
        "notices": [asdict(notice) for notice in stamp.notices or ()],
    }
    write_atomically(_find_file(project), json.dumps(content).encode())


def _find_file(project: Project) -> Path:
    """Return the file for this output: the same book may be rendered to several."""
    return project.folder / WORKSHOP / f"stamp-{digest_texts([str(project.output)])[:8]}.json"


def _digest_sources(project: Project) -> str:
    press = Path(str(files("qi_press")))
    texts = [*list_packages(), str(project.output), *project.formats, *project.profiles]
    texts += [project.version, project.commit, project.permalink]
    texts.append(os.environ.get("SOURCE_DATE_EPOCH", ""))
    texts += _describe_files(project.folder, (project.output, project.own_output))
    texts += _describe_files(press)
    for key in ("bibliography", "csl"):  # they may lie outside the project
        named = [project.folder / name for name in list_names(project.metadata.get(key))]
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

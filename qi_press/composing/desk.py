"""What every writer of a book works with: the author's filters, and a list for what went amiss.

A filter finds its own settings where Quarto has them too: in the metadata `extensions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_press.manuscript.materials import list_names
from qi_press.shelf import digest_file, digest_texts
from qi_press.tree import make_meta

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.composing.pandoc import Conversion
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices
    from qi_press.tree import Meta

SETTINGS = "extensions"
LEVEL = re.compile(r"^\[(WARNING|INFO)\]\s*")


@dataclass(frozen=True, slots=True)
class Desk:
    """The author's own Lua filters in the order that they run in, and the notices of a render."""

    notices: Notices
    paths: tuple[Path, ...] = ()
    digest: str = ""
    """Digest of all that the filters may read."""
    meta: Meta = field(default_factory=dict)
    """Metadata of every document: the settings of the filters."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """Return pandoc's options for the filters."""
        return tuple(option for path in self.paths for option in ("--lua-filter", str(path)))

    def read_output(self, where: str, result: Conversion) -> bytes:
        """Return what pandoc wrote; note what it warned of."""
        for warning in result.warnings:
            self.notices.add(where, LEVEL.sub("", warning))
        return result.output


def open_desk(project: Project, notices: Notices, inputs: str) -> Desk:
    """Return the desk with the filters of the settings, which may read what cells may read.

    `inputs` is the digest of that.
    """
    names = list_names(project.metadata.get("filters"))
    paths = [(project.folder / name).resolve() for name in names]
    if not paths:
        return Desk(notices)
    texts = [inputs, *(digest_file(path) for path in paths)]
    settings = project.metadata.get(SETTINGS)
    meta: Meta = {SETTINGS: make_meta(settings)} if settings else {}
    return Desk(notices, tuple(paths), digest_texts(texts), meta)

"""The author's own Lua filters, which every writer of a format runs.

A filter finds its own settings where Quarto has them too: in the metadata `extensions`; and what
is declared of the book in `funding` and `interests`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_press.cache import digest_file, digest_texts
from qi_press.pandoc.elements import make_meta

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.diagnostics import Diagnostics
    from qi_press.pandoc.elements import Meta
    from qi_press.pandoc.program import Conversion

SETTINGS = "extensions"
LEVEL = re.compile(r"^\[(WARNING|INFO)\]\s*")


@dataclass(frozen=True, slots=True)
class Filters:
    """The author's own Lua filters, in the order that they run in, and the render's diagnostics."""

    diagnostics: Diagnostics
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
            self.diagnostics.warn(where, LEVEL.sub("", warning))
        return result.output


def open_filters(project: BookConfig, diagnostics: Diagnostics, inputs: str) -> Filters:
    """Return the filters of the settings.

    Parameters
    ----------
    project
        The book.
    diagnostics
        Told what pandoc warns of.
    inputs
        Digest of all that cells, and so filters, may read.
    """
    paths = [(project.folder / name).resolve() for name in project.filters]
    if not paths:
        return Filters(diagnostics)
    told = {"funding": project.funding, "interests": project.interests}
    texts = [inputs, repr(told), *(digest_file(path) for path in paths)]
    settings = {SETTINGS: project.extensions, **told}
    meta: Meta = {name: make_meta(value) for name, value in settings.items() if value}
    return Filters(diagnostics, tuple(paths), digest_texts(texts), meta)

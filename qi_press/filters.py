"""The author's own Lua filters, which pandoc runs on every page and on the printed book."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_press.cache import digest_inputs
from qi_press.errors import PressError
from qi_press.shelf import digest_file, digest_texts

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.project import Project

MANIFEST = "_quarto.yml"


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters in the order that they run in."""

    paths: tuple[Path, ...] = ()
    digest: str = ""
    """Digest of all that they may read."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """Return pandoc's options for them."""
        return tuple(option for path in self.paths for option in ("--lua-filter", str(path)))


def find_filters(project: Project) -> Filters:
    """Return the filters that `_quarto.yml` names.

    Raises
    ------
    PressError
        If one does not exist or is not written in Lua.
    """
    paths = []
    for name in project.metadata.get("filters") or ():
        path = (project.folder / str(name)).resolve()
        if not path.is_file() or path.suffix != ".lua" or not path.is_relative_to(project.folder):
            raise PressError(
                MANIFEST,
                f"filter “{name}”, and no such file in the project",
                "a .lua file",
                "mend the name",
            )
        paths.append(path)
    if not paths:
        return Filters()
    texts = [digest_inputs(project), *(digest_file(path) for path in paths)]
    return Filters(tuple(paths), digest_texts(texts))

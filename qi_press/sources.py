"""The files of a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def walk_files(folder: Path, is_left_out: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield every file below a folder, in order; a link to a folder that holds it is not followed.

    Parameters
    ----------
    folder
        Where to begin.
    is_left_out
        Tells of a file or a folder whether it is passed over.
    """
    yield from _walk(folder, is_left_out, (folder.resolve(),))


def _walk(
    folder: Path, is_left_out: Callable[[Path], bool], trail: tuple[Path, ...]
) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if is_left_out(path):
            continue
        if path.is_dir():
            real = path.resolve() if path.is_symlink() else path
            if not any(parent.is_relative_to(real) for parent in trail):
                yield from _walk(path, is_left_out, (*trail, real))
        elif path.is_file():
            yield path

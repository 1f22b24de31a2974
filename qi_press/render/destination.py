"""The folder that a render replaces: only one that the press made, and nothing of the author's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.cache import BUILD_FOLDER
from qi_press.config.model import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_press.config.model import BookConfig

MARK = ".qi-press"
WORDS = "Written by qi-press, which replaces this folder and all that is in it.\n"
GENERATORS = ('<meta name="generator" content="qi-press', '<meta name="generator" content="quarto')
"""How the front page of a rendered book says what wrote it."""
HEAD = 4096
SOURCES = frozenset([".qmd", ".Rmd", ".ipynb", ".yml"])


def check_destination(project: BookConfig) -> None:
    """Check that the output may take the place of what is there.

    Raises
    ------
    InputError
        If there is a file, a folder that holds something of the book or lies in its repository, or
        one that is not empty and was written by neither the press nor Quarto.
    """
    output = project.output
    if output.exists() and not output.is_dir():
        raise _refuse(project, "a file", "a folder that is new, empty, or written by the press")
    if output.is_mount():
        raise _refuse(project, "a disk of its own", "a folder that another can take the place of")
    for place, words in _list_kept(project):
        if place.is_relative_to(output):
            raise _refuse(project, f"a folder that holds {words}", "a folder for the output alone")
    if (output / ".git").exists():
        raise _refuse(project, "a folder with a repository", "a folder for the output alone")
    if output.is_relative_to(project.folder / ".git"):
        raise _refuse(project, "a folder of the repository's own", "a folder for the output alone")
    if output.is_dir() and any(output.iterdir()) and not is_rendered(output):
        raise _refuse(
            project,
            "a folder with files that the press did not write",
            "a folder that is new, empty, or written by the press",
        )


def is_rendered(folder: Path) -> bool:
    """Return whether the press or Quarto wrote a folder, so that nothing is lost with it."""
    if (folder / MARK).is_file():
        return True
    try:
        with (folder / "index.html").open(encoding="utf-8", errors="replace") as page:
            head = page.read(HEAD)
    except OSError:
        return False
    return any(sign in head for sign in GENERATORS) and not _holds_sources(folder)


def _holds_sources(folder: Path) -> bool:
    """Return whether an author works in a folder, whatever wrote its front page."""
    hidden = any(path.name.startswith(".") for path in folder.iterdir())
    return hidden or any(path.suffix in SOURCES for path in folder.rglob("*"))


def mark_folder(folder: Path) -> None:
    """Leave the sign that the press wrote a folder."""
    (folder / MARK).write_text(WORDS, encoding="utf-8")


def _list_kept(project: BookConfig) -> Iterator[tuple[Path, str]]:
    """Yield what no render may remove, and what to call it."""
    yield project.folder, "the book itself"
    yield project.folder / ".git", "the book's repository"
    yield project.folder / BUILD_FOLDER, f"“{BUILD_FOLDER}”, where the press keeps results"
    names = [entry.file for entry in project.entries]
    names += [*(project.inputs or ()), *project.bibliography, *project.csl, *project.filters]
    for name in names:
        yield (project.folder / name).resolve(), f"“{name}”"


def _refuse(project: BookConfig, found: str, expected: str) -> InputError:
    if project.output == project.own_output:
        where, do = MANIFEST, "mend “output-dir:”, or move the files"
    else:
        where, do = "--output", "name another folder"
    return InputError(where, f"{found}: {project.output}", expected, do)

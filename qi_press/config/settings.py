"""Checks the values of a book's settings before any cell runs: their kinds, the files they name."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors, suggest
from qi_press.config.value_types import (
    ADDRESS,
    DEPTH,
    FOLD,
    FORMAT,
    FORMATS,
    LIST,
    MAPPING,
    NAMES,
    SHARED,
    SIZE,
    TEXT,
    TEXT_OR_MAPPING,
    TRUTH,
    WHOLE,
    check_values,
    place,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_press.config.value_types import Settings
    from qi_press.yamltext import YamlText, YamlValue

WORDS = ("fig", "tbl", "lst", "eq", "sec", "ch", "apx")
BOOK: Settings = {
    **SHARED,
    **place(MAPPING, "project book press profile crossref"),
    **place(TEXT, "lang jupyter date-format abstract nocite"),
    **place(MAPPING, "extensions"),
    **place(MAPPING, "release", "press"),
    **place(TEXT_OR_MAPPING, "language"),
    **place(TEXT_OR_MAPPING, "code-tools", "format", "html"),
    **place(TEXT, "source", "format", "html", "code-tools"),
    **place(NAMES, "filters bibliography csl keywords"),
    **place(TRUTH, "toc number-sections link-citations notes-after-punctuation"),
    **place(DEPTH, "toc-depth"),
    **place(WHOLE, "number-depth"),
    **place(TEXT, "output-dir execute-dir", "project"),
    **place(TEXT, "title subtitle description abstract date date-format output-file", "book"),
    **place(TEXT, "repo-branch favicon", "book"),
    **place(ADDRESS, "site-url repo-url", "book"),
    **place(NAMES, "keywords downloads repo-actions", "book"),
    **place(LIST, "chapters appendices", "book"),
    **place(TRUTH, "page-navigation back-to-top-navigation", "book"),
    **place(NAMES, "inputs preload", "press"),
    **place(FORMATS, "format"),
    **place(FORMAT, "html typst docx", "format"),
    **place(TRUTH, "toc", "format", "html"),
    **place(TRUTH, "toc", "format", "typst"),
    **place(TRUTH, "toc", "format", "docx"),
    **place(DEPTH, "toc-depth", "format", "html"),
    **place(DEPTH, "toc-depth", "format", "typst"),
    **place(DEPTH, "toc-depth", "format", "docx"),
    **place(SIZE, "fig-width fig-height fig-dpi", "format", "html"),
    **place(FOLD, "code-fold", "format", "html"),
    **place(TEXT, "code-summary", "format", "html"),
    **place(TEXT, "papersize", "format", "typst"),
    **place(TEXT, "reference-doc", "format", "docx"),
    **place(TEXT, " ".join(f"{word}-title {word}-prefix" for word in WORDS), "crossref"),
    **place(TEXT, "fig-labels tbl-labels lst-labels eq-labels subref-labels labels", "crossref"),
    **place(TEXT, "title-delim appendix-title appendix-delim", "crossref"),
    **place(TRUTH, "ref-hyperlink chapters", "crossref"),
}
"""Settings of a book; those of its authors are read where they are checked."""
FILES = {"bibliography": ".bib", "csl": ".csl", "filters": ".lua"}
"""Setting that names files → how their names usually end."""
OWN = frozenset({"filters"})
"""Settings whose files have to lie inside the project and to end so."""


def list_names(value: YamlValue) -> list[str]:
    """Return the names that a setting gives: one, a list of them, or none."""
    if isinstance(value, list):
        return [str(name) for name in value]
    return [str(value)] if value else []


def check_materials(settings: YamlText, folder: Path) -> None:
    """Check the settings that take text, names or a list, and that the files they name are there.

    Raises
    ------
    InputError
        If a value is of another kind, or a file is missing, outside the project, or of a kind that
        the press can't use; all misfits at once.
    """
    raise_errors(list(check_values(settings, BOOK)))
    raise_errors(list(_check_files(settings, folder)))


def _check_files(settings: YamlText, folder: Path) -> Iterator[InputError]:
    for key, ending in FILES.items():
        for index, name in enumerate(list_names(settings.data.get(key))):
            if _can_be_used(key, folder / name, folder):
                continue
            here = [
                one.relative_to(folder).as_posix()
                for pattern in ("*", "*/*")
                for one in folder.glob(pattern + ending)
                if _can_be_used(key, one, folder)
            ]
            yield InputError(
                settings.place(key, index),
                f"{key} “{name}”, and no such file" + (" in the project" if key in OWN else ""),
                f"a {ending} file",
                suggest(
                    name,
                    here,
                    "add the file, or mend the name",
                    lambda file: PurePosixPath(file).stem,
                ),
            )


def _can_be_used(key: str, file: Path, folder: Path) -> bool:
    if key not in OWN:
        return file.is_file()
    found = file.resolve()
    return found.is_file() and found.suffix == FILES[key] and found.is_relative_to(folder)

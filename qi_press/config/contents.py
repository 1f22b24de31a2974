"""Reads the order of chapters, parts and appendices from a book's settings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors, suggest
from qi_press.config.addresses import check_pages
from qi_press.config.model import Entry
from qi_press.yamltext import find_value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_press.config.model import BookConfig, PageKind
    from qi_press.yamltext import KeyPath, YamlText, YamlValue

FRONT = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#[ \t]+(?P<title>.+?)[ \t]*(?:\{[^{}\n]*\})?[ \t]*$", re.MULTILINE)
PLAIN = re.compile(r"[\w./-]+")
"""Name of a file that is also the address of its page: no sign in it means anything there."""


def read_entries(settings: YamlText, folder: Path, appendices: str) -> tuple[Entry, ...]:
    """Return the book's chapters in reading order.

    Parameters
    ----------
    settings
        What the author wrote.
    folder
        The project's folder.
    appendices
        Title of the part that the appendices are.

    Raises
    ------
    InputError
        If there are none, one does not exist, is listed twice or has a name that is no address, or
        the first is not index.qmd.
    """
    book = settings.data["book"]
    if not book.get("chapters"):
        raise InputError(
            settings.place("book"), "no chapters", "a list “chapters:”", "list the chapters' files"
        )
    _refuse_texts(settings)
    entries = list(_walk_entries(settings, ("book", "chapters"), "chapter", None))
    entries += _walk_entries(settings, ("book", "appendices"), "appendix", appendices)
    raise_errors([error for entry in entries for error in _check_entry(entry, entries, folder)])
    raise_errors(list(check_pages(entries)))
    entries = [_name_part(entry, folder) for entry in entries]
    if entries[0].file != "index.qmd":
        raise InputError(
            entries[0].place,
            f"“{entries[0].file}” as the first chapter",
            "index.qmd, the front page",
            "put index.qmd first",
        )
    return tuple(entries)


def list_unlisted(project: BookConfig) -> list[str]:
    """Return the files that look like chapters and lie beside them, but are in no list."""
    listed = {entry.file for entry in project.entries}
    folders = {(project.folder / file).parent for file in listed}
    names = (
        path.relative_to(project.folder).as_posix()
        for folder in sorted(folders)
        for path in sorted(folder.glob("*.qmd"))
        if not path.name.startswith(("_", ".")) and path.is_file()
    )
    return [name for name in names if name not in listed]


def _refuse_texts(settings: YamlText) -> None:
    """Raise for a part whose chapters are no list."""
    errors = []
    for name in ("chapters", "appendices"):
        for index, item in enumerate(settings.data["book"].get(name) or ()):
            path: KeyPath = ("book", name, index, "chapters")
            value = item.get("chapters") if isinstance(item, dict) else None
            if value is not None and not isinstance(value, list):
                errors.append(
                    InputError(
                        settings.place(*path),
                        f"“chapters: {value}”",
                        "a list of the part's chapters",
                        f"write [{value}]" if isinstance(value, str) else "write a list",
                    )
                )
    raise_errors(errors)


def _name_part(entry: Entry, folder: Path) -> Entry:
    """Return an entry whose part has the title of the file that begins the part."""
    if entry.part is None or not entry.part.endswith(".qmd"):
        return entry
    return replace(entry, part=_read_title(folder, entry.part) or entry.part)


def _read_title(folder: Path, file: str) -> str:
    """Return a chapter's title as its front matter or its first heading gives it, or ""."""
    text = (folder / file).read_text(encoding="utf-8-sig", errors="replace")
    front = FRONT.match(text)
    if front:
        title = read_yaml(front["yaml"], file, first_line=2).data.get("title")
        if title:
            return " ".join(str(title).split())
    heading = HEADING.search(text, front.end() if front else 0)
    return heading["title"] if heading else ""


def _walk_entries(
    settings: YamlText, path: KeyPath, kind: PageKind, part: str | None
) -> Iterator[Entry]:
    for index, item in enumerate(find_value(settings.data, path) or ()):
        here = (*path, index)
        place = settings.place(*here)
        if isinstance(item, dict) and "part" in item:
            title = str(item["part"])
            if title.endswith(".qmd"):
                yield Entry(title, "part", title, place)
            for key, chapter in enumerate(item.get("chapters") or ()):
                inner = settings.place(*here, "chapters", key)
                yield Entry(_file_of(chapter), kind, title, inner)
        else:
            file = _file_of(item)
            front = file == "index.qmd" and kind == "chapter" and index == 0
            yield Entry(file, "front" if front else kind, part, place)


def _file_of(item: YamlValue) -> str:
    return str(item.get("file") or item.get("href") or "") if isinstance(item, dict) else str(item)


def _check_entry(entry: Entry, entries: Sequence[Entry], folder: Path) -> Iterator[InputError]:
    where = entry.place
    path = PurePosixPath(entry.file)
    if path.suffix != ".qmd":
        yield InputError(
            where, f"“{entry.file}”", "a .qmd file", "write the chapter as a .qmd file"
        )
    elif path.is_absolute() or ".." in path.parts:
        yield InputError(
            where, f"“{entry.file}”", "a file inside the project", "move the chapter there"
        )
    elif not PLAIN.fullmatch(unicodedata.normalize("NFC", entry.file)):  # macOS parts é in two
        yield InputError(
            where,
            f"“{entry.file}”",
            "letters, digits, - _ . and / alone, as in the address of the page",
            "rename the file, and correct this line",
        )
    elif not (folder / entry.file).is_file():
        here = [str(found.relative_to(folder).as_posix()) for found in folder.rglob("*.qmd")]
        otherwise = "write the chapter, or remove the line"
        yield InputError(
            where,
            f"“{entry.file}”, and no such file",
            "a chapter that exists",
            suggest(entry.file, here, otherwise, lambda file: PurePosixPath(file).stem),
        )
    elif [other.file for other in entries].count(entry.file) > 1:
        yield InputError(where, f"“{entry.file}” twice", "each chapter once", "remove one line")

"""Reads `_quarto.yml` into a `Project`."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from qi_files.errors import InputError
from qi_press.config.authors import read_authors
from qi_press.config.citation import read_version
from qi_press.config.contents import read_entries
from qi_press.config.dates import print_date, read_date
from qi_press.config.features import check_settings, check_titles
from qi_press.config.language import note_date, settle_language
from qi_press.config.model import MANIFEST, Download, Project
from qi_press.config.profiles import choose_profiles, merge_profiles
from qi_press.config.settings import check_materials, list_names
from qi_press.config.shortcodes import Shortcodes, read_variables
from qi_press.yamltext import find_value, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlText, YamlValue

FORMATS = ("html", "typst", "docx")
LONGEST_STEM = 100
"""Bytes of a file's name; no system takes more than 255 with what temporary names add."""
ENDINGS: Mapping[Literal["typst", "docx"], tuple[str, str]] = {
    "typst": ("PDF", "pdf"),
    "docx": ("Word", "docx"),
}


def load_project(
    folder: Path,
    diagnostics: Diagnostics,
    formats: Sequence[str] | None = None,
    output: Path | None = None,
    profiles: Sequence[str] | None = None,
) -> Project:
    """Read and check the book in `folder`.

    Parameters
    ----------
    folder
        Folder of `_quarto.yml`.
    diagnostics
        Collects the settings that the press does not support.
    formats
        Formats to render, of html, typst and docx; by default those that the book declares.
    output
        Folder for the site; by default the book's own `output-dir`.
    profiles
        Profiles to activate; by default those of `QUARTO_PROFILE`, or of the book.

    Raises
    ------
    InputError
        If the book's settings are missing, malformed, or name chapters that do not exist.
    """
    folder = folder.resolve()
    settings = _read_manifest(folder)
    active = choose_profiles(settings, profiles)
    settings = merge_profiles(settings, folder, active)
    _require_book(settings)
    settings = _expand_settings(settings, folder, diagnostics)
    check_settings(settings, diagnostics)
    check_titles(settings, diagnostics)
    check_materials(settings, folder)
    settings = settle_language(settings, folder, diagnostics)
    chosen = tuple(formats) if formats else _declared_formats(settings)
    own = _default_output(settings, folder)
    book = _describe_book(settings, folder, chosen, own)
    note_date(settings, book.date_text, diagnostics)
    return replace(book, output=(output or own).resolve(), profiles=active)


def _expand_settings(settings: YamlText, folder: Path, diagnostics: Diagnostics) -> YamlText:
    metadata = {**settings.data, **settings.data["book"]}
    return Shortcodes(metadata, read_variables(folder), diagnostics).expand_values(settings)


def _describe_book(
    settings: YamlText, folder: Path, formats: tuple[str, ...], output: Path
) -> Project:
    book = settings.data["book"]
    stem = _file_stem(book, folder)
    entries = read_entries(settings, folder)
    raw_date = read_date(settings, (folder / entry.file for entry in entries))
    style = str(book.get("date-format", settings.data.get("date-format", "long")))
    return Project(
        folder=folder,
        output=output,
        own_output=output,
        title=_read_text(settings, "book", "title") or folder.name,
        subtitle=_read_text(settings, "book", "subtitle"),
        authors=read_authors(settings),
        date=raw_date,
        date_text=print_date(raw_date, style),
        abstract=_read_text(settings, "book", "abstract") or _read_text(settings, "abstract"),
        description=" ".join(_read_text(settings, "book", "description").split()),
        keywords=tuple(list_names(book.get("keywords") or settings.data.get("keywords"))),
        lang=str(settings.data.get("lang", "en")),
        entries=entries,
        formats=formats,
        downloads=tuple(
            Download(name, ENDINGS[name][0], f"{stem}.{ENDINGS[name][1]}")
            for name in ENDINGS
            if name in formats
        ),
        file_stem=stem,
        site_url=_read_text(settings, "book", "site-url"),
        repo_url=_read_text(settings, "book", "repo-url"),
        repo_branch=_read_text(settings, "book", "repo-branch") or "main",
        repo_actions=tuple(list_names(book.get("repo-actions"))),
        favicon=_read_text(settings, "book", "favicon"),
        metadata=settings.data,
        version=read_version(folder),
    )


def _read_manifest(folder: Path) -> YamlText:
    path = folder / MANIFEST
    if not path.is_file():
        raise InputError(
            str(path), "no such file", "a Quarto book's settings", "run in the book's folder"
        )
    return read_yaml_file(path, MANIFEST)


def _require_book(settings: YamlText) -> None:
    kind = find_value(settings.data, ("project", "type"))
    if kind != "book":
        raise InputError(
            settings.place("project", "type"),
            f"project type “{kind}”",
            "type: book",
            "set “project: type: book”",
        )
    if not isinstance(settings.data.get("book"), dict):
        raise InputError(
            settings.place("book"), "no settings", "title and chapters", "add a “book:” section"
        )


def _read_text(settings: YamlText, *path: str) -> str:
    value = find_value(settings.data, path)
    return "" if value is None or value is False else str(value)


def _declared_formats(settings: YamlText) -> tuple[str, ...]:
    declared = settings.data.get("format", "html")
    names = list(declared) if isinstance(declared, (dict, list)) else [str(declared)]
    known = tuple(name for name in FORMATS if name in names)
    if not known:
        raise InputError(
            settings.place("format"),
            f"format {', '.join(map(str, names))}",
            ", ".join(FORMATS),
            "declare at least one of them",
        )
    return known


def _default_output(settings: YamlText, folder: Path) -> Path:
    name = find_value(settings.data, ("project", "output-dir")) or "_book"
    output = (folder / str(name)).resolve()
    if not output.is_relative_to(folder) or output == folder:
        raise InputError(
            settings.place("project", "output-dir"),
            f"“{name}”",
            "a folder inside the project",
            "use a name such as _site, or the option --output",
        )
    return output


def _file_stem(book: dict[str, YamlValue], folder: Path) -> str:
    name = str(book.get("output-file") or book.get("title") or folder.name)
    stem = re.sub(r'[\s<>()|:&;#%?*\'"/\\]+', "-", name).strip("-.")
    return stem.encode()[:LONGEST_STEM].decode(errors="ignore").rstrip("-.") or "book"

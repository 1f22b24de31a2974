"""Reads `_quarto.yml`, its profiles and front matter into typed configurations."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from qi_files.errors import InputError, raise_errors
from qi_press.config.authors import read_authors
from qi_press.config.cell_options import CellOptions, ExecuteOptions
from qi_press.config.contents import read_entries
from qi_press.config.dates import print_date, read_date, read_style
from qi_press.config.differences import check_brand
from qi_press.config.features import check_front_matter, check_settings, check_titles
from qi_press.config.language import read_words
from qi_press.config.model import MANIFEST, BookConfig, ChapterConfig, Metadata
from qi_press.config.named_files import check_files
from qi_press.config.options import check_options, read_options
from qi_press.config.profiles import choose_profiles, merge_profiles
from qi_press.config.sections import OPTIONS, SECTIONS
from qi_press.config.shortcodes import Shortcodes, read_variables
from qi_press.config.value_types import FORMAT
from qi_press.config.version import read_version
from qi_press.yamltext import find_value, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qi_press.config.model import Format, RenderOptions
    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlText, YamlValue

Made = TypeVar("Made")


def load_config(
    wanted: RenderOptions, known: Sequence[Format], diagnostics: Diagnostics
) -> BookConfig:
    """Read and check a book.

    Parameters
    ----------
    wanted
        The folder of `_quarto.yml`, and what is to be rendered where.
    known
        All formats that there are.
    diagnostics
        Collects the settings that the press does not support.

    Raises
    ------
    InputError
        If the book's settings are missing, malformed, or name chapters that do not exist.
    """
    folder = wanted.folder.resolve()
    settings = _read_manifest(folder)
    active = choose_profiles(settings, wanted.profiles)
    settings = merge_profiles(settings, folder, active)
    _require_book(settings)
    variables = read_variables(folder)
    found = Metadata((settings.data["book"], settings.data))
    settings = Shortcodes(found, variables, diagnostics).expand_values(settings)
    classes = (*OPTIONS, *(form.options for form in known))
    sections = dict(SECTIONS)
    sections |= {("format", form.name): FORMAT for form in known}
    check_settings(settings, classes, sections, diagnostics)
    check_titles(settings, diagnostics)
    check_brand(folder, diagnostics)
    raise_errors(list(check_options(settings, *classes, sections=sections)))
    raise_errors(list(check_files(settings, folder)))
    own = _choose_output(settings, folder)
    book = BookConfig(
        folder=folder,
        output=(wanted.output or own).resolve(),
        own_output=own,
        formats=_choose_formats(settings, known, wanted.formats),
        format_options=tuple(_make(form.options, settings) for form in known),
        profiles=active,
        version=wanted.version or read_version(folder),
        commit=wanted.commit,
        permalink=wanted.permalink,
        variables=variables,
        **_describe_book(settings, folder, diagnostics),
    )
    return replace(book, title=book.title or folder.name)


def _describe_book(
    settings: YamlText, folder: Path, diagnostics: Diagnostics
) -> dict[str, YamlValue]:
    words = read_words(settings, diagnostics)
    date = read_date(settings)
    return {
        **read_options(BookConfig, settings),
        "entries": read_entries(settings, folder, words.find("section-title-appendices")),
        "authors": read_authors(settings),
        "date": date,
        "date_text": print_date(date, read_style(settings, diagnostics)),
        "words": words,
        "metadata": Metadata((settings.data["book"], settings.data)),
        "execute": _make(ExecuteOptions, settings, _Summary(words.find("code-summary"))),
    }


class _Summary:
    """The word of the book's language beside which code folds."""

    def __init__(self, word: str) -> None:
        self.code_summary = word


def _make(cls: type[Made], settings: YamlText, base: object = None) -> Made:
    return cls(**read_options(cls, settings, base))


def read_chapter_config(
    config: BookConfig, front: YamlText, diagnostics: Diagnostics
) -> ChapterConfig:
    """Return what the front matter of a chapter says, the book's options where it says nothing.

    Raises
    ------
    InputError
        If a value is of another type than its option has; all of them at once.
    """
    raise_errors(list(check_options(front, ChapterConfig, ExecuteOptions)))
    check_front_matter(front, diagnostics)
    own = replace(front, data={key: front.data[key] for key in front.data if key != "format"})
    return ChapterConfig(
        **read_options(ChapterConfig, own),
        execute=_make(ExecuteOptions, own, config.execute),
        metadata=Metadata((front.data,)).over(config.metadata),
    )


def read_cell_options(options: YamlText, execute: ExecuteOptions) -> CellOptions:
    """Return the options of a cell, the chapter's where it says nothing.

    Raises
    ------
    InputError
        If a value is of another type than its option has; all of them at once.
    """
    raise_errors(list(check_options(options, CellOptions)))
    return _make(CellOptions, options, execute)


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


def _choose_formats(
    settings: YamlText, known: Sequence[Format], asked: Sequence[str] | None
) -> tuple[Format, ...]:
    """Return the formats asked for, else those that the book declares, else the first."""
    declared = settings.data.get("format", known[0].name)
    names = list(declared) if isinstance(declared, (dict, list)) else [str(declared)]
    chosen = tuple(form for form in known if form.name in (asked or names))
    if not chosen:
        raise InputError(
            settings.place("format"),
            f"format {', '.join(map(str, names))}",
            ", ".join(form.name for form in known),
            "declare at least one of them",
        )
    return chosen


def _choose_output(settings: YamlText, folder: Path) -> Path:
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

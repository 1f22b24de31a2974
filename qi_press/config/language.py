"""The words that the press itself writes, in the language of the book: Quarto's `language`."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.yamltext import YamlText, read_yaml_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlValue

SETTING = "language"
SHARED = "_language.yml"
TERMS = {
    "crossref-fig-title": "Figure",
    "crossref-tbl-title": "Table",
    "crossref-lst-title": "Listing",
    "crossref-eq-prefix": "Equation",
    "crossref-sec-prefix": "Section",
    "crossref-ch-prefix": "Chapter",
    "crossref-apx-prefix": "Appendix",
    "callout-note-title": "Note",
    "callout-tip-title": "Tip",
    "callout-warning-title": "Warning",
    "callout-caution-title": "Caution",
    "callout-important-title": "Important",
    "code-summary": "Code",
    "section-title-abstract": "Abstract",
    "section-title-appendices": "Appendices",
    "toc-title-document": "Contents",
    "toc-title-website": "On this page",
    "repo-action-links-edit": "Edit this page",
    "repo-action-links-source": "Source of this page",
    "repo-action-links-issue": "Report an issue",
}
"""Quarto's name of a term → the press's own word for it."""


def find_term(metadata: Mapping[str, YamlValue], name: str) -> str:
    """Return a term of `TERMS` as the book's settings, once read, give it."""
    terms = metadata.get(SETTING)
    return str(terms.get(name, TERMS[name]) if isinstance(terms, dict) else TERMS[name])


def settle_language(settings: YamlText, folder: Path, diagnostics: Diagnostics) -> YamlText:
    """Return the settings with all terms for the book's language under `language`.

    They come from `_language.yml` beside `_quarto.yml`, and over it from the setting, which holds
    terms or names a file of them. Terms under a language's own key count before the others.

    Raises
    ------
    InputError
        If the setting names a file that does not exist.
    """
    lang = str(settings.data.get("lang", "en"))
    terms: dict[str, YamlValue] = {}
    given = settings.data.get(SETTING)
    if (folder / SHARED).is_file():
        terms |= _read_file(folder, SHARED)
    if isinstance(given, str):
        if not (folder / given).is_file():
            raise _explain_file(settings, given)
        terms |= _read_file(folder, given)
    terms |= given if isinstance(given, dict) else {}
    chosen = _choose_terms(terms, lang)
    _note_missing(settings, lang, chosen, diagnostics)
    return replace(settings, data={**settings.data, SETTING: chosen})


def note_date(settings: YamlText, text: str, diagnostics: Diagnostics) -> None:
    """Note a date whose names of days and months are English in a book that is not."""
    if _is_english(str(settings.data.get("lang", "en"))):
        return
    names = {*calendar.month_name, *calendar.month_abbr, *calendar.day_name, *calendar.day_abbr}
    if names.intersection(re.findall(r"[A-Za-z]+", text)):
        diagnostics.warn(
            settings.place("book", "date"),
            f"the date “{text}” is English; a “date-format” of figures, such as D.M.YYYY, is not",
        )


def _is_english(lang: str) -> bool:
    return lang.partition("-")[0].lower() == "en"


def _read_file(folder: Path, name: str) -> dict[str, YamlValue]:
    data: dict[str, YamlValue] = read_yaml_file(folder / name, name).data
    return data


def _explain_file(settings: YamlText, name: str) -> InputError:
    return InputError(
        settings.place(SETTING),
        f"language “{name}”, and no such file in the project",
        f"terms such as crossref-fig-title, or a file of them; {SHARED} is read by itself",
        "add the file or mend its name",
    )


def _choose_terms(terms: Mapping[str, YamlValue], lang: str) -> dict[str, str]:
    """Return the terms for a language, those of "de-CH" over those of "de" over the others."""
    chosen = {name: str(value) for name, value in terms.items() if not isinstance(value, dict)}
    tags = lang.split("-")
    for length in range(1, len(tags) + 1):
        own = terms.get("-".join(tags[:length]))
        if isinstance(own, dict):
            chosen |= {name: str(value) for name, value in own.items()}
    return chosen


def _note_missing(
    settings: YamlText, lang: str, terms: Mapping[str, str], diagnostics: Diagnostics
) -> None:
    if _is_english(lang):
        return
    crossref = settings.data.get("crossref")
    given = {f"crossref-{name}" for name in (crossref if isinstance(crossref, dict) else ())}
    missing = [name for name in TERMS if name not in terms and name not in given]
    if missing:
        diagnostics.warn(
            settings.place("lang"),
            f"“lang: {lang}”, and these words of the press are English unless “language” gives "
            f"them: {', '.join(missing)}",
        )

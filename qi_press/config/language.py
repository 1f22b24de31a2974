"""The words that the press itself writes: Quarto's `language` and `crossref`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlText, YamlValue

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
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi", "Arab", "Hebr")
)
"""Languages, and scripts, whose lines run from right to left."""
KINDS = ("fig", "tbl", "lst", "eq", "sec", "ch", "apx")
"""What can be referred to."""
CROSSREF = tuple(
    ("crossref", name)
    for name in (
        *(f"{kind}-{role}" for kind in KINDS for role in ("title", "prefix")),
        *("title-delim", "appendix-title", "appendix-delim"),
    )
)
"""Words under `crossref`."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a book, in its own language where its settings give them."""

    given: Mapping[str, str] = field(default_factory=dict)
    """Term, or option of `crossref`, as Quarto names it → word."""

    def find(self, term: str) -> str:
        """Return the word for one of `TERMS`."""
        return self.given.get(term, TERMS[term])

    def name(self, kind: str, role: str) -> str:
        """Return what a kind of thing is called; `role` is "prefix" or "title"."""
        own = f"{kind}-{role}"
        for name in (own, f"crossref-{own}"):
            if name in self.given:
                return self.given[name]
        term = f"crossref-{kind}-title"
        if term in TERMS:
            return self.find(term)
        return (
            self.find(f"crossref-{kind}-prefix") if role == "prefix" else self.name(kind, "prefix")
        )

    @property
    def title_delimiter(self) -> str:
        """Return what stands between a float's number and its caption."""
        return self.given.get("title-delim", ":")

    @property
    def appendix_title(self) -> str:
        """Return what an appendix is called in its heading."""
        return self.given.get("appendix-title", self.find("crossref-apx-prefix"))

    @property
    def appendix_delimiter(self) -> str:
        """Return what stands between an appendix's number and its title."""
        return self.given.get("appendix-delim", " —")


def read_words(settings: YamlText, diagnostics: Diagnostics) -> Words:
    """Return the words that the settings give under `language` and `crossref`.

    What is no text there is reported, and the usual word stands in for it.
    """
    given: dict[str, str] = {}
    language = settings.data.get("language")
    if language is not None and not isinstance(language, dict):
        diagnostics.warn(settings.place("language"), "“language” as a file is not supported")
    for name, value in language.items() if isinstance(language, dict) else ():
        if _is_word(value):
            given[str(name)] = str(value)
        else:
            label = f"“language › {name}” that is no text"
            diagnostics.warn(settings.place("language", name), f"{label} is not supported")
    crossref = settings.data.get("crossref")
    if crossref is False:
        diagnostics.warn(settings.place("crossref"), "“crossref: false” is not supported")
    for section, name in CROSSREF if isinstance(crossref, dict) else ():
        if name not in crossref:
            continue
        if _is_word(crossref[name]):
            given[name] = str(crossref[name])
        else:
            label = f"“{section} › {name}” that is no text"
            diagnostics.warn(settings.place(section, name), f"{label} is not supported")
    _report_english(settings, given, diagnostics)
    return Words(given)


def _is_word(value: YamlValue) -> bool:
    return value is not None and not isinstance(value, (bool, dict, list))


def _report_english(settings: YamlText, given: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """Report the words that stay English in a book of another language."""
    lang = str(settings.data.get("lang") or "en")
    missing = [name for name in TERMS if not {name, name.removeprefix("crossref-")} & set(given)]
    if lang.partition("-")[0].lower() != "en" and missing:
        diagnostics.warn(
            settings.place("lang"),
            f"“lang: {lang}”, and these words of the press are English unless “language” gives "
            f"them: {', '.join(missing)}",
        )

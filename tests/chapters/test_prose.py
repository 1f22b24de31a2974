"""No statistic is typed by hand, and each sentence has its line."""

from __future__ import annotations

import re

import pytest
from manuscript import list_chapters, read_chapter, strip_markup

ANYWHERE = {
    "95% confidence interval": "the level that was chosen, not a result",
    ".05": "the level of significance that was chosen, not a result",
}
"""Phrases with digits that may stand in any chapter, and why."""

QUOTED = {
    "chapters/background.qmd": {
        "a survey in 2005": "a year",
        "by 2011": "a year",
        "counted 200 multidisciplinary": "quoted from the cited report",
        "of which 84 were accredited": "quoted from the cited report",
        "had fallen to 64": "quoted from the cited report",
    },
    "chapters/about-the-data.qmd": {"version 4.0": "the name of a licence"},
    "index.qmd": {"Federal Practitioner*, 2017": "the year of the publication"},
}
"""Phrases with digits that may stand in one chapter, and why."""

SENTENCE_END = re.compile(r"[.!?][\"”')\]*_]*\s+[\"“(*_]*[A-Z]")
MARKUP = ("#", ":::", "- ", "|", "```", "$$", "  ")


def typed_texts(name):
    """Yield place and text of all that an author typed in chapter `name`, captions included."""
    chapter = read_chapter(name)
    for line in chapter.prose:
        yield f"{name}:{line.number}", strip_markup(line.text)
    for cell in chapter.cells:
        for option in ("fig-cap", "fig-alt", "tbl-cap"):
            if option in cell.options:
                yield f"{name}:{cell.number} ({option})", strip_markup(cell.options[option])


@pytest.mark.parametrize("name", list_chapters())
def test_no_digit_is_typed_by_hand(name):
    allowed = re.compile("|".join(map(re.escape, [*ANYWHERE, *QUOTED.get(name, {})])))
    typed = [
        f"{place}: {text}"
        for place, text in typed_texts(name)
        if re.search(r"\d", allowed.sub("", text))
    ]

    assert typed == [], "take the number from the ledger, or say in this test why it may be typed"


def test_every_allowed_phrase_is_in_use():
    texts = {name: " ".join(text for _, text in typed_texts(name)) for name in list_chapters()}
    quoted = [(name, phrase) for name, phrases in QUOTED.items() for phrase in phrases]

    assert [
        phrase for phrase in ANYWHERE if not any(phrase in text for text in texts.values())
    ] == []
    assert [phrase for name, phrase in quoted if phrase not in texts[name]] == []


@pytest.mark.parametrize("name", list_chapters())
def test_each_line_of_prose_is_one_sentence(name):
    crowded = [
        f"{name}:{line.number}"
        for line in read_chapter(name).prose
        if SENTENCE_END.search(strip_markup(line.text)) and not line.text.startswith("- **")
    ]

    assert crowded == []


@pytest.mark.parametrize("name", list_chapters())
def test_no_number_with_parentheses_stands_in_parentheses(name):
    nested = [
        f"{name}:{line.number}"
        for line in read_chapter(name).prose
        if re.search(r"\([^()`]*`\{python\} book\.(percent|mean_sd)", line.text)
    ]

    assert nested == []


@pytest.mark.parametrize("name", list_chapters())
def test_no_sentence_is_broken_over_lines(name):
    broken = [
        f"{name}:{line.number}"
        for line in read_chapter(name).prose
        if line.text.strip() and not line.text.startswith(MARKUP)
        if not re.search(r"[.:?!,][*_\"”)]*$|\}$|`$", line.text)
    ]

    assert broken == []

"""The press's own words in the language of the book."""

import pytest

from qi_press.config.language import TERMS, Words, read_words
from qi_press.diagnostics import Diagnostics
from qi_press.yamltext import read_yaml


def read(text):
    diagnostics = Diagnostics()
    return read_words(read_yaml(text, "_quarto.yml"), diagnostics), diagnostics.warnings


def test_words_come_from_the_settings_or_are_the_presss_own():
    words, told = read("language: {crossref-fig-title: Bild}\ncrossref: {tbl-prefix: Tafel}")

    assert (words.name("fig", "title"), words.name("fig", "prefix")) == ("Bild", "Bild")
    assert (words.name("tbl", "title"), words.name("tbl", "prefix")) == ("Table", "Tafel")
    assert words.find("toc-title-website") == "On this page"
    assert told == []


@pytest.mark.parametrize(
    ("kind", "word"), [("fig", "Figure"), ("eq", "Equation"), ("sec", "Section"), ("ch", "Chapter")]
)
def test_each_kind_has_a_word(kind, word):
    assert {Words().name(kind, role) for role in ("title", "prefix")} == {word}


def test_an_appendix_and_a_caption_have_their_delimiters():
    words, _ = read('crossref: {title-delim: "—", appendix-title: Annex, appendix-delim: ":"}')

    assert (words.title_delimiter, words.appendix_title, words.appendix_delimiter) == (
        "—",
        "Annex",
        ":",
    )
    assert (Words().title_delimiter, Words().appendix_delimiter) == (":", " —")


def test_what_is_no_text_gives_way_to_the_usual_word():
    words, told = read("crossref: {title-delim: null, fig-prefix: [Fig., Figs.], fig-title: Fig.}")

    assert (words.title_delimiter, words.name("fig", "title")) == (":", "Fig.")
    assert len(told) == 2


def test_a_file_of_words_is_reported():
    assert [str(found) for found in read("language: words.yml")[1]] == [
        "_quarto.yml:1: “language” as a file is not supported"
    ]


@pytest.mark.parametrize(("lang", "count"), [("en", 0), ("en-GB", 0), ("fr", 1)])
def test_words_that_stay_english_are_told_once(lang, count):
    _, told = read(f"book: {{}}\nlang: {lang}\ncrossref: {{fig-title: Figure}}")

    assert [found.where for found in told] == ["_quarto.yml:2"] * count
    assert all("crossref-tbl-title" in found.message for found in told)
    assert not any("crossref-fig-title" in found.message for found in told)


def test_no_word_is_told_when_all_are_given():
    given = "".join(f"  {name}: Wort\n" for name in TERMS)

    assert read(f"lang: de\nlanguage:\n{given}")[1] == []

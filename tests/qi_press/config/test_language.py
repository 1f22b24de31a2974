"""The press's own words in the language of the book."""

import pytest

from qi_files.errors import InputError
from qi_press.config.language import SHARED, TERMS, find_term, note_date, settle_language
from qi_press.diagnostics import Diagnostics
from qi_press.yamltext import read_yaml


def settle(folder, text):
    diagnostics = Diagnostics()
    settled = settle_language(read_yaml(text, "_quarto.yml"), folder, diagnostics)
    return settled.data, diagnostics.entries


def test_terms_come_from_the_file_the_setting_and_the_language(tmp_path):
    (tmp_path / SHARED).write_text(
        "crossref-fig-title: Bild\ncrossref-tbl-title: Tafel\ncode-summary: Kode\n"
    )
    data, _ = settle(
        tmp_path,
        "lang: de-CH\nlanguage:\n  crossref-tbl-title: Tabelle\n"
        "  de: {code-summary: Quelltext}\n  fr: {code-summary: Source}\n"
        "  de-CH: {callout-note-title: Notiz}\n",
    )

    assert find_term(data, "crossref-fig-title") == "Bild"
    assert find_term(data, "crossref-tbl-title") == "Tabelle"
    assert find_term(data, "code-summary") == "Quelltext"
    assert find_term(data, "callout-note-title") == "Notiz"
    assert find_term(data, "callout-tip-title") == "Tip"


def test_the_setting_may_name_a_file(tmp_path):
    (tmp_path / "words.yml").write_text("code-summary: Source\n")

    assert find_term(settle(tmp_path, "language: words.yml")[0], "code-summary") == "Source"
    with pytest.raises(InputError, match=r"gone\.yml") as caught:
        settle(tmp_path, "lang: fr\nlanguage: gone.yml")
    assert caught.value.where == "_quarto.yml:2"


@pytest.mark.parametrize(("lang", "count"), [("en", 0), ("en-GB", 0), ("fr", 1)])
def test_words_that_stay_english_are_told_once(tmp_path, lang, count):
    _, diagnostics = settle(tmp_path, f"book: {{}}\nlang: {lang}\ncrossref: {{fig-title: Figure}}")

    assert [notice.where for notice in diagnostics] == ["_quarto.yml:2"] * count
    assert all("crossref-tbl-title" in notice.feature for notice in diagnostics)
    assert not any("crossref-fig-title" in notice.feature for notice in diagnostics)


def test_no_word_is_told_when_all_are_given(tmp_path):
    given = "".join(f"  {name}: Wort\n" for name in TERMS)

    assert settle(tmp_path, f"lang: de\nlanguage:\n{given}")[1] == []


@pytest.mark.parametrize(
    ("lang", "text", "count"),
    [("de", "March 1, 2026", 1), ("de", "1.3.2026", 0), ("en", "March 1, 2026", 0)],
)
def test_an_english_date_in_another_language_is_told(lang, text, count):
    diagnostics = Diagnostics()
    settings = read_yaml(f"lang: {lang}\nbook:\n  date: 2026-03-01", "_quarto.yml")
    note_date(settings, text, diagnostics)

    assert [notice.where for notice in diagnostics.entries] == ["_quarto.yml:3"] * count

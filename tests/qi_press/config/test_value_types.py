"""Values of a kind that a setting does not take."""

import pytest

from qi_press.config.features import read_features
from qi_press.config.settings import BOOK
from qi_press.config.value_types import CELL, CHAPTER, check_values
from qi_press.yamltext import read_yaml

CHECKED_ELSEWHERE = {
    "project.type", "format.html.html-math-method", "format.typst.citeproc", "book.search",
    "book.author", "book.authors", "book.affiliations", "affiliations", "book.open-graph",
    "profile.default", "profile.group",
}  # fmt: skip
"""Settings that are read whatever they are, or checked where they are read."""
OWN_WORDS = {"layout", "layout-ncol", "layout-nrow", "layout-valign", "tbl-colwidths", "column"}
"""Options of a cell that are read with care, or whose values the table of features has."""


def list_errors(text, kinds):
    return [str(error) for error in check_values(read_yaml(text, "a.yml"), kinds)]


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("toc-depth: two", "“two” for “toc-depth”", "a number from 1 to 6"),
        ("toc-depth: 0", "“0” for “toc-depth”", "a number from 1 to 6"),
        ("format: {docx: {toc-depth: 7}}", "“7” for “format › docx › toc-depth”", "1 to 6"),
        ("number-depth: x", "“x” for “number-depth”", "a whole number from 1 on"),
        ("number-depth: 1.5", "“1.5” for “number-depth”", "a whole number from 1 on"),
        ("number-depth: true", "“true” for “number-depth”", "a whole number from 1 on"),
        ("fig-width: wide", "“wide” for “fig-width”", "a number above 0"),
        ("fig-height: -1", "“-1” for “fig-height”", "a number above 0"),
        ("fig-dpi: .inf", "“.inf” for “fig-dpi”", "a number above 0"),
        ("fig-dpi: [96]", "a list for “fig-dpi”", "a number above 0"),
        ("execute: yes", "“yes” for “execute”", "key: value"),
        ("execute: {echo: maybe}", "“maybe” for “execute › echo”", "true, false or fenced"),
        ("execute: {eval: no}", "“no” for “execute › eval”", "true or false"),
        ("crossref: [a]", "a list for “crossref”", "key: value"),
        ("crossref: {fig-title: [a]}", "a list for “crossref › fig-title”", "text"),
        ("toc: 1", "“1” for “toc”", "true or false"),
        ("format: {html: 5}", "“5” for “format › html”", "default, or settings of its own"),
        ("book: {site-url: 'http://[x'}", "“http://[x” for “book › site-url”", "an address"),
        ("press: 5", "“5” for “press”", "key: value"),
    ],
)
def test_a_value_of_another_kind_is_told(text, found, expected):
    (told,) = list_errors(text, BOOK)

    assert told.startswith("a.yml:1\n")
    assert f"  found     {found}\n" in told
    assert expected in told


@pytest.mark.parametrize(
    "text",
    [
        "toc-depth: 3", "toc-depth: '3'", "fig-width: 6.5", "fig-width: '6'", "execute:", "lang: 5",
        "execute: {echo: fenced, output: asis}", "format: [html, typst]", "format: html",
        "format: {html: default, typst: {toc: true}}", "number-sections: false",
    ],
)  # fmt: skip
def test_a_value_of_its_kind_passes(text):
    assert list_errors(text, BOOK) == []


@pytest.mark.parametrize(
    ("kinds", "text"),
    [
        (CHAPTER, "execute: x"),
        (CHAPTER, "title: {a: 1}"),
        (CHAPTER, "fig-width: x"),
        (CELL, "label: [a]"),
        (CELL, "fig-cap: {a: 1}"),
        (CELL, "fig-subcap: {a: 1}"),
        (CELL, "warning: maybe"),
    ],
)
def test_so_is_one_in_a_chapter_or_a_cell(kinds, text):
    assert len(list_errors(text, kinds)) == 1


@pytest.mark.parametrize("sign", ["\\0", "\\e", "\\x7f"])
def test_a_sign_that_no_page_can_show_is_told_with_its_place(sign):
    text = f'book:\n  author:\n    - name: "Ada{sign}"\n'

    (told,) = list_errors(text, BOOK)
    assert told.startswith("a.yml:3\n  found     a sign that can't be shown (U+")
    assert "for “book › author › 1 › name”" in told


def test_each_setting_that_the_press_acts_upon_has_a_kind():
    """A new one gets its kind in `materials.BOOK`, so that no later code stumbles over a value."""
    known = {".".join(path) for path in BOOK} | CHECKED_ELSEWHERE
    sections = read_features()["settings"]
    names = {
        f"{section}.{name}".strip(".") for section, names in sections.items() for name in names
    }

    assert names - known == set()


def test_each_option_of_a_cell_has_a_kind():
    assert set(read_features()["cell"]) - {name for (name,) in CELL} - OWN_WORDS == set()

"""Values of a type that an option does not take."""

import pytest

from qi_press.config.cell_options import CellOptions, ExecuteOptions
from qi_press.config.model import ChapterConfig
from qi_press.config.options import check_options
from qi_press.config.sections import OPTIONS, SECTIONS
from qi_press.config.value_types import FORMAT
from qi_press.formats.registry import FORMATS
from qi_press.yamltext import read_yaml

CLASSES = (*OPTIONS, *(form.options for form in FORMATS))
BOOK = dict(SECTIONS) | {("format", form.name): FORMAT for form in FORMATS}


def list_errors(text, *classes, sections=None):
    found = check_options(read_yaml(text, "a.yml"), *classes, sections=sections)
    return [str(error) for error in found]


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
        ("toc: 1", "“1” for “toc”", "true or false"),
        ("format: {html: 5}", "“5” for “format › html”", "default, or settings of its own"),
        ("book: {site-url: 'http://[x'}", "“http://[x” for “book › site-url”", "an address"),
        ("press: 5", "“5” for “press”", "key: value"),
    ],
)
def test_a_value_of_another_kind_is_told(text, found, expected):
    (told,) = list_errors(text, *CLASSES, sections=BOOK)

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
    assert list_errors(text, *CLASSES, sections=BOOK) == []


@pytest.mark.parametrize(
    ("options", "text"),
    [
        (ExecuteOptions, "execute: {echo: x}"),
        (ChapterConfig, "title: {a: 1}"),
        (ExecuteOptions, "fig-width: x"),
        (CellOptions, "label: [a]"),
        (CellOptions, "fig-cap: {a: 1}"),
        (CellOptions, "fig-subcap: {a: 1}"),
        (CellOptions, "warning: maybe"),
    ],
)
def test_so_is_one_in_a_chapter_or_a_cell(options, text):
    assert len(list_errors(text, options)) == 1


@pytest.mark.parametrize("sign", ["\\0", "\\e", "\\x7f"])
def test_a_sign_that_no_page_can_show_is_told_with_its_place(sign):
    text = f'book:\n  author:\n    - name: "Ada{sign}"\n'

    (told,) = list_errors(text, *CLASSES, sections=BOOK)
    assert told.startswith("a.yml:3\n  found     a sign that can't be shown (U+")
    assert "for “book › author › 1 › name”" in told

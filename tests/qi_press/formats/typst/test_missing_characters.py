"""Signs that the fonts of the PDF lack."""

import pytest
from pypdf import PdfReader

from qi_press.cli import main
from qi_press.formats.typst.missing_characters import find_missing, spell_signs

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, author: "Ada \U000130c0", chapters: [index.qmd, tides.qmd]}
format: {html: default, typst: default, docx: default}
"""


@pytest.fixture
def book(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "index.qmd").write_text("# Front {.unnumbered}\n\nThe harbour.\n")
    (tmp_path / "tides.qmd").write_text(
        "# Tides\n\nHigh water \U00013000 at \U00013001, \u0e01, \u6f6e, \u00e9, \u03b1, \u044f.\n",
        encoding="utf-8",
    )
    return tmp_path


def test_a_sign_that_no_font_has_is_printed_by_its_number_and_told(book, capsys):
    assert main(["render", str(book)]) == 0

    said = capsys.readouterr().err
    assert "warning: tides.qmd:3: the fonts of the PDF lack “\U00013000”" in said
    assert "warning: tides.qmd:3: the fonts of the PDF lack “\U00013001”" in said
    assert "warning: _quarto.yml: the fonts of the PDF lack “\U000130c0”" in said
    sheets = "".join(page.extract_text() for page in PdfReader(book / "_site/Almanac.pdf").pages)
    assert "High water U-13000 at U-13001, \u0e01, \u6f6e, \u00e9, \u03b1, \u044f." in sheets
    assert "Ada U-130C0" in sheets
    assert "\U00013000" in (book / "_site" / "tides.html").read_text(encoding="utf-8")


def test_a_strict_render_refuses_it(book, capsys):
    assert main(["render", str(book), "--strict"]) == 2
    assert "the fonts of the PDF lack" in capsys.readouterr().err


def test_the_fonts_have_the_letters_of_europe_and_mathematics(tmp_path):
    assert find_missing(tmp_path, "äßøčőαя≤√∑→½€–“”…\u00a0\ufffd") == []
    assert find_missing(tmp_path, "\ud55c\u6f6e\u0e01\u0939\u093f\u0639") == []
    assert find_missing(tmp_path, "a\U00013001\U00013001\U00013000") == ["\U00013000", "\U00013001"]


def test_addresses_stay_as_they_are():
    text = '#picture("/\u6f6e.svg", alt: "\u6f6e") #link("https://a.b/\u6f6e")[\u6f6e] <fig-\u6f6e>'

    assert spell_signs(text, ["\u6f6e"]) == (
        '#picture("/\u6f6e.svg", alt: "U-6F6E") #link("https://a.b/\u6f6e")[U-6F6E] <fig-U-6F6E>'
    )


def test_words_in_quotes_are_no_address():
    assert spell_signs('"/\u6f6e path" and "https://a.b/\u6f6e"', ["\u6f6e"]) == (
        '"/U-6F6E path" and "https://a.b/U-6F6E"'
    )

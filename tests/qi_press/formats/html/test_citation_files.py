"""How the book is cited."""

from dataclasses import replace

from qi_press.config.model import Author
from qi_press.formats.html.citation_files import write_bibtex, write_citation, write_ris


def test_the_citation_names_what_there_is(project):
    assert write_citation(project) == "A. Writer. Beds & <wards>: A report. March 1, 2026."
    assert "A report. Version 2.0. March" in write_citation(replace(project, version="2.0"))


def test_bibtex_keeps_names_and_escapes_what_latex_would_read(project):
    book = replace(project, version="2.0", authors=(Author("A }"), Author("C_D")), title="5% & up")

    assert write_bibtex(book).splitlines() == [
        "@misc{beds-2026,",
        r"  author = {{A \textbraceright{}} and {C\_D}},",
        r"  title = {{5\% \& up: A report}},",
        "  year = {2026},",
        "  month = {03},",
        "  note = {Version 2.0}",
        "}",
    ]


def test_no_text_can_begin_a_second_line_of_ris(project):
    book = replace(project, title="Beds\nER  - ", keywords=("a\nb",), version="2.0")

    assert write_ris(book).split("\r\n") == [
        "TY  - RPRT",
        "AU  - A. Writer",
        "TI  - Beds ER - : A report",
        "PY  - 2026",
        "DA  - 2026/03/01",
        "ET  - 2.0",
        "KW  - a b",
        "LA  - en",
        "ER  - ",
        "",
    ]


def test_a_book_with_an_address_is_cited_with_it(project):
    book = replace(project, site_url="https://ward.example/beds/")

    assert "  url = {https://ward.example/beds/}" in write_bibtex(book)
    assert "UR  - https://ward.example/beds/" in write_ris(book).split("\r\n")
    assert write_citation(book).endswith(" https://ward.example/beds/.")


def test_an_address_and_a_language_end_no_entry(project):
    odd = replace(project, site_url="https://example.org/{a}\\b}\nUR  - x", lang="en\nER  - ")

    assert write_bibtex(odd).count("}") == write_bibtex(replace(odd, site_url="https://a.b")).count(
        "}"
    )
    assert "%7Ba%7D%5Cb%7D" in write_bibtex(odd)
    assert [line[:5] for line in write_ris(odd).splitlines()].count("ER  -") == 1

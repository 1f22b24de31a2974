"""Fields of the Word file: numbers of captions, references to them, and the contents."""

import re

import pytest

from qi_press.config.language import Words
from qi_press.formats.docx.fields import Fields, mark_headings, write_contents
from qi_press.pandoc.elements import NO_BREAK, make_link, make_text
from qi_press.pandoc.program import read_markdown
from qi_press.pandoc.traversal import read_text, walk
from qi_press.transforms.cross_references import CrossReference, Numbering

NUMBERS = {"tbl-a": "3.1", "tbl-b": "3.2", "tbl-late": "3.5", "tbl-next": "4.1", "tbl-none": "ii"}

WORDS = Words()


@pytest.fixture
def fields():
    tables = {
        label: CrossReference(label, "tbl", number, [], "") for label, number in NUMBERS.items()
    }
    panel = {"fig-p": CrossReference("fig-p", "fig", f"1{NO_BREAK}(a)", [], "")}
    equation = {"eq-e": CrossReference("eq-e", "eq", "2.1", [], "")}
    numbering = Numbering({**tables, **panel, **equation}, WORDS, {})
    return Fields(numbering, frozenset(numbering.anchors))


def number(fields, label):
    return fields.number(label, f"Table{NO_BREAK}{NUMBERS[label]}:")


def list_codes(inlines):
    raw = "".join(node["c"][1] for node in walk(inlines) if node["t"] == "RawInline")
    return re.findall(r"<w:instrText[^>]*> (.*?) </w:instrText>", raw)


def list_marks(inlines):
    raw = "".join(node["c"][1] for node in walk(inlines) if node["t"] == "RawInline")
    return re.findall(r'w:name="(\w+)"', raw)


def refer(fields, label, words):
    return fields.refer(make_link([{"t": "Str", "c": words}], f"#{label}", ["quarto-xref"]))


def test_a_caption_counts_on_and_says_where_it_begins_or_jumps(fields):
    codes = [list_codes(number(fields, label))[0] for label in list(NUMBERS)[:4]]

    assert codes == [
        r"SEQ Table \* ARABIC",
        r"SEQ Table \* ARABIC",
        r"SEQ Table \* ARABIC \r 5",
        r"SEQ Table \* ARABIC \r 1",
    ]


def test_a_caption_shows_what_it_showed(fields):
    assert read_text(number(fields, "tbl-a")) == f"Table{NO_BREAK}3.1:"


def test_a_number_of_letters_is_no_field_and_bears_its_mark(fields):
    inlines = number(fields, "tbl-none")

    assert list_codes(inlines) == []
    assert len(list_marks(inlines)) == 2


def test_a_reference_repeats_the_mark_of_its_caption(fields):
    words, bare = list_marks(number(fields, "tbl-a"))
    whole = refer(fields, "tbl-a", f"Table{NO_BREAK}3.1")
    own = refer(fields, "tbl-a", f"Plate{NO_BREAK}3.1")

    assert list_codes(whole) == [rf"REF {words} \h \* MERGEFORMAT"]
    assert list_codes(own) == [rf"REF {bare} \h \* MERGEFORMAT"]
    assert read_text(own) == f"Plate{NO_BREAK}3.1"


def test_a_reference_to_an_equation_repeats_its_number(fields):
    (mark,) = list_marks(fields.number("eq-e", "(2.1)"))
    inlines = refer(fields, "eq-e", f"Equation{NO_BREAK}2.1")

    assert list_codes(inlines) == [rf"REF {mark} \h \* MERGEFORMAT"]
    assert read_text(inlines) == f"Equation{NO_BREAK}2.1"


def test_a_reference_to_a_panel_or_to_what_is_not_printed_stays_a_link(fields):
    shown = Fields(fields.numbering, frozenset())

    assert refer(fields, "fig-p", f"Figure{NO_BREAK}1{NO_BREAK}(a)") is None
    assert refer(shown, "tbl-a", f"Table{NO_BREAK}3.1") is None
    assert fields.refer(make_link(make_text("3.1"), "#tbl-a")) is None


def test_names_of_marks_are_such_as_word_allows(fields):
    assert all(re.fullmatch(r"_Ref\w{1,36}", mark) for mark in list_marks(number(fields, "tbl-a")))


def test_the_lines_of_the_contents_lead_to_the_headings_and_tell_their_pages():
    blocks, _ = read_markdown(
        "# One *a* {#one}\n\n::: {.cell}\n## Two {#two}\n:::\n\n### Three {#three}\n", "test"
    )
    title, *lines = write_contents(blocks, 2, "Contents")
    links = [node for node in walk(lines) if node["t"] == "Link"]

    pages = list_codes(lines)
    assert [page.split()[::2] for page in pages] == [["PAGEREF", r"\h"]] * 2
    assert {page.split()[1] for page in pages} <= set(list_marks(mark_headings(blocks)))
    assert [link["c"][2][0] for link in links] == ["#one", "#two"]
    assert [line["c"][0][2][0][1] for line in lines] == ["toc 1", "toc 2"]
    assert str(lines).count("begin") == str(lines).count('"end"') == 2
    assert read_text([title]) == "Contents"


def test_a_book_without_headings_has_no_contents():
    assert write_contents([], 2, "Contents") == []

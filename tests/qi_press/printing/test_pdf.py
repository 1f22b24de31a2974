"""The look of the PDF, where it does more than set text: tables over pages, and the index."""

import re

from qi_press.cells.cards import Card
from qi_press.composing.document import Document
from qi_press.printing.bookindex import mark_numbers, write_index

ROWS = "".join(f"[Bed {number}], [{number}],\n" for number in range(60))
GROUPED = f"""#grouped(
columns: 2, align: (left, right), table.header([Place], [Count]),
table.cell(colspan: 2)[#strong[North wing]],
{ROWS}
table.footer(table.cell(colspan: 2)[A note.],))
"""
SHORT = """#v(82%)
#floating("tbl", [Short table], moves: "freely",
[#table(columns: 1, [first], [second], [third], [fourth])])
"""
LONG_NOTE = """#grouped(
columns: 2, align: (left, right), [Bed], [4], table.footer(table.cell(colspan: 2)[#lorem(60)],),
)
"""
LINES = "".join(f"[Bed {n}], [begin-{n} \\ a \\ b \\ c \\ d \\ end-{n}],\n" for n in range(30))


def number(key):
    return {"t": "Span", "c": [["", ["stat"], [["data-key", key]]], [{"t": "Str", "c": "4.1"}]]}


def test_a_table_repeats_its_heads_and_the_name_of_its_group_and_notes_once(read_pages):
    pages = read_pages(GROUPED)

    assert len(pages) == 2
    assert all("Place" in page and "North wing" in page for page in pages)
    assert ["A note." in page for page in pages] == [False, True]


def test_a_short_table_stays_whole_with_its_caption(read_pages):
    (page,) = [page for page in read_pages(SHORT) if "first" in page]

    assert "Short table" in page
    assert "fourth" in page


def test_a_note_below_a_table_does_not_widen_its_columns(read_pages):
    (page,) = read_pages(LONG_NOTE, mode="layout")

    (row,) = [line for line in page.splitlines() if "Bed" in line and "4" in line]
    assert len(row.split("Bed")[1]) < 20, "the columns stand side by side"


def test_a_row_of_few_lines_is_on_one_page(read_pages):
    pages = read_pages(f"#grouped(columns: 2,\n{LINES})")
    begun = [sorted(re.findall(r"begin-(\d+)", page)) for page in pages]

    assert len(pages) > 2
    assert begun == [sorted(re.findall(r"end-(\d+)", page)) for page in pages]


def test_the_index_names_each_page_of_a_number_once(read_pages):
    body = '#noted("a.b")1 #noted("a.b")1 #pagebreak() #noted("a.b")1 #noted("c")2'
    last = read_pages(f'{body}\n#index("Index", "Words.", (("a.b", "Age"), ("c", "Sex")))')[-1]

    assert "Age, 1, 2" in last
    assert "Sex, 2" in last


def test_only_numbers_that_are_printed_and_have_a_card_are_in_the_index():
    cards = {"a": Card("Age “of” all", ()), "b": Card("Never shown", ())}
    blocks = [{"t": "Para", "c": [number("a"), number("none")]}]
    document = Document(None, "", [], numbered=False, blocks=blocks, files={}, cards=cards)
    (marked,), shown = mark_numbers([document])

    assert marked[0]["c"][0] == {"t": "RawInline", "c": ["typst", '#noted("a")']}
    assert marked[0]["c"][2] == number("none")
    assert list(shown) == ["a"]
    assert '("a", "Age “of” all"), ' in write_index(shown)[0]["c"][1]


def test_a_number_in_alternative_text_is_not_printed_and_not_in_the_index():
    image = {"t": "Image", "c": [["", [], []], [number("a")], ["beds.svg", ""]]}
    blocks = [{"t": "Para", "c": [image]}]
    cards = {"a": Card("Age", ())}
    document = Document(None, "", [], numbered=False, blocks=blocks, files={}, cards=cards)

    assert mark_numbers([document])[1] == {}


def test_a_number_that_no_page_shows_is_left_out_of_the_index(read_pages):
    body = '#noted("c")2\n#index("Index", "Words.", (("a.b", "Age"), ("c", "Sex")))'
    (page,) = read_pages(body)

    assert "Sex, 1" in page
    assert "Age" not in page


def test_a_book_without_such_numbers_has_no_index():
    assert write_index({}) == []

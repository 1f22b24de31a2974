"""The look of the PDF, where it does more than set text: tables over pages, and the index."""

import re
from dataclasses import replace

from qi_press.cells.cards import Card
from qi_press.formats.typst.book_index import mark_numbers, write_index
from qi_press.formats.typst.pdf import ACTIONS, write_preamble
from qi_press.pandoc.program import read_markdown
from qi_press.pandoc.traversal import rewrite
from qi_press.transforms.document import Document

ROWS = "".join(f"[Bed {number}], [{number}],\n" for number in range(60))
GROUPED = f"""#grouped(
columns: 2, align: (left, right), table.header([Place], [Count]),
table.cell(colspan: 2)[#strong[North wing]],
{ROWS}
table.footer(table.cell(colspan: 2)[A note.],))
"""
SHORT = """#v(82%)
#floating("tbl", [Short table], moves: "stays",
[#table(columns: 1, [first], [second], [third], [fourth])])
"""
LONG_NOTE = """#grouped(
columns: 2, align: (left, right), [Bed], [4], table.footer(table.cell(colspan: 2)[#lorem(60)],),
)
"""
INDEX = """#index("Index", "Words.", (
("Patients", (("a.b", "Age"), )), ("Visits", (("c", "Sex"), )), ))"""
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
    last = read_pages(f"{body}\n{INDEX}")[-1]

    assert "Age, 1, 2" in last
    assert "Sex, 2" in last
    assert last.index("Patients") < last.index("Age") < last.index("Visits") < last.index("Sex")


def test_only_numbers_that_are_printed_and_have_a_card_are_in_the_index():
    cards = {"a": Card("Age “of” all", ()), "b": Card("Never shown", ())}
    blocks = [{"t": "Para", "c": [number("a"), number("none")]}]
    document = Document(None, "", [], numbered=False, blocks=blocks, files={}, cards=cards)
    (marked,), shown = mark_numbers([document])

    assert marked[0]["c"][0] == {"t": "RawInline", "c": ["typst", '#noted("a")']}
    assert marked[0]["c"][2] == number("none")
    assert list(shown) == ["a"]
    assert '("a", "Age “of” all"), ' in write_index(shown)[0]["c"][1]


def test_the_index_is_by_group_and_then_by_title():
    named = {"x": ("Sex", "Visits"), "y": ("Age", "Visits"), "z": ("Patients – Ward", "Patients")}
    cards = {key: Card(title, (), group) for key, (title, group) in named.items()}
    (call,) = write_index(cards)

    assert call["c"][1].endswith(
        '(("Patients", (("z", "Ward"), )), ("Visits", (("y", "Age"), ("x", "Sex"), )), ))'
    )


def test_a_number_in_alternative_text_is_not_printed_and_not_in_the_index():
    image = {"t": "Image", "c": [["", [], []], [number("a")], ["beds.svg", ""]]}
    blocks = [{"t": "Para", "c": [image]}]
    cards = {"a": Card("Age", ())}
    document = Document(None, "", [], numbered=False, blocks=blocks, files={}, cards=cards)

    assert mark_numbers([document])[1] == {}


def test_a_number_that_no_page_shows_is_left_out_of_the_index(read_pages):
    (page,) = read_pages(f'#noted("c")2\n{INDEX}')

    assert "Sex, 1" in page
    assert "Age" not in page
    assert "Patients" not in page


def test_a_book_without_such_numbers_has_no_index():
    assert write_index({}) == []


def test_a_sign_after_a_number_does_not_move_it(find_places):
    (table,), _ = read_markdown("|  n |\n|---:|\n| 4.1 |\n| 4.1^†^ |\n| 4^2^ |\n", "test")
    (lowered,) = rewrite([table], ACTIONS)
    last = [row[1][0][4][0]["c"][-1] for row in lowered["c"][4][0][3]]
    spot = "#metadata(none)<spot>"
    body = f"#grouped(columns: 1, align: right, [{spot}4.1], [{spot}4.1#hung[#super[†]]])"
    plain, marked = find_places(body, "<spot>")

    assert [node.get("c") for node in last][:2] == ["4.1", ["typst", "]"]]
    assert last[2]["t"] == "Superscript", "an exponent is part of its number"
    assert plain[2] == marked[2]


def test_a_number_beside_a_long_text_leaves_it_the_line(find_places):
    """Three columns of a line: of even shares, the text would have a third."""
    rows = "[#lorem(60)], [#metadata(none)<spot>4], [#metadata(none)<spot>5],\n"
    first, second = find_places(f"#grouped(columns: 3, align: left, {rows})", "<spot>")

    assert first[2] > 540 - 40
    assert first[1] == second[1]


def test_a_word_of_a_head_is_never_wider_than_its_column(find_places):
    heads = "".join("[#metadata(none)<spot>Accepted#metadata(none)<spot>], " for _ in range(9))
    cells = "[#lorem(30)], " + "[4], " * 9
    table = f"#grouped(columns: 10, align: left, table.header([Ward], {heads}), {cells})"
    places = [place[2] for place in find_places(table, "<spot>")]

    assert all(end < begin for end, begin in zip(places[1::2], places[2::2], strict=False))


def test_notes_stand_close_below_their_table(find_places):
    (cell, note) = find_places(
        "#grouped(columns: 2, [Bed], [#metadata(none)<spot>4], "
        "table.footer(table.cell(colspan: 2)[#metadata(none)<spot>A note.]))",
        "<spot>",
    )

    assert 9 < note[1] - cell[1] < 25


def test_the_title_has_one_size_and_the_imprint_what_there_is(set_pages):
    sizes = {}
    (page,) = set_pages("", title='"Wards"', imprint='("March 1, 2026", "Version 2.1", )')
    page.extract_text(visitor_text=lambda text, *rest: sizes.setdefault(text.strip(), rest[3]))

    assert sizes["Wards"] == 22
    assert "March 1, 2026 · Version 2.1" in page.extract_text()


def test_the_imprint_has_version_and_address(project):
    settled = replace(project, version="2.1", site_url="https://wards.example/")
    preamble = write_preamble(settled)

    assert 'imprint: ("March 1, 2026", "Version 2.1", link("https://wards.example/"), )' in preamble
    assert 'imprint: ("March 1, 2026", )' in write_preamble(project)


def test_the_imprint_of_a_release_has_commit_and_permanent_address(project):
    address = "https://wards.example/v2.1.0/"
    released = replace(project, version="2.1.0", commit="0123456789", permalink=address)

    words = f'"Version 2.1.0", "commit 0123456", link("{address}"), '
    assert words in write_preamble(released)


def test_the_running_head_names_the_chapter_that_a_page_begins_with(read_pages):
    pages = read_pages("#lorem(900)\n= Ships\n#lorem(900)\n#pagebreak()\n= Quays\nEnd.")
    heads = [page.splitlines()[0] for page in pages[1:]]

    assert heads == ["Beds Beds", "Beds Ships", "Beds Quays"]


def test_the_second_line_of_an_entry_of_the_bibliography_is_indented(read_pages):
    (page,) = read_pages("#reference[1. #lorem(30)]", mode="layout")
    lines = [line for line in page.splitlines() if line.strip()]
    first = next(index for index, line in enumerate(lines) if line.lstrip().startswith("1."))

    assert lines[first + 1].startswith(" ")
    assert not lines[first].startswith(" ")


def test_a_word_that_is_longer_than_its_column_is_broken(read_pages):
    long = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"
    cells = ", ".join([f"[{long}]"] * 5)
    (page,) = read_pages(f'#set text(lang: "de")\n#grouped(columns: 5, {cells})')

    assert long not in page
    assert page.count("\xad\n") >= 5


def test_a_word_that_fits_its_column_is_not_broken(read_pages):
    (page,) = read_pages(f"#grouped(columns: 3, {'[#lorem(80)],' * 3})")

    assert "\xad" not in page


def test_a_heading_of_one_long_word_is_broken(read_pages):
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    (page,) = read_pages(f'#set text(lang: "de")\n= {long}')

    assert long not in page

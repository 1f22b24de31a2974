"""Widths of columns for the Word file, and the notes below them."""

import pytest

from qi_press.formats.docx.columns import LINE, PADDING, fit_columns, share_room, split_notes
from qi_press.pandoc.elements import read_text
from qi_press.pandoc.program import read_html, read_markdown

SHORT = "| Ward | Beds |\n|---|---|\n| North wing | 4 |\n"
LONG = f"| Ward | What it is for |\n|---|---|\n| North | {'all that needs care ' * 20} |\n"
NOTED = """
<table><thead><tr><th>Ward</th><th>Beds</th></tr></thead><tbody>
<tr><td colspan="2"><strong>North</strong></td></tr><tr><td>One</td><td>4</td></tr>
<tr><td colspan="2">A note.</td></tr></tbody>
<tfoot><tr><td colspan="2">Another.</td></tr></tfoot></table>
"""


def fitted(text):
    (table,), _ = read_markdown(text, "test")
    table["c"][2] = [[align, {"t": "ColWidthDefault"}] for align, _ in table["c"][2]]
    return [width["c"] for _, width in fit_columns(table)["c"][2]]


def test_a_column_has_the_room_of_its_longest_line_when_all_fit():
    north_wing, beds = len("North wing") + PADDING, len("Beds") + PADDING

    assert fitted(SHORT) == [round(north_wing / LINE, 4), round(beds / LINE, 4)]


def test_a_long_text_takes_what_the_short_one_leaves():
    narrow, wide = fitted(LONG)

    assert narrow >= (len("North") + PADDING) / LINE
    assert narrow + wide == pytest.approx(1, abs=1e-3)  # rounded to four digits


def test_words_that_do_not_fit_share_the_room_by_their_length():
    assert share_room([40, 80], [30, 60], 45) == [15, 30]


def test_widths_of_the_author_stay():
    (table,), _ = read_markdown(SHORT, "test")
    table["c"][2] = [[align, {"t": "ColWidth", "c": 0.5}] for align, _ in table["c"][2]]

    assert fit_columns(table) is None


def test_notes_leave_the_end_of_a_table_and_the_name_of_a_group_stays():
    (table,) = read_html(NOTED, "test")
    bare, notes = split_notes(table)

    assert [read_text(note) for note in notes] == ["A note.", "Another."]
    assert "North" in read_text([bare])
    assert "note" not in read_text([bare])


def test_a_table_of_one_column_has_no_notes():
    (table,), _ = read_markdown("| Ward |\n|---|\n| North |\n", "test")

    assert split_notes(table) == (table, [])

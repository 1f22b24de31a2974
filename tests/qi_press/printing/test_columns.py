"""Widths of columns for the Word file."""

import pytest

from qi_press.composing.pandoc import read_markdown
from qi_press.printing.columns import LINE, PADDING, fit_columns, share_room

SHORT = "| Ward | Beds |\n|---|---|\n| North wing | 4 |\n"
LONG = f"| Ward | What it is for |\n|---|---|\n| North | {'all that needs care ' * 20} |\n"


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

"""The numbers of a figure as a table, and how they travel with the figure."""

import re

import pytest

from qi_stats import book
from qi_stats.figures.canvas import NUMBERS
from qi_stats.tables import list_numbers
from qi_stats.tables.naming import Vocabulary

pytestmark = pytest.mark.usefixtures("mock_project")


def test_each_record_that_a_figure_shows_stands_with_its_words_and_its_key():
    figure = book.figure("flow")
    html = figure._repr_mimebundle_()[NUMBERS]

    assert re.findall(r'data-key="([^"]+)"', html) == [record.key for record in figure.shown]
    assert html.count('<th scope="row">') == len(figure.shown) > 0


def test_words_of_the_codebook_stay_text(make_record, mock_codebook):
    south = {"variable": "ward", "variable_level": "south"}
    html = list_numbers([make_record("x.ward.south.n", 1, **south)], Vocabulary(mock_codebook, {}))

    assert "South &amp; *annex*" in html


def test_a_figure_of_no_records_has_no_table(mock_codebook):
    assert list_numbers((), Vocabulary(mock_codebook, {})) == ""


def test_a_range_has_a_column_of_its_own_where_there_is_one(make_record, mock_codebook):
    shaky = {"identified": "bounded", "range": (0.0123, 0.9)}
    records = [make_record("x.a.p", 0.5, "p", **shaky), make_record("x.b.p", 0.2, "p")]
    html = list_numbers(records, Vocabulary(mock_codebook, {}))

    assert '<th scope="col">Range of possible values</th>' in html
    assert '<td class="gt_right">.01 to .90, proven</td>' in html
    assert '<td class="gt_right"></td>' in html
    assert "Range" not in list_numbers(records[1:], Vocabulary(mock_codebook, {}))

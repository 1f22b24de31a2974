"""Every table that a chapter can ask for can be drawn."""

import pytest

from qi_files.errors import InputError
from qi_stats.tables import Sources, draw_dictionary, draw_outline, draw_rules, draw_table


@pytest.fixture
def sources(mock, mock_displays, mock_codebook):
    return Sources(mock_displays, mock, mock_codebook, tuple, tuple, tuple)


@pytest.mark.parametrize("name", ["people", "coding", "tests"])
def test_each_kind_of_table_is_drawn(sources, name):
    assert f'id="gt-{name}"' in draw_table(name, sources).to_html()


def test_an_unknown_table_is_answered_with_the_nearest(sources):
    with pytest.raises(InputError, match="did you mean “people”"):
        draw_table("peple", sources)


def test_marks_are_explained_below_the_table_that_has_them(sources):
    assert (
        "<sup>‡</sup> Not settled by the published numbers"
        in draw_table("tests", sources).to_html()
    )
    assert "‡" not in draw_table("people", sources).to_html()


def test_a_dictionary_shows_codes_and_where_values_come_from(mock_codebook):
    html = draw_dictionary("people", mock_codebook).to_html()

    assert "1 = North<br>2 = South &amp; *annex*" in html
    assert "The &lt;b&gt;east&lt;/b&gt; ward was closed." in html
    assert "18 to 90 years" in html
    assert "Only where Smokes: Yes." in html
    assert "Derived: yes where “Visits” has a row." in html
    assert "<code>A</code>, then 1 digit" in html


def test_a_child_table_says_what_it_belongs_to(mock_codebook):
    html = draw_dictionary("visits", mock_codebook).to_html()

    assert "Each row belongs to a row of the table “People”, 2 at most." in html
    assert "Counts 1, 2, 3 and so on." in html


def test_rules_stand_with_the_table_they_hold_for(mock_codebook):
    assert "No smoking in the south" in draw_rules(mock_codebook).to_html()


def test_the_plan_shows_each_analysis_with_rows_roles_and_methods(sources):
    html = draw_outline(sources.displays, sources.ledger, sources.codebook).to_html()

    assert "Who waited?" in html
    assert "People; Who was seen; Waits; Wards" in html, "the titles of what shows its results"
    assert "Ward: North" in html
    assert "Age; Ward; Smokes; Waits" in html
    assert "describe: <code>qi_stats.stats:describe_numbers</code>" in html
    assert "ml: <code>qi_stats.stats:fit_logistic</code>" in html

"""A chapter gets tables, figures and appendices by their id."""

import pytest

from qi_stats import book
from qi_stats.book.sections import fence_html

pytestmark = pytest.mark.usefixtures("mock_project")


def test_tables_and_figures_are_found_by_their_id():
    assert "gt-people" in book.table("people")._repr_html_()
    assert len(book.figure("ratios").axes) == 2
    assert str(book.figure_description("flow")).startswith("Who was seen. People: 5.")


def test_words_of_a_description_are_no_markdown():
    assert r"South \& \*annex\*" in book.figure_description("wards")._repr_markdown_()


def test_the_whole_codebook_has_a_heading_for_each_table():
    markdown = book.codebook()._repr_markdown_()
    headings = [line for line in markdown.splitlines() if line.startswith("#")]

    assert headings == [
        "## People",
        "## Visits",
        "## Rules that hold within and between the tables",
    ]
    assert markdown.count("```{=html}\n<div") == 3


def test_one_table_of_the_codebook_stands_alone():
    assert "<code>visit</code>" in book.codebook("visits")._repr_html_()


def test_the_plan_and_the_claims_are_tables():
    assert "Smoking on age" in book.plan()._repr_html_()
    assert "In the &lt;north&gt;" in book.reproduction()._repr_html_()


def test_no_run_of_backticks_ends_a_raw_block():
    assert fence_html("a ```` b").splitlines() == ["`````{=html}", "a ```` b", "`````"]

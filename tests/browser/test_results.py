"""All results: rows that can be filtered, and files that can be taken along."""

import csv
import io
import json

import pytest

RESULTS = "chapters/all-results.html"


def fetch(page, words):
    """Return the text of the first file that a link with these words offers."""
    link = page.get_by_role("link", name=words).first
    answer = page.request.get(link.evaluate("link => link.href"))
    assert answer.ok
    return answer.text()


def test_a_row_tells_what_it_is_and_what_is_known(open_page):
    page = open_page(f"{RESULTS}#smoking_on_age.ml.age.odds_ratio")
    row = page.locator("tr:target")

    assert row.is_visible()
    assert "0.08" in row.inner_text()
    assert "illustrative (0.10 to 9.00)" in row.inner_text()


def test_typed_words_filter_the_rows_and_say_how_many_are_left(open_page):
    page = open_page(RESULTS)
    rows = page.locator("tr[id]")
    total = rows.count()
    page.get_by_label("Find a result").fill("welch df")

    assert page.get_by_role("status").first.inner_text() == f"1 of {total} rows"
    assert page.locator("tr[id]:visible").get_attribute("id") == "age_by_smoking.welch.df"
    assert page.get_by_role("heading", name="Who the people were").is_hidden()
    page.get_by_label("Find a result").fill("")
    assert page.locator("tr[id]:visible").count() == total


def test_all_results_can_be_taken_along(open_page, mock):
    page = open_page(RESULTS)

    rows = list(csv.DictReader(io.StringIO(fetch(page, "Data (CSV)"))))
    assert [row["key"] for row in rows] == list(mock.keys())
    assert len(json.loads(fetch(page, "Data (JSON)"))["records"]) == len(mock)


def test_a_table_offers_the_records_that_it_shows(open_page):
    page = open_page("chapters/numbers.html")
    shown = page.locator("#tbl-people a[data-card]")
    keys = {link.get_attribute("href").partition("#")[2] for link in shown.all()}

    rows = csv.DictReader(io.StringIO(fetch(page.locator("#tbl-people").page, "Data (CSV)")))
    assert {row["key"] for row in rows} == keys


@pytest.mark.parametrize("words", ["Data (CSV)", "Image (SVG)", "Image (PNG)"])
def test_a_figure_offers_its_data_and_itself(open_page, words):
    page = open_page("chapters/numbers.html")
    link = page.locator("#fig-flow").get_by_role("link", name=words)

    assert page.request.get(link.evaluate("link => link.href")).ok


def test_the_report_can_be_cited_from_its_front_page(open_page):
    page = open_page("index.html")

    assert "Ada Pier. The Ward Report. March 1, 2026." in page.locator(".cite").inner_text()
    assert "title = {{The Ward Report}}" in fetch(page, "BibTeX")
    assert "TI  - The Ward Report" in fetch(page, "RIS")

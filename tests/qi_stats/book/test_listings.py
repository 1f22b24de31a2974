"""Which chapter lists which records."""

import re

import pytest

from qi_files.errors import InputError
from qi_stats import book
from qi_stats.book.listings import Listing, complete_listings, find_listing, load_listings
from qi_stats.ledger import Ledger

NAMES = ("people", "smoking_on_age", "smoking_on_ward", "age_by_smoking")
COUNTS = Listing("chapters/counts.qmd", "counts & shares", ("people",))
TESTS = Listing("more/tests.qmd", "tests", NAMES[1:])
SHARED = """\
extensions:
  link-records:
    chapters/counts.qmd: {holds: counts & shares, analyses: [people]}
    more/tests.qmd:
      holds: tests
      analyses: [smoking_on_age, smoking_on_ward, age_by_smoking]
"""


@pytest.fixture
def shared(mock_project):
    """The invented study, whose records two chapters share."""
    (mock_project / "_quarto.yml").write_text(f"project: {{type: book}}\n{SHARED}")
    return mock_project


def list_rows(register):
    return set(re.findall(r'<tr id="([^"]+)"', register.to_markdown()))


@pytest.mark.parametrize("text", ["project: {}", "extensions: {other: 1}", "extensions:"])
def test_without_a_setting_one_chapter_lists_all(tmp_path, text):
    (tmp_path / "_quarto.yml").write_text(text)
    listings = load_listings(tmp_path / "_quarto.yml")

    assert complete_listings(listings, NAMES) == (
        Listing("chapters/all-results.qmd", "all results", NAMES),
    )


def test_the_settings_share_the_records_out(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SHARED)

    assert load_listings(tmp_path / "_quarto.yml") == (COUNTS, TESTS)


@pytest.mark.parametrize(
    "text", ["[a]", "{a.qmd: [people]}", "{a.qmd: {holds: a}}", "{a.qmd: {holds: a, analyses: b}}"]
)
def test_a_setting_in_another_form_is_refused(tmp_path, text):
    (tmp_path / "_quarto.yml").write_text(f"extensions:\n  link-records: {text}\n")

    with pytest.raises(InputError, match="holds"):
        load_listings(tmp_path / "_quarto.yml")


@pytest.mark.parametrize(
    ("analyses", "found"),
    [
        (NAMES[2:], "no “smoking_on_age”"),
        ((*NAMES[1:], "people"), "“people” 2 times"),
        ((*NAMES[1:], "wards"), "“wards”, which has no records"),
    ],
)
def test_each_analysis_stands_in_one_list(analyses, found):
    listings = (COUNTS, Listing("more/tests.qmd", "tests", analyses))

    with pytest.raises(InputError) as caught:
        complete_listings(listings, NAMES)

    assert caught.value.found == found


@pytest.mark.parametrize("chapter", [None, "chapters/count.qmd"])
def test_one_list_of_several_is_asked_for_by_its_chapter(chapter):
    with pytest.raises(InputError, match=r"one of chapters/counts\.qmd, more/tests\.qmd"):
        find_listing(chapter, (COUNTS, TESTS))


@pytest.mark.usefixtures("shared")
def test_the_lists_hold_every_record_once_and_lead_to_each_other(mock):
    counts, tests = book.results(COUNTS.chapter), book.results(TESTS.chapter)

    assert list_rows(counts) == {one.key for one in mock if one.analysis == "people"}
    assert list_rows(counts) | list_rows(tests) == set(mock.keys())
    assert not list_rows(counts) & list_rows(tests)
    assert set(counts.make_cards()) == list_rows(counts)
    assert '<a href="../more/tests.html">tests</a>' in counts.to_markdown()
    assert '<a href="../chapters/counts.html">counts &amp; shares</a>' in tests.to_markdown()


@pytest.mark.usefixtures("shared")
def test_a_list_is_taken_along_by_itself_or_with_all(mock):
    listed = Ledger(record for record in mock if record.analysis == "people")

    assert book.ledger(COUNTS.chapter).ledger == listed
    assert book.ledger().ledger == mock
    shown = book.ledger(COUNTS.chapter)._repr_mimebundle_()["text/markdown"]
    assert shown == f"{len(listed)} results of the analyses."


@pytest.mark.usefixtures("shared")
def test_an_analysis_that_no_list_holds_stops_the_chapter(shared):
    text = (shared / "_quarto.yml").read_text()
    (shared / "_quarto.yml").write_text(text.replace("smoking_on_ward, ", ""))

    with pytest.raises(InputError, match="smoking_on_ward"):
        book.results(COUNTS.chapter)

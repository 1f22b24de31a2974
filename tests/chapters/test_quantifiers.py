"""A sentence about all, most, none or only some of the tests is held against the ledger."""

from __future__ import annotations

import re

import pytest
from manuscript import list_chapters, read_chapter, strip_markup

from qi_stats.book.project import read_claims, read_findings, read_results

LEVEL = 0.05
MAIN = ("mental_health_by_acceptance", "acceptance_on_mental_health")
ABOUT_RESULTS = re.compile(
    r"\b(all|most|none|only|every|each|both|neither|no)\b(\W+\w+){0,3}?\W+"
    r"(tests?|methods?|intervals?|odds ratios?|tables?|P\*? values?|means?|percentages?)\b",
    re.IGNORECASE,
)
"""A quantifier, and within a few words what it counts."""
CONCLUDING = ("index", "results", "what-the-paper-pins-down", "discussion", "conclusion")


def numbers(stat, *analyses):
    """Return the numbers of all records of the analyses whose keys end in `stat`."""
    return [
        record.stat
        for record in read_results()
        if record.analysis in analyses and record.key.endswith(f".{stat}")
    ]


def number(key):
    return read_results().get(key).stat


def every_examined_test_turns_with_one_chart():
    found = numbers("fragility.index", *MAIN)
    return len(found) > 1 and set(found) == {1}


def no_other_test_prints_its_p():
    printed = {claim.key.partition(".")[0] for claim in read_claims() if claim.kind == "p"}
    return printed == set(MAIN)


def no_single_number_is_impossible():
    doubted = {
        read_claims().by_name[one.claims[0]].kind
        for one in read_findings()
        if one.rank == "impossible"
    }
    return not doubted & {"mean", "sd", "percent"}


CHECKED = {
    "would change the verdict of each test that was examined": (
        every_examined_test_turns_with_one_chart
    ),
    "The paper prints none of these *P* values": no_other_test_prints_its_p,
    "For the remaining tests, the paper prints no *P* value": no_other_test_prints_its_p,
    "Every mean and standard deviation passed, and every percentage too": (
        no_single_number_is_impossible
    ),
    "On none of the tables does it round": lambda: (
        number("audit.tables.mental_health_by_acceptance.fitting") == 0
    ),
    "no table would give the published *P* of the regression": lambda: (
        number("audit.readings.any_further_service.acceptance_on_mental_health.fitting") == 0
        and number("audit.readings.health_psychology_services.acceptance_on_mental_health.fitting")
        == 0
    ),
    "leave only one table": lambda: number("audit.tables.acceptance_on_mental_health.fitting") == 1,
}
"""Phrases about a set of results, and what the ledger must hold for them to be true."""

ABOUT_NO_RESULT = {
    "the percentages are of all with further services": "names the denominator",
    "tables fit these totals, and only": "the numbers stand in the sentence",
    "Only a few tables of counts have those totals": "the number stands in the text below",
    "shows every such table": "what a figure shows",
    "For each it gives the *P* value": "what a figure shows",
    "shows how far each *P* value is settled": "what a figure shows",
    "needs no test": "a judgment",
    "the counts behind each test": "a wish for the next project",
}
"""Phrases that speak of tests, but not of what came out, and why."""


def sentences():
    return [
        pytest.param(strip_markup(line.text), id=f"{name}:{line.number}")
        for name in list_chapters()
        if name.removeprefix("chapters/").removesuffix(".qmd") in CONCLUDING
        for line in read_chapter(name).prose
        if ABOUT_RESULTS.search(strip_markup(line.text))
    ]


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_about_all_or_most_tests_is_checked_or_concerns_no_result(sentence):
    assert any(phrase in sentence for phrase in [*CHECKED, *ABOUT_NO_RESULT])


@pytest.mark.parametrize("phrase", CHECKED)
def test_the_ledger_bears_the_sentence_out(phrase):
    assert CHECKED[phrase]()

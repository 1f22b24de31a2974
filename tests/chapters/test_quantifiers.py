"""A sentence about all, most, none or only some of the tests is held against the ledger."""

from __future__ import annotations

import re

import numpy as np
import pytest
from manuscript import ROOT, list_chapters, read_chapter, strip_markup
from scipy import stats

from qi_stats.audit.reproduction.audit_file import load_audit_file
from qi_stats.book.project import read_claims, read_findings, read_results
from qi_stats.stats import welch_t

LEVEL = 0.05
PRINTED = "0.03"
GROUP_TOTALS = ("group.yes.n", "group.no.n")
OTHERS = (
    "acceptance_on_sessions",
    "follow_through_on_sessions",
    "substance_use_by_acceptance",
    "prior_contact_by_acceptance",
)
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


def no_other_table_comes_near():
    """Ask every table that the printed totals allow for the P of the regression."""
    tested = load_audit_file(ROOT / "results/audit.json").survey.tested
    tables = next(one.tables for one in tested if one.analysis == "acceptance_on_mental_health")
    found = [p for table in tables for key, p in table.values.items() if key.endswith("_p")]
    near = [p for p in found if p is not None and 0.02 < p < 0.1]
    return len(near) == 1 < len(found)


def every_examined_test_turns_with_one_row():
    found = numbers("fragility.index", *MAIN)
    return len(found) > 1 and set(found) == {1}


def no_other_test_prints_its_p():
    printed = {claim.key.partition(".")[0] for claim in read_claims() if claim.kind.name == "p"}
    return printed == set(MAIN)


def no_single_number_is_impossible():
    doubted = {
        read_claims().by_name[one.claims[0]].kind.name
        for one in read_findings()
        if one.rank == "impossible"
    }
    return not doubted & {"mean", "sd", "percent"}


def no_rival_prints_as_published():
    """Compute the rivals on every table that the printed totals allow."""
    totals = [number(f"acceptance_by_mental_health.{key}") for key in GROUP_TOTALS]
    accepted = number("patients.accepted.yes.n")
    shown = "{:.2f}".format
    found = []
    for events in range(max(0, accepted - totals[1]), min(totals[0], accepted) + 1):
        table = np.array([[events, totals[0] - events], [accepted - events, 0]])
        table[1, 1] = totals[1] - table[1, 0]
        found += [shown(p) for p in _judge_by_rivals(table) if p is not None]
    return PRINTED not in found and len(found) > 1


def _judge_by_rivals(table):
    """Return P of the likelihood ratio test, and of Welch's test of diagnosis by acceptance."""
    y = np.repeat([1.0, 0.0, 1.0, 0.0], table.ravel())
    x = np.repeat([1.0, 1.0, 0.0, 0.0], table.ravel())
    deviance = 2 * (
        _log_likelihood(table[0]) + _log_likelihood(table[1]) - _log_likelihood(table.sum(axis=0))
    )
    return stats.chi2.sf(deviance, 1), welch_t(x[y == 1], x[y == 0]).p


def _log_likelihood(counts):
    return sum(n * np.log(n / counts.sum()) for n in counts if n)


CHECKED = {
    "would move *P* across .05 for each test that was examined": (
        every_examined_test_turns_with_one_row
    ),
    "The paper prints none of these *P* values": no_other_test_prints_its_p,
    "For the remaining tests, the paper prints no *P* value": no_other_test_prints_its_p,
    "Every mean and standard deviation passed, and every percentage too": (
        no_single_number_is_impossible
    ),
    "On none of the tables does it round": lambda: (
        number("audit.tables.mental_health_by_acceptance.fitting") == 0
    ),
    "On none of the possible tables does the likelihood ratio test or Welch": (
        no_rival_prints_as_published
    ),
    "no table would give the published *P* of the regression": lambda: (
        number("audit.readings.any_further_service.acceptance_on_mental_health.fitting") == 0
        and number("audit.readings.health_psychology_services.acceptance_on_mental_health.fitting")
        == 0
    ),
    "no other table comes near": no_other_table_comes_near,
    "leave a single table of counts": lambda: (
        number("audit.tables.acceptance_on_mental_health.fitting") == 1
    ),
    "this one has the smallest *P* value": lambda: (
        number("acceptance_on_mental_health.ml.mental_health_diagnosis.p")
        < min(p for p in numbers("ml.conjoint_sessions.p", *OTHERS) + numbers("welch.p", *OTHERS))
    ),
}
"""Phrases about a set of results, and what the ledger must hold for them to be true."""

ABOUT_NO_RESULT = {
    "the percentages are of all with further services": "names the denominator",
    "Only a few tables of counts have those totals": "the number stands in the text below",
    "shows every such table": "what a figure shows",
    "For each it gives the *P* value": "what a figure shows",
    "shows how far each *P* value is settled": "what a figure shows",
    "needs no test": "a judgment",
    "the counts behind each test": "a wish for the next project",
    "All tests that were declared for this table stand in": "where they are",
    "every test of the main association": "the name of an appendix",
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

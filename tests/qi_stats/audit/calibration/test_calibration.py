"""The auditor neither raises false alarms nor misses what can be seen; the document says so."""

import re
from fractions import Fraction
from pathlib import Path

import pytest

from qi_stats.audit.calibration import calibrate, render_calibration
from qi_stats.audit.calibration.calibrate import has_fault
from qi_stats.audit.calibration.forward import Root, print_true
from qi_stats.audit.calibration.oracle import _reach, is_possible
from qi_stats.audit.calibration.papers import write_paper
from qi_stats.audit.calibration.report import REPEATED

DOCUMENT = Path(__file__).parents[4] / "docs" / "audit-calibration.md"


@pytest.fixture(scope="module")
def small():
    return calibrate(REPEATED)


def test_no_false_alarm_and_no_missed_error(small):
    assert small.is_perfect
    assert small.false_alarms == 0
    assert all(one.caught == one.detectable > 0 for one in small.rates)


def test_another_seed_writes_other_papers():
    assert calibrate(5, seed=1).is_perfect
    assert write_paper(1, 0).finish().by_name != write_paper(2, 0).finish().by_name


def test_the_same_seed_writes_the_same_paper():
    assert write_paper(7, 3).finish() == write_paper(7, 3).finish()


def test_committed_document_belongs_to_the_code(small):
    """Its words, and the table of the first papers, are what the code writes now."""
    document = DOCUMENT.read_text(encoding="utf-8")
    table = render_calibration(small).partition("## Result\n\n")[2].partition("\n## ")[0]
    assert document.rpartition("The tests repeat these.\n\n")[2].strip() == table.strip()
    now = render_calibration(small)
    doors = r"## As a reader types them.*?(?=\n## The first)"
    document = re.sub(doors, "", document, flags=re.DOTALL)
    assert _leave_out_counts(document.partition("\n## The first")[0]) == _leave_out_counts(now)


def _leave_out_counts(text):
    head, _, rest = text.partition("## Result\n")
    return head, re.sub(r"\d+", "N", rest).split()


def test_committed_document_is_of_a_thousand_papers_without_alarm():
    document = DOCUMENT.read_text(encoding="utf-8")
    assert "1000 clean papers (seed 2017): 0 false alarms." in document
    rows = re.findall(r"\| (\d+) of (\d+) \| (\d+) \|", document)
    assert rows
    assert all(caught == detectable and over == "0" for caught, detectable, over in rows)


def test_clean_papers_are_possible_and_damaged_ones_are_not():
    paper = write_paper(2017, 0)
    assert is_possible(paper, {"n": paper.claims["n"]})
    from dataclasses import replace

    wrong = {"n": replace(paper.claims["n"], text=str(paper.sizes["n"] + 1))}
    assert not is_possible(paper, wrong)
    assert has_fault(paper, wrong)
    assert not has_fault(paper)


def test_reach_lists_the_sums_of_squares():
    """Two numbers from 0 to 2: a sum of 2 is 0 + 2 or 1 + 1, with squares of 4 or 2."""
    assert _reach(2, 2)[2] == (1 << 4) | (1 << 2)


@pytest.mark.parametrize(
    ("value", "places", "policy", "expected"),
    [
        (Fraction(-5, 2), 0, "half_up", "-3"),
        (Fraction(-1, 100), 1, "half_up", "0.0"),
        (Fraction(5, 2), 0, "half_down", "2"),
        (Fraction(1875, 100), 1, "half_even", "18.8"),
        (Root(Fraction(9, 4)), 0, "half_even", "2"),
        (Root(Fraction(9, 4)), 0, "truncation", "1"),
        (Fraction(1, 3), 2, "truncation", "0.33"),
    ],
)
def test_values_are_printed_exactly(value, places, policy, expected):
    assert print_true(value, places, policy) == expected


def test_no_papers_no_calibration():
    with pytest.raises(ValueError, match="at least one paper"):
        calibrate(0)


@pytest.mark.parametrize("door", ["## As a reader types them", "## As text"])
def test_committed_document_says_that_papers_of_a_reader_hold_the_bar(door):
    """At least 59 of 60 wrong totals are caught or asked about; no paper is accused."""
    document = DOCUMENT.read_text(encoding="utf-8")
    typed = document.partition(door)[2].partition("\n## ")[0]
    assert ": 0 false alarms" in typed
    total = re.search(r"\| Total that does not add up \| (\d+) \| \d+ \| (\d+) \| 0 \|", typed)
    assert total is not None
    assert int(total[2]) >= int(total[1]) - 1 >= 58


def test_committed_document_has_no_false_alarm_in_larger_papers():
    document = DOCUMENT.read_text(encoding="utf-8")
    larger = document.partition("## Larger papers")[2].partition("\n## ")[0]
    assert "read again: 0 false alarms" in larger

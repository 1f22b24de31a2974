"""Invented papers as a reader types them, without a codebook."""

import json
import random

import pytest

from qi_stats.audit.calibration.errors import plant_error
from qi_stats.audit.calibration.front_door import audit_typed, is_noticed, try_door, write_yaml
from qi_stats.audit.calibration.larger_papers import audit_larger, change_digit, write_larger
from qi_stats.audit.calibration.paper_text import audit_text
from qi_stats.audit.calibration.papers import write_paper


def test_clean_papers_have_no_fault_and_no_question():
    assert not any(is_noticed(audit_typed(write_paper(2017, number))) for number in range(3))


@pytest.mark.parametrize("number", range(3))
def test_a_wrong_total_is_told_or_asked_about(number):
    paper = write_paper(2017, number)
    changed = plant_error("total", paper, random.Random(f"2017 total {number}"))  # noqa: S311
    assert is_noticed(audit_typed(paper, changed))


@pytest.mark.parametrize("number", range(3))
def test_papers_as_text_have_no_fault_and_a_wrong_total_is_noticed(number):
    paper = write_paper(2017, number)
    assert not any(one.is_fault for one in audit_text(paper))
    changed = plant_error("total", paper, random.Random(f"2017 total {number}"))  # noqa: S311
    assert is_noticed(audit_text(paper, changed))


@pytest.mark.parametrize("number", range(3))
def test_larger_papers_have_no_fault_and_a_changed_total_is_noticed(number):
    claims = write_larger(2017, number)
    assert not is_noticed(audit_larger(claims))
    claims["n_a"]["text"] = str(int(claims["n_a"]["text"]) + 10)
    assert is_noticed(audit_larger(claims))


def test_one_digit_is_changed():
    claims = write_larger(2017, 0)
    changed = change_digit(claims, random.Random(1))  # noqa: S311
    (name,) = [one for one in claims if claims[one] != changed[one]]
    before, after = (json.dumps(one[name]) for one in (claims, changed))
    assert sum(first != second for first, second in zip(before, after, strict=True)) == 1


def test_rates_count_what_is_noticed():
    alarms, rates = try_door([write_paper(2017, 0)], 2017)
    assert alarms == 0
    assert all(one.faults <= one.noticed <= one.detectable <= 1 for one in rates)


def test_the_file_says_what_a_reader_can_know():
    text = write_yaml(write_paper(2017, 0))
    assert "items: 1" in text
    assert "method: wald" in text

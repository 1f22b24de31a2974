"""A mean of ages stored as 90 where they are higher is told as a bound."""

from dataclasses import replace

import pandas as pd
import pytest

from qi_stats.codebook import load_codebook
from qi_stats.plan.run.capped import bound_capped
from qi_stats.rounding import format_number
from qi_stats.tables.markup import show_bounds, show_pair, to_text

from ..conftest import TINY

# Mean of 70, 80, 90, 90 is 82.5, SD 9.6; quartiles by type 7 are 77.5, 85, 90.
FOUND = {"n": 4, "mean": 82.5, "sd": 9.574, "low": 67.3, "q1": 77.5, "median": 85.0, "max": 90}


@pytest.fixture
def age():
    variable = load_codebook(TINY / "codebook.yaml").variable("residents", "score")
    return replace(variable, identifier="capped", range=(0.0, 90.0))


@pytest.fixture
def records(make_record):
    return [
        replace(make_record(f"people.score.{name}", stat), stat_name=name, fmt="decimal1")
        for name, stat in FOUND.items()
    ]


def test_statistics_that_a_cap_lowered_are_bounds(age, records):
    found = list(bound_capped(records, age, pd.DataFrame({"score": [70, 80, 90, 90]})))
    assert [one.stat for one in found] == list(FOUND.values())
    shown = {one.stat_name: format_number(one.stat, one.fmt) for one in found}
    assert shown == {
        "n": "4.0", "mean": "≥82.5", "sd": "≥9.6", "low": "67.3", "q1": "77.5", "median": "≥85.0",
        "max": "≥90.0",
    }  # fmt: skip
    mean = found[1].warnings[-1]
    assert mean == "90 stands for 90 or more in 2 rows, so that the true value is this or higher."
    assert "as they are stored" in found[3].warnings[-1]


def test_tables_show_the_bounds(age, records):
    found = list(bound_capped(records, age, pd.DataFrame({"score": [70, 80, 90, 90]})))
    _, mean, sd, _, q1, median, _ = found
    assert to_text(show_pair(mean, sd)) == "≥82.5 (≥9.6)"
    assert to_text(show_bounds(q1, median)) == "77.5 to ≥85.0"


def test_without_a_capped_row_nothing_is_a_bound(age, records):
    rows = pd.DataFrame({"score": [70, 80, 85, 89]})
    assert list(bound_capped(records, age, rows)) == records
    kept = replace(age, identifier="kept")
    assert list(bound_capped(records, kept, pd.DataFrame({"score": [90]}))) == records

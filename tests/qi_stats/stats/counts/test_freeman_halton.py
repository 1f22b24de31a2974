"""Fisher's test of tables of any size: agreement with R and with the test of 2×2, and edges."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import fisher_exact, freeman_halton

REFERENCE = Path(__file__).parents[3] / "reference" / "freeman_halton.json"
CASES = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]
SUMMED = 1e-9  # R sums the chances of many tables in another order

small = st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2)


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case = CASES[name]
    found = freeman_halton(case["table"]).p

    agree("Fisher's exact test, any table", "freeman_halton", found, case["p"], rel=SUMMED)


@given(small)
def test_of_two_by_two_it_is_fishers(table):
    p = fisher_exact(table).p

    assert freeman_halton(table).p == (None if p is None else pytest.approx(p, rel=1e-9))


def test_groups_and_levels_may_change_places():
    table = [[1, 4, 2], [5, 0, 3], [2, 2, 2]]
    turned = [list(column) for column in zip(*table, strict=True)]

    assert freeman_halton(turned).p == pytest.approx(freeman_halton(table).p, rel=1e-12)


def test_too_many_tables_are_told(monkeypatch):
    monkeypatch.setattr("qi_stats.stats.counts.freeman_halton.MOST_WORK", 10)
    found = freeman_halton([[5, 5, 5], [5, 5, 5], [5, 5, 5]])

    assert found.p is None
    assert "too many tables" in found.warnings[0]


@pytest.mark.parametrize("table", [[[1, 2]], [[1, -2], [3, 4]], [1, 2]])
def test_other_tables_are_refused(table):
    with pytest.raises(ValueError, match="table must"):
        freeman_halton(table)

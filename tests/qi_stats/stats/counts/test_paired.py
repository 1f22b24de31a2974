"""McNemar's exact test: agreement with R, defining equations, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import mcnemar_exact

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "tables2x2.json").read_text(encoding="utf-8"))["cases"]
SOLVED = 1e-10  # beta quantiles, solved by both programs


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    expected = CASES[name]["mcnemar"]
    estimate = mcnemar_exact(CASES[name]["table"])

    found = {field: getattr(estimate, field) for field in expected}
    agree("McNemar's exact test", "tables2x2", found, expected, rel=SOLVED)


def test_by_hand():
    # 1 pair got worse and 5 better: twice (1 + 6) of the 64 ways.
    assert mcnemar_exact([[3, 1], [5, 9]]).p == pytest.approx(2 * (1 + 6) / 64)
    assert mcnemar_exact([[3, 1], [5, 9]]).odds_ratio == 1 / 5


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_only_pairs_that_differ_count_and_direction_inverts(same, lost, gained):
    one = mcnemar_exact([[same, lost], [gained, 2]])
    other = mcnemar_exact([[0, gained], [lost, same]])

    assert one.p == other.p
    if lost and gained:
        assert one.odds_ratio * other.odds_ratio == pytest.approx(1)
        assert one.low * other.high == pytest.approx(1)
        share = one.low / (1 + one.low)
        assert stats.binom.sf(lost - 1, lost + gained, share) == pytest.approx(0.025)


def test_no_change_at_all_gives_no_number_but_a_reason():
    estimate = mcnemar_exact([[4, 0], [0, 5]])

    assert estimate.p is estimate.odds_ratio is None
    assert estimate.warnings == ("No pair differs, so there is nothing to compare.",)


def test_change_in_one_direction_has_no_upper_bound():
    estimate = mcnemar_exact([[4, 6], [0, 5]])

    assert estimate.p == pytest.approx(2 / 2**6)
    assert estimate.odds_ratio is estimate.high is None
    assert len(estimate.warnings) == 2


def test_what_is_not_a_table_of_counts_is_refused():
    with pytest.raises(ValueError, match="table must be 2 by 2"):
        mcnemar_exact([[1, 2, 3], [4, 5, 6], [7, 8, 9]])

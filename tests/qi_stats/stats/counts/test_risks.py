"""Risk difference, risk ratio, odds ratio, number needed: agreement with R, equations, edges."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from qi_stats.stats import number_needed, odds_ratio, risk_difference, risk_ratio
from qi_stats.stats.counts.score import measure_score

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "tables2x2.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form
ITERATED = 1e-7  # R finds the restricted risk by a search within a search

SCRIPT, NEWCOMBE = "tables2x2", "Risk difference, Newcombe interval"
SCORE = {
    "koopman": "Risk ratio, Koopman interval",
    "miettinen_nurminen": "Risk ratio, Miettinen and Nurminen interval",
}

cells = st.integers(0, 20)
tables = st.tuples(cells, cells, cells, cells).map(lambda x: [[x[0], x[1]], [x[2], x[3]]])
filled = st.tuples(*[st.integers(1, 20)] * 4).map(lambda x: [[x[0], x[1]], [x[2], x[3]]])


@pytest.mark.parametrize("name", CASES)
def test_newcombe_interval_agrees_with_r(name, agree):
    (a, b), (c, d) = CASES[name]["table"]
    expected = CASES[name]["newcombe"]
    estimate = risk_difference([[a, b], [c, d]])

    assert estimate.difference == a / (a + b) - c / (c + d)
    bounds = (estimate.low, estimate.high)
    agree(NEWCOMBE, SCRIPT, bounds, (expected["low"], expected["high"]), rel=CLOSED, floor=1e-15)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("interval", SCORE)
def test_score_intervals_agree_with_r(name, interval, agree):
    expected = CASES[name][interval]
    estimate = risk_ratio(CASES[name]["table"], interval=interval)

    bounds = (estimate.low, estimate.high)
    agree(SCORE[interval], SCRIPT, bounds, (expected["low"], expected["high"]), rel=ITERATED)


@pytest.mark.parametrize("name", CASES)
def test_woolf_interval_agrees_with_r(name, agree):
    case = CASES[name]
    plain = odds_ratio(case["table"])
    added = odds_ratio(case["table"], correction="haldane")

    woolf = case["woolf"] or [None, None]
    corrected = (added.odds_ratio, added.low, added.high)
    agree("Odds ratio, Woolf interval", SCRIPT, (plain.low, plain.high), woolf, rel=CLOSED)
    agree("Odds ratio, 0.5 added", SCRIPT, corrected, case["haldane"], rel=CLOSED)


def test_newcombe_interval_agrees_with_his_table_2():
    large, small = risk_difference([[56, 14], [48, 32]]), risk_difference([[9, 1], [3, 7]])

    assert (large.low, large.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert (small.low, small.high) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_koopman_interval_agrees_with_his_example():
    estimate = risk_ratio([[36, 4], [16, 64]])

    assert estimate.risk_ratio == pytest.approx((36 / 40) / (16 / 80))
    assert (estimate.low, estimate.high) == pytest.approx((2.94, 7.15), abs=0.005)


@given(filled)
def test_intervals_agree_with_statsmodels(table):
    (a, b), (c, d) = table
    counts = (a, a + b, c, c + d)
    newcombe = confint_proportions_2indep(*counts, compare="diff", method="newcomb")
    score = confint_proportions_2indep(*counts, compare="ratio", method="score")
    difference = risk_difference(table)
    ratio = risk_ratio(table, interval="miettinen_nurminen")

    assert (difference.low, difference.high) == pytest.approx(newcombe, rel=1e-8, abs=1e-9)
    assert (ratio.low, ratio.high) == pytest.approx(score, rel=1e-4)


@given(tables)
@pytest.mark.parametrize("interval", SCORE)
def test_each_bound_of_the_ratio_is_one_that_the_score_test_just_rejects(interval, table):
    estimate = risk_ratio(table, interval=interval)
    (a, b), (c, d) = table
    n = a + b + c + d
    inflation = n / (n - 1) if interval == "miettinen_nurminen" else 1.0

    for bound in (estimate.low, estimate.high):
        if bound:
            z = measure_score((a, a + b), (c, c + d), bound, inflation)
            assert 2 * stats.norm.sf(abs(z)) == pytest.approx(0.05, rel=1e-7)


@given(tables)
def test_swapping_groups_turns_differences_and_inverts_ratios(table):
    swapped = table[::-1]
    difference, turned = risk_difference(table), risk_difference(swapped)
    ratio, inverse = risk_ratio(table), risk_ratio(swapped)

    if difference.difference is not None:
        assert difference.difference == pytest.approx(-turned.difference)
        assert (difference.low, difference.high) == pytest.approx((-turned.high, -turned.low))
        assert -1 <= difference.low <= difference.difference <= difference.high <= 1
    if ratio.high and inverse.high:
        assert ratio.risk_ratio * inverse.risk_ratio == pytest.approx(1)
        assert (ratio.low * inverse.high, ratio.high * inverse.low) == pytest.approx((1, 1))


@given(filled)
def test_the_odds_ratio_does_not_care_which_outcome_is_the_event(table):
    plain, other = odds_ratio(table), odds_ratio([row[::-1] for row in table])

    assert plain.odds_ratio * other.odds_ratio == pytest.approx(1)
    assert plain.low * other.high == pytest.approx(1)
    assert odds_ratio(np.array(table).T).odds_ratio == pytest.approx(plain.odds_ratio)


def test_number_needed_is_the_inverse_of_the_difference_and_its_bounds():
    table = [[30, 10], [10, 30]]
    difference, number = risk_difference(table), number_needed(table)

    assert number.number == pytest.approx(1 / (30 / 40 - 10 / 40))
    assert number.low == pytest.approx(1 / difference.high)
    assert number.high == pytest.approx(1 / difference.low)
    assert number.more is number.fewer is None
    assert number_needed(table[::-1]).high == pytest.approx(number.high)


def test_number_needed_runs_through_infinity_where_the_difference_may_be_zero():
    table = [[5, 5], [4, 6]]
    difference, number = risk_difference(table), number_needed(table)

    assert number.number == pytest.approx(10)
    assert number.low is number.high is None
    assert (number.more, number.fewer) == pytest.approx((1 / difference.high, -1 / difference.low))
    assert "runs through infinity" in number.warnings[0]


def test_equal_risks_need_no_number():
    number = number_needed([[5, 5], [5, 5]])

    assert number.number is None
    assert number.warnings[0] == "The risks are equal, so no number is needed."


@pytest.mark.parametrize("function", [risk_difference, risk_ratio, odds_ratio, number_needed])
def test_an_empty_group_gives_no_number_but_a_reason(function):
    estimate = function([[0, 0], [3, 4]])

    assert estimate.low is estimate.high is None
    assert "A group is empty" in estimate.warnings[0]


def test_ratios_without_events():
    neither = risk_ratio([[0, 5], [0, 4]])
    first = risk_ratio([[0, 5], [3, 4]])
    second = risk_ratio([[3, 4], [0, 5]])

    assert neither.risk_ratio is neither.low is None
    assert "Neither group has an event" in neither.warnings[0]
    assert (first.risk_ratio, first.low) == (0, 0)
    assert math.isfinite(first.high)
    assert second.risk_ratio is second.high is None
    assert second.low == pytest.approx(1 / first.high)
    assert "infinite" in second.warnings[0]


def test_odds_ratios_of_empty_cells():
    zero, infinite = odds_ratio([[0, 5], [3, 4]]), odds_ratio([[3, 4], [0, 5]])
    same = odds_ratio([[3, 0], [4, 0]], correction="haldane")

    assert (zero.odds_ratio, zero.low) == (0, None)
    assert "Woolf's interval does not exist" in zero.warnings[0]
    assert infinite.odds_ratio is None
    assert "infinite" in infinite.warnings[0]
    assert same.odds_ratio is None
    assert "All outcomes are the same" in same.warnings[0]


@pytest.mark.parametrize("function", [risk_difference, risk_ratio, odds_ratio, number_needed])
def test_bad_input_is_refused(function):
    with pytest.raises(ValueError, match="table must"):
        function([[1, -2], [3, 4]])
    with pytest.raises(ValueError, match="level must"):
        function([[1, 2], [3, 4]], level=1.5)


def test_unknown_choices_list_the_known_ones():
    with pytest.raises(ValueError, match="'koopman', 'miettinen_nurminen', not 'wald'"):
        risk_ratio([[1, 2], [3, 4]], interval="wald")
    with pytest.raises(ValueError, match="'none', 'haldane', not 'agresti'"):
        odds_ratio([[1, 2], [3, 4]], correction="agresti")

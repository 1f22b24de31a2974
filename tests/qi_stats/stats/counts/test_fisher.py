"""Fisher's exact test and mid-P: agreement with R, defining equations, invariances, edges."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import fisher_exact, fisher_mid_p
from qi_stats.stats.counts.hypergeometric import condition

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "tables2x2.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # sums of whole-number weights
ITERATED = 1e-10  # both solve to 1e-13 of the logarithm
JUMPS = 1e-7  # where P jumps, R finds the place to its allowance for equal chances
LOOSE = 1.5e-4  # fisher.test stops where the odds ratio, or its inverse, is good to 1.2e-4

SCRIPT, CONDITIONAL = "tables2x2", "Odds ratio, conditional ML"

cells = st.integers(0, 15)
tables = st.tuples(cells, cells, cells, cells).map(lambda x: [[x[0], x[1]], [x[2], x[3]]])


def read(estimate, expected):
    return {name: getattr(estimate, name) for name in expected}


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    table, expected = CASES[name]["table"], CASES[name]["fisher"]
    estimate = fisher_exact(table)

    doubled = fisher_exact(table, two_sided="central")
    bounds = read(estimate, expected["central"])
    agree("Fisher's P, minlike", SCRIPT, estimate.p, expected["p"], rel=CLOSED)
    agree("Fisher's P, central", SCRIPT, doubled.p, expected["central_p"], rel=CLOSED)
    agree(CONDITIONAL, SCRIPT, estimate.odds_ratio, expected["odds_ratio"], rel=ITERATED)
    agree("Fisher's interval, central", SCRIPT, bounds, expected["central"], rel=ITERATED)


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_what_fisher_test_itself_prints(name):
    estimate = fisher_exact(CASES[name]["table"])

    for field, expected in CASES[name]["fisher"]["loose"].items():
        found = getattr(estimate, field)
        if expected is None or expected == 0:
            assert found == expected
        else:
            power = 1 if expected < 1 else -1
            assert found**power == pytest.approx(expected**power, rel=0, abs=LOOSE)


@pytest.mark.parametrize("name", CASES)
def test_minlike_interval_agrees_with_a_search_in_r(name, agree):
    expected = CASES[name]["fisher"]["minlike"]
    estimate = fisher_exact(CASES[name]["table"], interval="minlike")

    found = read(estimate, expected)
    agree("Fisher's interval, minlike", SCRIPT, found, expected, rel=JUMPS)


@pytest.mark.parametrize("name", CASES)
def test_mid_p_agrees_with_r(name, agree):
    expected = CASES[name]["fisher"]
    estimate = fisher_mid_p(CASES[name]["table"])

    bounds = read(estimate, expected["mid_interval"])
    agree("Mid-P", SCRIPT, estimate.p, expected["mid_p"], rel=CLOSED)
    agree("Mid-P interval", SCRIPT, bounds, expected["mid_interval"], rel=ITERATED)


@settings(max_examples=60)
@given(tables)
def test_central_bounds_leave_half_the_error_in_each_tail(table):
    estimate = fisher_exact(table)
    (a, b), (c, d) = table
    law = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, 1.0)

    if estimate.low:
        law = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, estimate.low)
        assert law.sf(a - 1) == pytest.approx(0.025, rel=1e-8)
    if estimate.high:
        law = stats.nchypergeom_fisher(a + b + c + d, a + b, a + c, estimate.high)
        assert law.cdf(a) == pytest.approx(0.025, rel=1e-8)


@given(tables)
def test_the_estimate_expects_the_observed_cell(table):
    estimate = fisher_exact(table)

    if estimate.odds_ratio:
        given_margins = condition(np.array(table))
        chances = given_margins.chances(math.log(estimate.odds_ratio))
        assert chances @ given_margins.support == pytest.approx(table[0][0], rel=1e-9)


@settings(max_examples=60)
@given(tables, st.floats(-6, 6))
def test_minlike_interval_holds_every_odds_ratio_that_is_not_rejected(table, log_odds):
    estimate = fisher_exact(table, interval="minlike")

    if estimate.low is not None and condition(np.array(table)).unlikely(log_odds) >= 0.05:
        assert estimate.low * (1 - 1e-6) <= math.exp(log_odds)
        assert estimate.high is None or math.exp(log_odds) <= estimate.high * (1 + 1e-6)


@given(tables)
def test_minlike_p_and_interval_agree_about_one(table):
    estimate = fisher_exact(table, interval="minlike")

    if estimate.low is not None and estimate.p > 0.0501:
        assert estimate.low <= 1
        assert estimate.high is None or estimate.high >= 1


@given(tables)
def test_p_agrees_with_scipy(table):
    estimate = fisher_exact(table)

    if estimate.p is not None:
        assert estimate.p == pytest.approx(stats.fisher_exact(table).pvalue, rel=1e-9)


@pytest.mark.parametrize("function", [fisher_exact, fisher_mid_p])
@given(table=tables)
def test_swapping_groups_inverts_and_transposing_keeps(function, table):
    one, swapped = function(table), function(table[::-1])
    turned = function(np.array(table).T)

    if one.p is not None:
        assert one.p == pytest.approx(swapped.p, rel=1e-9)
        assert one.p == pytest.approx(turned.p, rel=1e-9)
    if one.high and swapped.high:
        assert one.low * swapped.high == pytest.approx(1 if one.low else 0, rel=1e-9)
        assert turned.high == pytest.approx(one.high, rel=1e-9)


def test_lady_tasting_tea():
    # 3 of 4 cups right: 1 + 16 of the 70 ways are as good or better; two-sided both ends count.
    estimate = fisher_exact([[3, 1], [1, 3]])

    assert estimate.p == pytest.approx(2 * (1 + 16) / 70)
    assert fisher_mid_p([[3, 1], [1, 3]]).p == pytest.approx(2 * (1 + 16 / 2) / 70)


@pytest.mark.parametrize("function", [fisher_exact, fisher_mid_p])
def test_an_infinite_odds_ratio_is_none_with_a_reason(function):
    estimate = function([[6, 0], [4, 8]])

    assert estimate.odds_ratio is estimate.high is None
    assert estimate.low > 1
    assert [words.split(":")[0] for words in estimate.warnings] == [
        "The odds ratio is infinite",
        "The odds ratio has no upper bound",
    ]


@pytest.mark.parametrize("function", [fisher_exact, fisher_mid_p])
@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([[0, 0], [3, 4]], "A group is empty"),
        ([[0, 0], [0, 0]], "A group is empty"),
        ([[3, 0], [4, 0]], "All outcomes are the same"),
        ([[0, 3], [0, 4]], "All outcomes are the same"),
    ],
)
def test_margins_that_leave_one_table_give_p_of_1_as_in_r_with_the_reason(function, table, words):
    estimate = function(table)

    assert estimate.p == (1.0 if np.any(table) else None)
    assert estimate.odds_ratio is estimate.low is estimate.high is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize(
    "table",
    [[[1, 2]], [[1, 2, 3], [4, 5, 6]], [1, 2], [[1, -2], [3, 4]], [[1, 2.5], [3, 4]],
     [[1, float("nan")], [3, 4]], [["a", 1], [2, 3]], [[1, 2], [3]]],
)  # fmt: skip
def test_what_is_not_a_table_of_counts_is_refused(table):
    with pytest.raises(ValueError, match="table must"):
        fisher_exact(table)


@pytest.mark.parametrize("option", [{"two_sided": "both"}, {"interval": "wald"}, {"level": 0}])
def test_unknown_options_are_refused(option):
    with pytest.raises(ValueError, match="must"):
        fisher_exact([[1, 2], [3, 4]], **option)

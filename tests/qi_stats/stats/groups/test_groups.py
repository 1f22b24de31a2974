"""Comparing three and more groups: agreement with R, ties to the tests of two groups, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qi_stats.stats.groups.anova import levene_groups, one_way_anova, welch_anova
from qi_stats.stats.groups.post_hoc import compare_pairs
from qi_stats.stats.groups.ranks import kruskal_wallis

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "groups.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form: both programs round differently, and no more
FAR = 1e-7  # values a million away from 0 lose six of their sixteen digits
RANGE = 5e-5  # R's qtukey stops at steps of 1e-4; a single pair is held to 1e-7 below

TESTS = {
    "anova": ("One-way analysis of variance", one_way_anova, {}),
    "welch": ("Welch's analysis of variance", welch_anova, {}),
    "mean": ("Levene's test, any number of groups", levene_groups, {"center": "mean"}),
    "median": ("Brown-Forsythe test, any number of groups", levene_groups, {"center": "median"}),
    "trimmed": ("Brown-Forsythe test, trimmed means", levene_groups, {"center": "trimmed"}),
    "kruskal": ("Kruskal-Wallis test", kruskal_wallis, {}),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("test", TESTS)
def test_agrees_with_r(name, test, agree):
    case = CASES[name]
    label, function, options = TESTS[test]
    estimate = function(case["groups"], **options)

    found = {each: getattr(estimate, each) for each in case[test]}
    agree(label, "groups", found, case[test], rel=FAR if name == "far" else CLOSED)
    if test == "anova":
        agree("Eta squared", "groups", estimate.eta_squared, case["eta_squared"], rel=FAR)


@pytest.mark.parametrize("name", [name for name in CASES if name != "far"])
@pytest.mark.parametrize("method", ["tukey", "games_howell"])
def test_pairs_agree_with_r(name, method, agree):
    case = CASES[name]
    names = [f"g{place}" for place in range(len(case["groups"]))]
    estimate = compare_pairs(case["groups"], names, method=method)

    for found, expected in zip(estimate.pairs, case[method], strict=True):
        mine = {each: getattr(found, each) for each in expected}
        agree(f"Pairs of means, {method}", "groups", mine, expected, rel=RANGE, floor=1e-6)


values = st.integers(-60, 60).map(lambda value: value / 4)
groups = st.lists(st.lists(values, min_size=2, max_size=6), min_size=2, max_size=4)


@given(st.lists(values, min_size=2, max_size=9), st.lists(values, min_size=2, max_size=9))
def test_with_two_groups_f_is_t_squared(a, b):
    from qi_stats.stats import levene, student_t, welch_t

    for many, two in ((one_way_anova, student_t), (welch_anova, welch_t)):
        f, t = many([a, b]), two(a, b)
        if f.f is not None and t.t is not None:
            assert f.f == pytest.approx(t.t**2, rel=1e-8, abs=1e-12)
            assert f.p == pytest.approx(t.p, rel=1e-8)
    f, one = levene_groups([a, b]), levene(a, b)
    if f.f is not None and one.f is not None:
        assert f.f == pytest.approx(one.f, rel=1e-8, abs=1e-12)


@given(st.lists(values, min_size=2, max_size=9), st.lists(values, min_size=2, max_size=9))
def test_a_single_pair_is_welchs_test(a, b):
    from qi_stats.stats import welch_t

    pair, test = compare_pairs([a, b], ["a", "b"]).pairs[0], welch_t(a, b)
    if test.p is not None:
        found = (pair.difference, pair.low, pair.high, pair.p)
        expected = (test.difference, test.low, test.high, test.p)
        assert found == pytest.approx(expected, rel=1e-7, abs=1e-9)


@given(groups)
def test_ranks_do_not_change_when_values_are_stretched(samples):
    plain = kruskal_wallis(samples)
    stretched = kruskal_wallis([[value**3 for value in one] for one in samples])

    assert plain.h == (None if stretched.h is None else pytest.approx(stretched.h, abs=1e-9))


@given(groups)
def test_the_order_of_groups_is_of_no_consequence(samples):
    for function in (one_way_anova, welch_anova, kruskal_wallis):
        one, other = function(samples), function(samples[::-1])
        assume(one.p)
        assert one.p == pytest.approx(other.p, rel=1e-9)


def test_an_analysis_of_variance_by_hand():
    """Means 2, 4, 6 about 4: between 3 (4 + 0 + 4) = 24; within 3 (1 + 0 + 1) = 6."""
    estimate = one_way_anova([[1, 2, 3], [3, 4, 5], [5, 6, 7]])

    assert (estimate.df1, estimate.df2) == (2, 6)
    assert estimate.f == pytest.approx((24 / 2) / (6 / 6))
    assert estimate.eta_squared == pytest.approx(24 / (24 + 6))


def test_ranks_by_hand():
    """Ranks 1 2 3 and 4 5 6: H = 12 (12 + 75) / 42 - 21."""
    assert kruskal_wallis([[1, 2, 3], [7, 8, 9]]).h == pytest.approx(12 * (12 + 75) / 42 - 21)


@pytest.mark.parametrize(
    ("function", "samples", "words"),
    [
        (one_way_anova, [], "fewer than two groups"),
        (one_way_anova, [[1.0, 2.0], []], "fewer than two groups"),
        (one_way_anova, [[1.0], [2.0]], "one value only"),
        (one_way_anova, [[2.0, 2.0], [2.0]], "no test"),
        (welch_anova, [[1.0, 2.0], [3.0]], "one value only"),
        (welch_anova, [[1.0, 2.0], [3.0, 3.0]], "does not vary"),
        (welch_anova, [[]], "fewer than two groups"),
        (levene_groups, [[1.0, 2.0]], "fewer than two groups"),
        (levene_groups, [[1.0, 2.0], [3.0, 4.0]], "no test"),
        (kruskal_wallis, [[1.0]], "fewer than two groups"),
        (kruskal_wallis, [[1.0], [1.0]], "no test"),
    ],
)
def test_what_cannot_be_tested_gives_no_p_but_a_reason(function, samples, words):
    estimate = function(samples)

    assert estimate.p is None
    assert words in estimate.warnings[0]


def test_groups_that_differ_without_spread_have_p_zero():
    estimate = one_way_anova([[1.0, 1.0], [2.0, 2.0]])

    assert (estimate.f, estimate.p, estimate.eta_squared) == (None, 0.0, 1.0)
    assert "infinite" in estimate.warnings[0]


def test_pairs_leave_out_what_has_no_spread():
    estimate = compare_pairs([[1.0, 1.0], [2.0, 2.0], [5.0]], ["a", "b", "c"])

    assert [pair.pair for pair in estimate.pairs] == ["a.b"]
    assert (estimate.pairs[0].difference, estimate.pairs[0].p) == (-1, None)
    assert "left out" in estimate.warnings[0]


def test_small_groups_make_the_approximation_of_ranks_rough():
    assert "rough" in kruskal_wallis([[1, 2], [3, 4, 5]]).warnings[0]


def test_unknown_options_and_missing_values_are_refused():
    with pytest.raises(ValueError, match="'trimmed', not 'mode'"):
        levene_groups([[1.0, 2.0], [3.0, 5.0]], center="mode")
    with pytest.raises(ValueError, match=r"groups\[1\] must be finite"):
        one_way_anova([[1.0, 2.0], [np.nan]])
    with pytest.raises(ValueError, match="one a group"):
        compare_pairs([[1.0, 2.0]], ["a", "b"])


@pytest.mark.parametrize(
    ("groups", "p", "words"),
    [
        ([[1, 1.5], [2, 2.5], [3, 3.5]], None, "All deviations from the centers are equal"),
        ([[1, 2], [5, 5, 5]], 0.0, "The deviations do not vary within the groups"),
    ],
)
def test_levene_without_spread_speaks_of_the_deviations(groups, p, words):
    test = levene_groups(groups)

    assert (test.f, test.p) == (None, p)
    assert words in test.warnings[0]

"""t tests and Levene's tests: agreement with R, defining equations, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import levene, student_t, welch_t

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "means.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form: both programs round differently, and no more
SHIFTED = 1e-8  # invariances: shifting values itself costs digits of the differences

LABELS = {
    "student": "Student's t test",
    "welch": "Welch's t test",
    "welch_90": "Welch's t test",
    "levene_mean": "Levene's test",
    "levene_median": "Brown-Forsythe test",
}

numbers = st.integers(-400, 400).map(lambda value: value / 4)
samples = st.lists(numbers, min_size=2, max_size=12)


def read(estimate, expected):
    return {name: getattr(estimate, name) for name in expected}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("method", "function", "options"),
    [
        ("student", student_t, {}),
        ("welch", welch_t, {}),
        ("welch_90", welch_t, {"level": 0.9}),
        ("levene_mean", levene, {"center": "mean"}),
        ("levene_median", levene, {"center": "median"}),
    ],
)
def test_agrees_with_r(name, method, function, options, agree):
    case = CASES[name]
    estimate = function(case["a"], case["b"], **options)

    assert estimate.warnings == ()
    agree(LABELS[method], "means", read(estimate, case[method]), case[method], rel=CLOSED)


@pytest.mark.parametrize("function", [student_t, welch_t])
def test_each_bound_is_the_difference_that_the_test_would_just_reject(function):
    a, b = [3.0, 5.5, 7.0, 9.0], [2.0, 2.5, 4.0]
    estimate = function(a, b)

    for bound in (estimate.low, estimate.high):
        moved = function(np.array(a) - bound, b)
        assert moved.p == pytest.approx(0.05, rel=CLOSED)


def test_student_by_hand():
    estimate = student_t([1, 2, 3], [2, 4, 6])

    assert estimate.difference == 2 - 4
    assert estimate.se == pytest.approx((((1 + 4) / 2) * (1 / 3 + 1 / 3)) ** 0.5)
    assert estimate.df == 3 + 3 - 2


def test_levene_is_the_analysis_of_variance_of_the_deviations():
    a, b = np.array([1.0, 2.0, 4.0, 9.0]), np.array([3.0, 3.5, 5.0])
    expected = stats.f_oneway(abs(a - np.median(a)), abs(b - np.median(b)))

    assert levene(a, b, center="median").f == pytest.approx(expected.statistic, rel=CLOSED)


@given(samples, samples)
def test_swapping_groups_turns_the_sign_and_keeps_p(a, b):
    one, other = welch_t(a, b), welch_t(b, a)

    assert (one.p, one.se, one.df) == pytest.approx((other.p, other.se, other.df))
    assert one.difference == pytest.approx(-other.difference)
    if one.low is not None:
        assert one.low == pytest.approx(-other.high)


@given(samples, samples, st.floats(0.01, 100), st.integers(-50, 50))
def test_changing_units_changes_no_p(a, b, factor, shift):
    plain = student_t(a, b)
    moved = student_t(np.array(a) * factor + shift, np.array(b) * factor + shift)

    if plain.p is not None:
        assert moved.p == pytest.approx(plain.p, rel=SHIFTED)
        assert moved.difference == pytest.approx(plain.difference * factor, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("function", "a", "b", "words"),
    [
        (student_t, [], [1.0, 2.0], "empty"),
        (welch_t, [1.0, 2.0], [], "empty"),
        (student_t, [1.0], [2.0], "one value only"),
        (welch_t, [1.0], [2.0, 3.0], "one value only"),
        (student_t, [2.0, 2.0], [2.0, 2.0], "do not vary"),
        (welch_t, [0.1, 0.1, 0.1], [0.3, 0.3], "do not vary"),
        (levene, [], [], "fewer than two"),
        (levene, [1.0], [1.0, 2.0], "fewer than two"),
        (levene, [1.0, 1.0], [2.0, 2.0], "equal"),
        (levene, [1.0, 2.1], [2.0, 3.1], "equal"),
    ],
)
def test_what_cannot_be_tested_gives_no_p_but_a_reason(function, a, b, words):
    estimate = function(a, b)

    assert estimate.p is None
    assert len(estimate.warnings) == 1
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("center", ["mean", "median"])
@pytest.mark.parametrize("a", [[1.0, 3.0], [1e9 + 1.0, 1e9 + 3.0], [1.0, 1.0, 1.0]])
def test_deviations_equal_within_groups_only_give_an_infinite_f_as_in_r(a, center):
    estimate = levene(a, [0.0, 10.0], center=center)

    assert (estimate.f, estimate.p) == (None, 0.0)
    assert "F is infinite" in estimate.warnings[0]


def test_large_and_small_units_neither_overflow_nor_vanish():
    a, b = np.array([1.0, 2.0, 4.0]), np.array([3.0, 5.0])
    plain = welch_t(a, b)

    for unit in (1e-90, 1e90):
        moved = welch_t(a * unit, b * unit)
        assert (moved.t, moved.df, moved.p) == pytest.approx((plain.t, plain.df, plain.p))


def test_student_needs_only_one_group_to_vary():
    assert student_t([5.0], [1.0, 2.0, 3.0]).df == 2


@pytest.mark.parametrize("function", [student_t, welch_t, levene])
@pytest.mark.parametrize(
    "a", [[1.0, np.nan], [np.inf, 1.0], [[1.0], [2.0]], ["x"], [None, 1.0], [1e101]]
)
def test_missing_infinite_or_shapeless_input_is_refused(function, a):
    with pytest.raises(ValueError, match="a must"):
        function(a, [1.0, 2.0])


def test_unknown_options_list_the_allowed_ones():
    with pytest.raises(ValueError, match="'mean', 'median', not 'mode'"):
        levene([1.0, 2.0], [1.0, 3.0], center="mode")
    with pytest.raises(ValueError, match="between 0 and 1"):
        welch_t([1.0, 2.0], [1.0, 3.0], level=95)

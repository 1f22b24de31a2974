"""The permutation test: agreement with R and with enumeration, its three ways, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import permutation_test

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "ranks.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # counts of regroupings
IRRATIONAL = float(np.pi)  # turns decimals into values that only enumeration can treat


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case = CASES[name]
    estimate = permutation_test(case["a"], case["b"])

    agree("Permutation test, exact", "ranks", estimate.p, case["permutation_p"], rel=CLOSED)
    assert "exact" in estimate.definition


@pytest.mark.parametrize("name", ["plain", "tied", "reversed"])
def test_enumeration_agrees_with_the_shift_algorithm(name):
    case = CASES[name]
    a, b = np.array(case["a"]) * IRRATIONAL, np.array(case["b"]) * IRRATIONAL

    assert permutation_test(a, b).p == pytest.approx(case["permutation_p"], rel=CLOSED, abs=0)


def test_random_regroupings_come_near_and_can_be_repeated():
    generator = np.random.default_rng(7)
    a, b = generator.normal(0.8, 1, 20), generator.normal(0, 1, 20)
    rounded = permutation_test(np.round(a, 6), np.round(b, 6))
    drawn = permutation_test(a, b, resamples=20_000, seed=3)

    assert "20000 random regroupings, seed 3" in drawn.definition
    assert drawn == permutation_test(a, b, resamples=20_000, seed=3)
    assert rounded.difference == pytest.approx(drawn.difference, abs=1e-6)
    assert drawn.p == pytest.approx(permutation_test(np.round(a, 2), np.round(b, 2)).p, abs=0.005)


def test_random_p_is_never_zero():
    a, b = np.sqrt(np.arange(2, 32)), 100 + np.sqrt(np.arange(2, 32))

    assert permutation_test(a, b, resamples=99).p == pytest.approx(1 / 100)


def test_by_hand():
    # Of the 4 ways to choose one value of 1, 2, 3, 10, only 10 is as far from the mean of 4.
    assert permutation_test([10], [1, 2, 3]).p == pytest.approx(1 / 4)


@given(
    st.lists(st.integers(-20, 20), min_size=1, max_size=8),
    st.lists(st.integers(-20, 20), min_size=1, max_size=8),
    st.integers(1, 9),
    st.integers(-50, 50),
)
def test_swapping_groups_and_changing_units_change_no_p(a, b, factor, shift):
    plain = permutation_test(a, b)
    moved = permutation_test(np.array(b) * factor + shift, np.array(a) * factor + shift)

    if plain.p is None:
        assert moved.p is None
    else:
        assert moved.p == pytest.approx(plain.p, rel=CLOSED)


@pytest.mark.parametrize(
    ("a", "b", "words"), [([], [1.0], "empty"), ([1.0], [], "empty"), ([3.0], [3.0], "the same")]
)
def test_what_cannot_be_tested_gives_no_p_but_a_reason(a, b, words):
    estimate = permutation_test(a, b)

    assert estimate.p is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("a", [[np.nan], [np.inf], [[1.0]], ["x"]])
def test_missing_infinite_or_shapeless_input_is_refused(a):
    with pytest.raises(ValueError, match="a must"):
        permutation_test(a, [1.0])


@pytest.mark.parametrize("resamples", [0, -5, 1.5])
def test_the_number_of_regroupings_must_be_whole_and_positive(resamples):
    with pytest.raises(ValueError, match="resamples must"):
        permutation_test([1.0], [2.0], resamples=resamples)

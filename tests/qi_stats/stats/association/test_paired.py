"""Two measurements of the same patients: agreement with R, counts of all signs, edges."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats.association.paired import paired_t, wilcoxon_signed_rank

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "paired.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form: both programs round differently, and no more
values = st.integers(-12, 12).map(lambda value: value / 2)
pairs = st.lists(st.tuples(values, values), min_size=2, max_size=9)


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case = CASES[name]
    t = paired_t(case["a"], case["b"])
    ranks = wilcoxon_signed_rank(case["a"], case["b"])

    agree("Paired t test", "paired", {x: getattr(t, x) for x in case["t"]}, case["t"], rel=CLOSED)
    agree(
        "Wilcoxon signed rank test",
        "paired",
        {"v": ranks.v, "p": ranks.p},
        case["wilcoxon"],
        rel=CLOSED,
    )
    if "shift" in case:
        found = {each: getattr(ranks, each) for each in case["shift"]}
        agree("Wilcoxon pseudomedian", "paired", found, case["shift"], rel=CLOSED)


@given(pairs)
def test_p_of_signed_ranks_counts_all_signs(points):
    a, b = map(np.array, zip(*points, strict=True))
    estimate = wilcoxon_signed_rank(a, b)
    gaps = np.abs((a - b)[a != b])
    if not len(gaps):
        assert estimate.p is None
        return
    ranks = [float((gaps < gap).sum() + ((gaps == gap).sum() + 1) / 2) for gap in gaps]
    middle = sum(ranks) / 2
    sums = [
        sum(rank for rank, sign in zip(ranks, signs, strict=True) if sign)
        for signs in itertools.product((0, 1), repeat=len(ranks))
    ]
    far = [abs(one - middle) >= abs(estimate.v - middle) for one in sums]

    assert estimate.p == pytest.approx(sum(far) / len(far), rel=1e-12)


@given(pairs)
def test_swapping_the_measurements_turns_the_sign_and_keeps_p(points):
    a, b = map(np.array, zip(*points, strict=True))
    for function in (paired_t, wilcoxon_signed_rank):
        one, other = function(a, b), function(b, a)
        assert (one.p is None) == (other.p is None)
        if one.p is not None:
            assert one.p == pytest.approx(other.p)
            assert one.low == (None if other.high is None else pytest.approx(-other.high))


def test_the_bounds_are_the_differences_that_the_t_test_would_just_reject():
    a, b = np.array([3.0, 5.5, 7.0, 9.0]), np.array([2.0, 2.5, 4.0, 4.0])
    estimate = paired_t(a, b)

    for bound in (estimate.low, estimate.high):
        assert paired_t(a - bound, b).p == pytest.approx(0.05, rel=CLOSED)


def test_large_samples_take_the_normal_approximation_as_scipy_does():
    gaps = np.arange(60) % 13 - 4.5
    estimate = wilcoxon_signed_rank(gaps, np.zeros(60))
    expected = stats.wilcoxon(gaps, correction=True, method="asymptotic")

    assert "normal" in estimate.definition
    assert estimate.p == pytest.approx(expected.pvalue, rel=CLOSED)


@pytest.mark.parametrize(
    ("function", "a", "b", "words"),
    [
        (paired_t, [], [], "fewer than two"),
        (paired_t, [1.0], [2.0], "fewer than two"),
        (paired_t, [1.1, 2.1, 3.1], [1.0, 2.0, 3.0], "same amount"),
        (wilcoxon_signed_rank, [], [], "No pair differs"),
        (wilcoxon_signed_rank, [1.0, 2.0], [1.0, 2.0], "No pair differs"),
    ],
)
def test_what_cannot_be_tested_gives_no_p_but_a_reason(function, a, b, words):
    estimate = function(a, b)

    assert estimate.p is None
    assert words in estimate.warnings[0]


def test_few_pairs_have_no_interval():
    estimate = wilcoxon_signed_rank([5.0, 6.0, 8.0], [1.0, 1.0, 1.0])

    assert (estimate.p, estimate.low) == (2 / 8, None)
    assert "too few pairs" in estimate.warnings[0]


@pytest.mark.parametrize("function", [paired_t, wilcoxon_signed_rank])
def test_impossible_input_is_refused(function):
    with pytest.raises(ValueError, match="differ in length: 2, 1"):
        function([1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match="finite"):
        function([1.0, np.nan], [1.0, 2.0])

"""Mann-Whitney: agreement with R and with enumeration, invariances, edges."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import mann_whitney

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "ranks.json").read_text(encoding="utf-8"))["cases"]
UNTIED = [name for name, case in CASES.items() if case["untied"]]
CLOSED = 1e-10  # closed form, or sums of whole numbers

small = st.lists(st.integers(0, 6), min_size=1, max_size=5)


@pytest.mark.parametrize("name", CASES)
def test_exact_p_agrees_with_two_packages_of_r(name, agree):
    case = CASES[name]
    estimate = mann_whitney(case["a"], case["b"])

    assert estimate.u == case["u"]
    expected = (case["exact_p"], case["exact_rank_tests_p"])
    agree("Mann-Whitney test, exact", "ranks", (estimate.p, estimate.p), expected, rel=CLOSED)


@pytest.mark.parametrize("name", CASES)
def test_normal_p_agrees_with_r(name, agree):
    case = CASES[name]
    estimate = mann_whitney(case["a"], case["b"], distribution="normal")

    agree("Mann-Whitney test, normal", "ranks", estimate.p, case["normal_p"], rel=CLOSED)
    assert "normal approximation" in estimate.definition


@pytest.mark.parametrize("name", CASES)
def test_shift_and_interval_are_ordered_differences(name, agree):
    case = CASES[name]
    estimate = mann_whitney(case["a"], case["b"])

    found = (estimate.shift, estimate.low, estimate.high)
    expected = (case["shift"], *case["interval"])
    agree("Hodges-Lehmann shift", "ranks", found, expected, rel=CLOSED, floor=1e-12)


@pytest.mark.parametrize("name", UNTIED)
@pytest.mark.parametrize("two_sided", ["distance", "doubled"])
def test_without_ties_all_is_as_in_base_r(name, two_sided):
    case, expected = CASES[name], CASES[name]["untied"]
    estimate = mann_whitney(case["a"], case["b"], two_sided=two_sided)

    assert estimate.p == pytest.approx(expected["p"], rel=CLOSED, abs=0)
    assert estimate.shift == pytest.approx(expected["shift"], rel=CLOSED)
    assert (estimate.low, estimate.high) == pytest.approx(expected["interval"], rel=CLOSED)


@settings(max_examples=40)
@given(small, small)
def test_exact_p_counts_regroupings(a, b):
    estimate = mann_whitney(a, b)
    doubled = np.rint(2 * stats.rankdata(a + b)).astype(int)
    sums = [sum(each) for each in itertools.combinations(doubled.tolist(), len(a))]
    center = len(a) * (len(a) + len(b) + 1)
    far = [abs(each - center) >= abs(sum(doubled[: len(a)]) - center) for each in sums]

    if estimate.p is not None:
        assert estimate.p == pytest.approx(sum(far) / len(far), rel=CLOSED)


@given(small, small)
def test_swapping_groups_mirrors_the_result(a, b):
    one, other = mann_whitney(a, b), mann_whitney(b, a)

    if one.p is not None:
        assert one.p == pytest.approx(other.p)
        assert one.u + other.u == len(a) * len(b)
        assert one.superiority + other.superiority == pytest.approx(1)
        assert one.shift == pytest.approx(-other.shift)
    if one.low is not None:
        assert (one.low, one.high) == (-other.high, -other.low)


@given(small, small)
def test_only_the_order_of_values_matters(a, b):
    assert mann_whitney(np.exp(a), np.exp(b)).p == mann_whitney(a, b).p


def test_doubling_and_distance_may_differ_with_ties():
    a, b = [0, 0, 1], [1, 1, 1, 1, 2]
    distance, doubled = mann_whitney(a, b), mann_whitney(a, b, two_sided="doubled")

    assert distance.p != doubled.p
    assert "doubled smaller tail" in doubled.definition


def test_large_groups_use_the_normal_approximation_unless_asked():
    a, b = np.arange(60.0), np.arange(60.0) + 0.5
    auto, exact = mann_whitney(a, b), mann_whitney(a, b, distribution="exact")

    assert "normal" in auto.definition
    assert "exact" in exact.definition
    assert auto.p == pytest.approx(exact.p, rel=0.01)
    assert auto.low == pytest.approx(exact.low, abs=1.0)


def test_small_groups_have_no_interval():
    estimate = mann_whitney([1.0, 2.0], [3.0, 4.0])

    assert estimate.p == pytest.approx(2 / 6)
    assert estimate.low is estimate.high is None
    assert estimate.warnings == ("The groups are too small for a 95% interval of the shift.",)


@pytest.mark.parametrize(
    ("a", "b", "words"), [([], [1.0], "empty"), ([], [], "empty"), ([2.0], [2.0, 2.0], "the same")]
)
def test_what_cannot_be_tested_gives_no_p_but_a_reason(a, b, words):
    estimate = mann_whitney(a, b)

    assert estimate.p is estimate.shift is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("a", [[np.nan], [np.inf], [[1.0]], ["x"]])
def test_missing_infinite_or_shapeless_input_is_refused(a):
    with pytest.raises(ValueError, match="a must"):
        mann_whitney(a, [1.0])


@pytest.mark.parametrize("option", [{"distribution": "t"}, {"two_sided": "x"}, {"level": 1.0}])
def test_unknown_options_are_refused(option):
    with pytest.raises(ValueError, match="must"):
        mann_whitney([1.0], [2.0], **option)

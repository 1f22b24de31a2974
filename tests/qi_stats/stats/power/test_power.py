"""Power of t tests and of Fisher's test: agreement with R, defining equations, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from qi_stats.stats.power.means import detectable_means, power_of_means, sample_size_means
from qi_stats.stats.power.proportions import (
    SIZE_LIMIT,
    approximate_size_proportions,
    detectable_proportions,
    power_of_proportions,
    sample_size_proportions,
)

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "power.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10
NONCENTRAL = 1e-8  # R's noncentral t stops at 1e-12 of a series, SciPy's is Boost's
ITERATIVE = 1e-7
DETECTABLE = "Detectable difference of the t test"


@pytest.mark.parametrize("case", CASES["t_power"])
def test_power_of_means_agrees_with_r(case, agree):
    found = power_of_means(n1=case["n1"], n2=case["n2"], difference=case["d"])

    agree("Power of the t test", "power", found.power, case["power"], rel=NONCENTRAL)


@pytest.mark.parametrize("case", CASES["t_effect"])
def test_detectable_means_agree_with_r_and_have_the_power(case, agree):
    found = detectable_means(n1=case["n"], n2=case["n"], sd=case["sd"])
    reached = power_of_means(n1=case["n"], n2=case["n"], difference=found.difference, sd=case["sd"])

    agree(DETECTABLE, "power", found.difference, case["difference"], rel=ITERATIVE)
    assert reached.power == pytest.approx(0.8, rel=1e-11)


@pytest.mark.parametrize("case", CASES["t_size"])
def test_sample_size_of_means_agrees_with_r(case, agree):
    found = sample_size_means(difference=-case["d"])

    agree("Sample size of the t test", "power", found.exact, case["n"], rel=ITERATIVE)
    assert found.n == int(case["n"]) + 1
    assert found.power >= 0.8


@pytest.mark.parametrize("case", CASES["fisher"])
def test_exact_power_agrees_with_r(case, agree):
    found = power_of_proportions(**{each: case[each] for each in ("n1", "n2", "p1", "p2")})

    agree("Power of Fisher's test", "power", found.power, case["power"], rel=CLOSED)


@pytest.mark.parametrize("case", CASES["prop_size"])
def test_approximate_size_agrees_with_r(case, agree):
    found = approximate_size_proportions(p1=case["p1"], p2=case["p2"])

    agree("Sample size of two shares, normal", "power", found.exact, case["n"], rel=ITERATIVE)


def test_exact_power_adds_the_tables_that_are_significant():
    """3 against 3 observations: no table is; 4 against 4: only the two extreme ones."""
    assert power_of_proportions(n1=3, n2=3, p1=0, p2=1).power == 0
    assert fisher_exact([[4, 0], [0, 4]]).pvalue < 0.05 < fisher_exact([[4, 0], [1, 3]]).pvalue
    assert power_of_proportions(n1=4, n2=4, p1=0.1, p2=0.8).power == pytest.approx(
        0.9**4 * 0.8**4 + 0.1**4 * 0.2**4
    )


def test_detectable_proportions_have_the_power():
    found = detectable_proportions(n1=20, n2=16, p1=0.5)

    for p2 in (found.higher, found.lower):
        assert power_of_proportions(n1=20, n2=16, p1=0.5, p2=p2).power == pytest.approx(0.8)
    assert found.lower == pytest.approx(1 - found.higher)


def test_groups_too_small_for_any_difference():
    found = detectable_proportions(n1=3, n2=3, p1=0.5)

    assert found.higher is found.lower is None
    assert len(found.warnings) == 2


def test_sample_size_of_proportions_is_the_first_that_reaches_the_power():
    found = sample_size_proportions(p1=0.2, p2=0.7)
    before = power_of_proportions(n1=found.n - 1, n2=found.n - 1, p1=0.2, p2=0.7)

    assert found.power >= 0.8 > before.power


def test_sample_size_beyond_the_limit():
    found = sample_size_proportions(p1=0.50, p2=0.51)

    assert found.n is None
    assert str(SIZE_LIMIT) in found.warnings[0]


@settings(deadline=None, max_examples=25)
@given(n1=st.integers(1, 15), n2=st.integers(1, 15), p1=st.floats(0, 1), p2=st.floats(0, 1))
def test_groups_and_outcomes_may_be_exchanged(n1, n2, p1, p2):
    plain = power_of_proportions(n1=n1, n2=n2, p1=p1, p2=p2).power

    assert power_of_proportions(n1=n2, n2=n1, p1=p2, p2=p1).power == pytest.approx(plain, abs=1e-12)
    assert power_of_proportions(n1=n1, n2=n2, p1=1 - p1, p2=1 - p2).power == pytest.approx(
        plain, abs=1e-12
    )


def test_the_exact_test_keeps_its_level():
    for p in (0.1, 0.3, 0.5):
        assert power_of_proportions(n1=12, n2=9, p1=p, p2=p).power <= 0.05


@pytest.mark.parametrize(("n1", "n2"), [(0, 5), (1, 1)])
def test_no_t_test_for_tiny_groups(n1, n2):
    assert power_of_means(n1=n1, n2=n2, difference=1).power is None
    assert detectable_means(n1=n1, n2=n2).warnings
    assert power_of_proportions(n1=0, n2=n2, p1=0.1, p2=0.5).power is None
    assert detectable_proportions(n1=0, n2=n2, p1=0.1).higher is None


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (power_of_means, {"n1": 5, "n2": 5, "difference": 1, "sd": 0}),
        (power_of_means, {"n1": -1, "n2": 5, "difference": 1}),
        (detectable_means, {"n1": 5, "n2": 5, "power": 0.01}),
        (sample_size_means, {"difference": 0}),
        (power_of_proportions, {"n1": 5, "n2": 5, "p1": 0.1, "p2": 1.1}),
        (power_of_proportions, {"n1": SIZE_LIMIT + 1, "n2": 5, "p1": 0.1, "p2": 0.2}),
        (sample_size_proportions, {"p1": 0.5, "p2": 0.5}),
        (detectable_proportions, {"n1": 5, "n2": 5, "p1": 0.1, "power": 1}),
    ],
)
def test_invalid_input_raises(function, arguments):
    with pytest.raises(ValueError, match=r"must|more than"):
        function(**arguments)

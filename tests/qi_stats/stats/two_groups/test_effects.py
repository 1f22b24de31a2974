"""Cohen's d and Hedges' g: agreement with R, defining equations, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import cohen_d, hedges_g

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "effects.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form
ITERATED = 1e-7  # R's noncentral t is good to about 1e-10, and bounds near 0 lose two digits
LOOSE = 1e-5  # effectsize stops its search at about 1e-6

samples = st.lists(st.integers(-40, 40), min_size=2, max_size=8)


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case = CASES[name]
    d, g = cohen_d(case["a"], case["b"]), hedges_g(case["a"], case["b"])

    agree("Cohen's d", "effects", d.effect, case["d"], rel=CLOSED)
    agree("Hedges' g", "effects", g.effect, case["g"], rel=CLOSED)
    agree("Cohen's d, interval", "effects", (d.low, d.high), case["d_interval"], rel=ITERATED)
    agree("Hedges' g, interval", "effects", (g.low, g.high), case["g_interval"], rel=ITERATED)
    assert (d.low, d.high) == pytest.approx(case["effectsize_interval"], rel=LOOSE)


@settings(max_examples=30)
@given(samples, samples, st.sampled_from([0.8, 0.95, 0.99]))
def test_each_bound_leaves_half_the_error_beyond_the_observed_t(a, b, level):
    estimate = cohen_d(a, b, level=level)

    if estimate.effect is not None and abs(estimate.effect) < 5:
        scale = (len(a) * len(b) / (len(a) + len(b))) ** 0.5
        df, t = len(a) + len(b) - 2, estimate.effect * scale
        tail = (1 - level) / 2
        assert stats.nct.sf(t, df, estimate.low * scale) == pytest.approx(tail, abs=1e-10)
        assert stats.nct.cdf(t, df, estimate.high * scale) == pytest.approx(tail, abs=1e-10)


def test_by_hand():
    # SD of both groups is 1, means are 2 and 4; J(4) = Γ(2) / (√2 Γ(1.5)) = √(2/π).
    assert cohen_d([1, 2, 3], [3, 4, 5]).effect == pytest.approx(-2 / 1)
    assert hedges_g([1, 2, 3], [3, 4, 5]).effect == pytest.approx(-2 * (2 / np.pi) ** 0.5)


def test_normal_interval_by_hand():
    estimate = cohen_d([1, 2, 3], [3, 4, 5], interval="normal")
    reach = stats.norm.isf(0.025) * (6 / 9 + 2**2 / (2 * 6)) ** 0.5

    assert (estimate.low, estimate.high) == pytest.approx((-2 - reach, -2 + reach))
    assert "large-sample variance" in estimate.definition


@settings(max_examples=30)
@given(samples, samples, st.integers(1, 50), st.integers(-9, 9))
def test_swapping_turns_the_sign_and_units_do_not_matter(a, b, factor, shift):
    one = hedges_g(a, b)
    other = hedges_g(np.array(b) * factor + shift, np.array(a) * factor + shift)

    if one.effect is not None and abs(one.effect) < 5:
        assert one.effect == pytest.approx(-other.effect, rel=1e-9, abs=1e-12)
        assert (one.low, one.high) == pytest.approx((-other.high, -other.low), rel=1e-6, abs=1e-8)


@pytest.mark.parametrize("a", [[0.0], [20.0]])
def test_bounds_of_a_huge_effect_in_three_values(a):
    estimate = cohen_d(a, [9.0, 9.7])
    scale = (1 * 2 / 3) ** 0.5
    chance = stats.nct.cdf(estimate.effect * scale, 1, estimate.low * scale)

    assert estimate.low < estimate.effect < estimate.high
    assert chance == pytest.approx(0.975, abs=1e-10)


@pytest.mark.parametrize(
    ("function", "a", "b", "words"),
    [
        (cohen_d, [], [1.0, 2.0], "empty"),
        (cohen_d, [1.0], [2.0], "one value only"),
        (hedges_g, [1.0, 1.0], [1.0, 1.0], "do not vary"),
        (hedges_g, [1.0], [2.0, 4.0], "one degree of freedom"),
    ],
)
def test_what_cannot_be_estimated_is_none_with_a_reason(function, a, b, words):
    estimate = function(a, b)

    assert estimate.effect is estimate.low is estimate.high is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("a", [[np.nan, 1.0], [np.inf, 1.0], [[1.0]], ["x"]])
def test_missing_infinite_or_shapeless_input_is_refused(a):
    with pytest.raises(ValueError, match="a must"):
        cohen_d(a, [1.0, 2.0])


def test_an_unknown_interval_lists_the_known_ones():
    with pytest.raises(ValueError, match="'noncentral', 'normal', not 'bootstrap'"):
        cohen_d([1.0, 2.0], [1.0, 3.0], interval="bootstrap")

"""Proportions: agreement with R, defining equations of the bounds, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import proportion

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "proportions.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form
SOLVED = 1e-9  # R's own qbeta is solved, and its bounds at 0 and 1 carry an absolute error
COUNTS = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['successes']}/{case['n']}")
@pytest.mark.parametrize(
    ("method", "options", "rel"),
    [
        ("wilson", {}, CLOSED),
        ("clopper_pearson", {"interval": "clopper_pearson"}, SOLVED),
        ("clopper_pearson_99", {"interval": "clopper_pearson", "level": 0.99}, SOLVED),
    ],
)
def test_agrees_with_r(case, method, options, rel, agree):
    estimate = proportion(case["successes"], case["n"], **options)

    assert estimate.proportion == case["successes"] / case["n"]
    label = "Wilson interval" if method == "wilson" else "Clopper-Pearson interval"
    bounds = (estimate.low, estimate.high)
    agree(label, "proportions", bounds, case[method], rel=rel, floor=1e-15)


@given(COUNTS)
def test_clopper_pearson_bounds_leave_half_the_error_in_each_tail(count):
    k, n = count
    estimate = proportion(k, n, interval="clopper_pearson")

    if k > 0:
        assert stats.binom.sf(k - 1, n, estimate.low) == pytest.approx(0.025, rel=1e-9)
    if k < n:
        assert stats.binom.cdf(k, n, estimate.high) == pytest.approx(0.025, rel=1e-9)


@given(COUNTS)
def test_wilson_bounds_solve_the_score_equation(count):
    k, n = count
    estimate = proportion(k, n)

    for bound, inside in ((estimate.low, k > 0), (estimate.high, k < n)):
        if inside:
            z = abs(k / n - bound) / (bound * (1 - bound) / n) ** 0.5
            assert 2 * stats.norm.sf(z) == pytest.approx(0.05, rel=1e-7)


@given(COUNTS, st.sampled_from(["wilson", "clopper_pearson"]))
def test_counting_failures_mirrors_the_interval(count, interval):
    k, n = count
    one, other = proportion(k, n, interval=interval), proportion(n - k, n, interval=interval)

    assert (one.low, one.high) == pytest.approx((1 - other.high, 1 - other.low), abs=1e-12)
    assert 0 <= one.low <= one.proportion <= one.high <= 1


def test_nothing_of_nothing_has_no_proportion():
    estimate = proportion(0, 0)

    assert (estimate.proportion, estimate.low, estimate.high) == (None, None, None)
    assert estimate.warnings == ("There are no values, so there is no proportion.",)


@pytest.mark.parametrize("counts", [(3, 2), (-1, 2), (0.5, 2), (1, float("nan")), (True, 2)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match="must"):
        proportion(*counts)


def test_an_unknown_interval_lists_the_known_ones():
    with pytest.raises(ValueError, match="'wilson', 'clopper_pearson', not 'wald'"):
        proportion(1, 2, interval="wald")

"""Exact conditional logistic regression: agreement with R, defining equations, edges."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_stats.estimates import statistics
from qi_stats.stats.counts.fisher import fisher_exact
from qi_stats.stats.regression import conditional
from qi_stats.stats.regression.conditional import enumerate_distribution
from qi_stats.stats.regression.exact_logistic import fit_exact_logistic

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "conditional.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # sums of probabilities
ITERATIVE = 1e-7  # roots
DEFINING = 1e-11  # a bound put back into the distribution
ESTIMATES = {
    "low": "interval",
    "high": "interval",
    "coefficient": "conditional estimate",
    "median_unbiased": "median unbiased",
}


def fit_case(case):
    return fit_exact_logistic(y=case["y"], X=case["x"], names=["dose"]).terms[0]


def distribution_of(case):
    return enumerate_distribution(y=np.array(case["y"]), x=np.array(case["x"], dtype=float))


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case, term = CASES[name], fit_case(CASES[name])

    for each in ("p", "p_twice_tail", "p_score", "p_mid"):
        found = getattr(term, each)
        agree("Exact logistic regression, P", "conditional", found, case[each], rel=CLOSED)
    for each, label in ESTIMATES.items():
        found, statistic = getattr(term, each), f"Exact logistic regression, {label}"
        agree(statistic, "conditional", found, case.get(each), rel=ITERATIVE)


def test_two_values_are_fishers_exact_test():
    for case in CASES.values():
        if "fisher_p" in case:
            assert fit_case(case).p == pytest.approx(case["fisher_p"], rel=CLOSED)


def test_conditional_estimate_is_that_of_clogit():
    for case in CASES.values():
        if "clogit" in case:
            assert fit_case(case).coefficient == pytest.approx(case["clogit"], rel=1e-6)  # its own


@pytest.mark.parametrize("name", CASES)
def test_bounds_leave_their_share_in_each_tail(name):
    term, distribution = fit_case(CASES[name]), distribution_of(CASES[name])

    if term.low is not None:
        assert distribution.upper_tail(term.low) == pytest.approx(0.025, rel=DEFINING)
    if term.high is not None:
        assert distribution.lower_tail(term.high) == pytest.approx(0.025, rel=DEFINING)
    if term.coefficient is not None:
        assert distribution.mean(term.coefficient) == pytest.approx(0, abs=DEFINING)


def test_all_choices_of_events_are_counted():
    distribution = distribution_of(CASES["number"])

    assert math.fsum(np.exp(distribution.log_counts)) == pytest.approx(math.comb(20, 10))


def test_sums_that_tie_on_paper_tie_here():
    """0.1 + 0.2 and 0.3 + 0 differ in binary."""
    x = np.array([0.1, 0.2, 0.3, 0.0])
    distribution = enumerate_distribution(y=np.array([1.0, 1, 0, 0]), x=x)

    assert distribution.support == pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5])
    assert np.exp(distribution.log_counts) == pytest.approx([1, 1, 2, 1, 1])


@pytest.mark.parametrize(("y", "side"), [([0, 0, 0, 1, 1, 1], "high"), ([1, 1, 1, 0, 0, 0], "low")])
def test_separation_leaves_one_bound_and_the_median(y, side):
    term = fit_exact_logistic(y=y, X=[1, 2, 3, 4, 5, 6], names=["dose"]).terms[0]

    assert term.coefficient is getattr(term, side) is None
    assert term.median_unbiased is not None
    assert term.p_twice_tail == pytest.approx(2 / math.comb(6, 3))
    assert term.p == pytest.approx(4 / math.comb(6, 3))  # sums 7 and 14 are as rare as 6 and 15
    assert "separated" in term.warnings[0]


@pytest.mark.parametrize(
    ("y", "X", "words"),
    [
        ([0, 0, 0], [1, 2, 3], "no events"),
        ([0, 1, 0], [2, 2, 2], "constant"),
        ([0, 1, 0], [[1, 2], [2, 2], [3, 1]], "takes one covariate"),
        ([], [], "no observations"),
    ],
)
def test_no_estimate(y, X, words):
    names = ["dose", "age"][: np.ndim(X)]
    fit = fit_exact_logistic(y=y, X=X, names=names)

    assert words in fit.warnings[0]
    assert [term.term for term in fit.terms] == names
    assert {s.value for s in statistics(fit) if s.part} == {None}


@pytest.mark.parametrize("limit", ["STATE_LIMIT", "WORK_LIMIT"])
def test_a_covariate_with_too_many_values_is_refused_in_words(monkeypatch, limit):
    monkeypatch.setattr(conditional, limit, 20)
    monkeypatch.setattr(conditional, "_FARTHEST", 1)
    case = CASES["number"]
    fit = fit_exact_logistic(y=case["y"], X=case["x"], names=["dose"])

    assert "too many different values" in fit.warnings[0]
    assert fit.terms[0].p is None


@settings(deadline=None, max_examples=20)
@given(order=st.permutations(range(8)), scale=st.sampled_from([0.5, 2, 4, 100]))
def test_rows_may_be_permuted_and_units_changed(order, scale):
    case = CASES["decimal"]
    y, x = np.array(case["y"]), np.array(case["x"])
    plain = fit_case(case)
    moved = fit_case({"y": y[order], "x": x[order] * scale - 3})

    assert (moved.p, moved.p_score) == pytest.approx((plain.p, plain.p_score), rel=CLOSED)
    assert moved.low == pytest.approx(plain.low / scale, rel=ITERATIVE)
    assert moved.coefficient == pytest.approx(plain.coefficient / scale, rel=ITERATIVE)


def test_calling_the_event_the_other_outcome_changes_the_sign():
    case = CASES["number"]
    plain, inverse = fit_case(case), fit_case({"y": 1 - np.array(case["y"]), "x": case["x"]})

    assert inverse.coefficient == pytest.approx(-plain.coefficient, rel=ITERATIVE)
    assert (inverse.low, inverse.high) == pytest.approx((-plain.high, -plain.low), rel=ITERATIVE)
    assert inverse.p == pytest.approx(plain.p, rel=CLOSED)


def test_sums_are_counted_alike_densely_and_sparsely():
    steps = [0, 1, 1, 3, 4, 7, 7, 12]
    dense, sparse = conditional._count_densely(steps, 3), conditional._count_sparsely(steps, 3)

    assert dense == pytest.approx(sparse, rel=1e-12, abs=1e-12)
    assert math.fsum(map(math.exp, dense.values())) == pytest.approx(math.comb(8, 3))


def test_a_thousand_charts_in_two_groups_are_fishers_test():
    table = [[260, 240], [220, 280]]
    y, x = np.repeat([1, 0, 1, 0], np.ravel(table)), np.repeat([1, 0], [500, 500])

    fit = fit_exact_logistic(y=y, X=x, names=["group"])
    assert fit.terms[0].p == pytest.approx(fisher_exact(table).p, rel=1e-10)

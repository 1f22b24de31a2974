"""Firth's logistic regression: agreement with R and firthmodels, defining equations, edges."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from firthmodels import FirthLogisticRegression
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2

from qi_stats.estimates import statistics
from qi_stats.stats.regression import likelihood as likelihood_module
from qi_stats.stats.regression.firth import fit_firth
from qi_stats.stats.regression.likelihood import FIRTH, LogisticLikelihood, maximise

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "firth.json").read_text(encoding="utf-8"))["cases"]
ITERATIVE = 1e-7  # both programs iterate
DEFINING = 1e-9  # a bound put back into its equation; a fall of 3.84 is a difference of maxima
OTHER = 1e-5  # firthmodels stops at a gradient of 1e-7

RATIO = "Firth's regression, likelihood ratio"
PARTS = {
    "coefficient": "coefficient",
    "se": "standard error",
    "p": "P",
    "low": "profile interval",
    "high": "profile interval",
}


def fit_case(case, **options):
    return fit_firth(y=case["y"], X=case["X"], names=case["names"], **options)


def matrix(case):
    return np.column_stack([np.ones(len(case["y"])), case["X"]])


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, agree):
    case = CASES[name]
    fit = fit_case(case)

    for each, label in PARTS.items():
        found = [getattr(term, each) for term in fit.terms]
        agree(f"Firth's regression, {label}", "firth", found, case[each], rel=ITERATIVE)
    chi_squares = [term.lr_chi2 for term in fit.terms]
    agree(RATIO, "firth", chi_squares, case["kept"], rel=ITERATIVE, floor=1e-9)
    agree(RATIO, "firth", fit.lr_chi2, case["overall"], rel=ITERATIVE)
    assert fit.log_likelihood == pytest.approx(case["log_likelihood"], rel=ITERATIVE)


@pytest.mark.parametrize("name", CASES)
def test_dropping_the_column_agrees_with_r(name):
    case = CASES[name]
    fit = fit_case(case, null="dropped")

    for term, expected in zip(fit.terms, case["dropped"], strict=True):
        if expected < 0:
            assert term.lr_chi2 is term.p is None
            assert "penalized likelihood is higher" in term.warnings[0]
        else:
            assert term.lr_chi2 == pytest.approx(expected, rel=ITERATIVE)
            assert term.p == pytest.approx(chi2.sf(expected, 1), rel=ITERATIVE)


def test_figures_of_the_endometrial_study():
    """HG ~ NV + PI + EH, to 7 digits; recomputed by tests/reference/firth.R.

    firthmodels gives the same bounds, and others quote them from R's logistf (which Debian lacks).
    """
    terms = fit_case(CASES["endometrial"]).terms[1:]

    assert [round(term.lr_chi2, 7) for term in terms] == [6.7984572, 0.7468285, 17.7593175]
    assert [round(term.low, 7) for term in terms] == [0.6097244, -0.1244587, -4.3651832]
    assert [round(term.high, 7) for term in terms] == [7.8546317, 0.0404555, -1.2327211]


def test_a_fourfold_table_adds_one_half_to_each_cell():
    """5 of 6 events without the covariate, 5 of 18 with it."""
    term = fit_case(CASES["fourfold"]).terms[1]

    assert term.odds_ratio == pytest.approx((5.5 * 1.5) / (13.5 * 5.5), rel=ITERATIVE)


@pytest.mark.parametrize("name", ["fourfold", "several", "empty_cell", "endometrial"])
def test_agrees_with_firthmodels(name):
    case = CASES[name]
    fit = fit_case(case, errors="augmented")
    other = FirthLogisticRegression(backend="numpy", max_iter=500, gtol=1e-7, xtol=1e-7)
    other.fit(np.array(case["X"], dtype=float), np.array(case["y"])).lrt()
    bounds = other.conf_int(method="pl", tol=1e-7, max_iter=200)
    first = len(fit.terms) - 1  # firthmodels puts the intercept last
    order = [first, *range(first)]

    assert [term.coefficient for term in fit.terms[1:]] == pytest.approx(other.coef_, rel=OTHER)
    assert [term.se for term in fit.terms] == pytest.approx(other.bse_[order], rel=OTHER)
    assert [term.p for term in fit.terms] == pytest.approx(other.lrt_pvalues_[order], rel=OTHER)
    assert [(t.low, t.high) for t in fit.terms] == [
        pytest.approx(tuple(bound), rel=OTHER) for bound in bounds[order]
    ]


@pytest.mark.parametrize("name", CASES)
def test_bounds_satisfy_their_equation_and_the_score_vanishes(name):
    case = CASES[name]
    likelihood = LogisticLikelihood(np.array(case["y"], dtype=float), matrix(case), FIRTH)
    fit = fit_case(case)
    beta = np.array([term.coefficient for term in fit.terms])

    assert likelihood.score(beta) == pytest.approx(np.zeros(len(beta)), abs=1e-7)
    for j, term in enumerate(fit.terms):
        for bound in (term.low, term.high):
            fall = 2 * (fit.log_likelihood - maximise(likelihood, {j: bound}).value)
            assert fall == pytest.approx(chi2.ppf(0.95, 1), rel=DEFINING)


def test_the_interval_and_the_test_agree():
    """At the level 1 - P, one bound of the interval is 0."""
    case = CASES["fourfold"]
    p = fit_case(case).terms[1].p

    assert fit_case(case, level=1 - p).terms[1].high == pytest.approx(0, abs=1e-7)


@settings(deadline=None, max_examples=8)
@given(order=st.permutations(range(20)), scale=st.floats(0.2, 5), shift=st.floats(-2000, 2000))
def test_rows_may_be_permuted_and_units_changed(order, scale, shift):
    case = CASES["number"]
    y, x = np.array(case["y"]), np.array(case["X"])
    plain = fit_case(case).terms[1]
    moved = fit_firth(y=y[order], X=x[order] * scale + shift, names=["hours"]).terms[1]

    assert moved.coefficient == pytest.approx(plain.coefficient / scale, rel=ITERATIVE)
    assert moved.p == pytest.approx(plain.p, rel=ITERATIVE)
    assert moved.high == pytest.approx(plain.high / scale, rel=ITERATIVE)


@pytest.mark.parametrize("y", [[0, 0, 0, 0], [1, 1, 1, 1], [1, 0], []])
def test_nothing_to_explain(y):
    fit = fit_firth(y=y, X=[1, 2, 3, 4][: len(y)], names=["weeks"])

    assert fit.warnings
    assert {s.value for s in statistics(fit) if s.name not in {"n", "events"}} == {None}


def test_a_constant_term_is_left_out():
    case = CASES["number"]
    X = np.column_stack([np.array(case["X"]), np.full(20, 3)])
    fit = fit_firth(y=case["y"], X=X, names=["hours", "same"])

    assert fit.terms[:2] == fit_case(case).terms
    assert fit.terms[2].coefficient is None
    assert "'same' is constant" in fit.warnings[0]


def test_a_model_without_usable_terms_has_an_intercept():
    fit = fit_firth(y=[1, 0, 0, 1, 0], X=[1, 1, 1, 1, 1], names=["same"])

    assert fit.terms[0].coefficient == pytest.approx(math.log(2.5 / 3.5), rel=ITERATIVE)
    assert fit.lr_chi2 is fit.lr_p is None


@pytest.mark.parametrize("options", [{"null": "gone"}, {"errors": "hc3"}, {"level": 0}])
def test_invalid_options_raise(options):
    with pytest.raises(ValueError, match="must"):
        fit_case(CASES["number"], **options)


def test_iterations_that_do_not_settle_leave_no_number(monkeypatch):
    monkeypatch.setattr(likelihood_module, "_MAX_STEPS", 1)
    fit = fit_case(CASES["number"])

    assert "did not reach a maximum" in fit.warnings[0]
    assert {s.value for s in statistics(fit) if s.name not in {"n", "events"}} == {None}


def test_curvature_is_the_slope_of_the_score_without_a_matrix_of_all_pairs_of_rows():
    # A matrix of all pairs of these rows would take 20 gigabytes.
    rng = np.random.default_rng(5)
    n, beta, small = 50_000, np.array([-2.0, 0.5, -0.3]), 1e-5
    X = np.column_stack([np.ones(n), rng.normal(size=(n, 2))])
    likelihood = LogisticLikelihood((rng.random(n) < 0.2).astype(float), X, FIRTH)
    slopes = [
        (likelihood.score(beta - small * axis) - likelihood.score(beta + small * axis))
        / (2 * small)
        for axis in np.eye(3)
    ]
    assert likelihood.curvature(beta) == pytest.approx(np.array(slopes), rel=1e-6)

"""Maximum likelihood logistic regression: agreement with R, invariances, no false maxima."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chi2
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from qi_stats.estimates import statistics
from qi_stats.stats.regression import logistic
from qi_stats.stats.regression.likelihood import NoMaximumError
from qi_stats.stats.regression.logistic import fit_logistic

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "logistic.json").read_text(encoding="utf-8"))["cases"]
OVERLAPPING, SEPARATED = CASES["overlapping"], CASES["separated"]
ITERATIVE = 1e-7  # both programs iterate; R stops at a relative change of 1e-15 in deviance
DEFINING = 1e-10  # a bound put back into its equation

Y = [1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 1]
X = [4.0, 2.0, 5.0, 3.0, 3.0, 1.0, 6.0, 4.0, 5.0, 2.0, 2.0, 7.0]
RATIO = "Logistic regression, likelihood ratio"
PARTS = {
    "coefficient": "coefficient",
    "se": "standard error",
    "z": "Wald test",
    "p": "Wald test",
    "low": "Wald interval",
    "high": "Wald interval",
}


def fit_case(case):
    return fit_logistic(y=case["y"], X=case["X"], names=case["names"])


@pytest.mark.parametrize("name", OVERLAPPING)
def test_model_agrees_with_r(name, agree):
    case = OVERLAPPING[name]
    fit = fit_case(case)

    for each in ("n", "events", "log_likelihood", "lr_df"):
        assert getattr(fit, each) == pytest.approx(case[each], rel=ITERATIVE), each
    for each in ("lr_chi2", "lr_p"):
        agree(RATIO, "logistic", getattr(fit, each), case[each], rel=ITERATIVE)
    agree("Logistic regression, AIC", "logistic", fit.aic, case["aic"], rel=ITERATIVE)
    found, expected = fit.c_statistic, case["c_statistic"]
    agree("Logistic regression, c statistic", "logistic", found, expected, rel=ITERATIVE)
    assert fit.converged
    assert fit.separation == "none"


@pytest.mark.parametrize("name", OVERLAPPING)
def test_terms_agree_with_r(name, agree):
    case = OVERLAPPING[name]
    terms = fit_case(case).terms

    for each, label in PARTS.items():
        found = [getattr(term, each) for term in terms]
        agree(f"Logistic regression, {label}", "logistic", found, case[each], rel=ITERATIVE)
    chi_squares = [term.lr_chi2 for term in terms]
    agree(RATIO, "logistic", chi_squares, case["term_chi2"], rel=ITERATIVE, floor=1e-9)
    agree(RATIO, "logistic", [term.lr_p for term in terms], case["term_p"], rel=ITERATIVE)
    for each in ("profile_low", "profile_high"):
        logs = [math.log(getattr(term, f"odds_ratio_{each}")) for term in terms]
        agree("Logistic regression, profile interval", "logistic", logs, case[each], rel=ITERATIVE)


def test_a_fourfold_table_is_the_cross_ratio():
    """5 of 6 events without the covariate, 5 of 18 with it."""
    term = fit_case(OVERLAPPING["fourfold"]).terms[1]

    assert term.odds_ratio == pytest.approx((5 / 13) / (5 / 1), rel=ITERATIVE)
    assert term.se == pytest.approx(math.sqrt(1 / 13 + 1 / 5 + 1 / 1 + 1 / 5), rel=ITERATIVE)
    assert math.log(term.odds_ratio_low) == pytest.approx(
        math.log(1 / 13) - 1.959963984540054 * term.se, rel=ITERATIVE
    )


@pytest.mark.parametrize("name", OVERLAPPING)
def test_profile_bounds_satisfy_their_equation(name):
    case = OVERLAPPING[name]
    M = np.column_stack([np.ones(len(case["y"])), case["X"]])
    fit = fit_case(case)

    for j, term in enumerate(fit.terms):
        for bound in (term.odds_ratio_profile_low, term.odds_ratio_profile_high):
            held = GLM(
                case["y"],
                np.delete(M, j, axis=1),
                family=Binomial(),
                offset=math.log(bound) * M[:, j],
            ).fit(tol=1e-14, maxiter=200)
            fall = 2 * (fit.log_likelihood - held.llf)
            assert fall == pytest.approx(chi2.ppf(0.95, 1), rel=DEFINING)


@pytest.mark.parametrize("name", SEPARATED)
def test_separation_leaves_no_number_that_depends_on_the_iterations(name):
    case = SEPARATED[name]
    fit = fit_case(case)

    assert fit.separation == ("complete" if name == "threshold" else "quasi")
    assert not fit.converged
    assert -2 * fit.log_likelihood == pytest.approx(case["deviance"], rel=ITERATIVE, abs=1e-9)
    assert f"{fit.separation.capitalize()} separation" in fit.warnings[0]
    for term, infinite, limit in zip(fit.terms, case["infinite"], case["limit"], strict=True):
        if infinite:
            assert term.coefficient is term.se is term.p is term.odds_ratio_high is None
            assert ("plus" if limit > 0 else "minus") in term.warnings[0]
        else:
            assert term.coefficient == pytest.approx(limit, rel=1e-6)  # R stops short of infinity


@pytest.mark.parametrize("name", SEPARATED)
def test_likelihood_ratio_survives_separation(name):
    case = SEPARATED[name]
    terms = fit_case(case).terms[1:]

    assert [t.lr_chi2 for t in terms] == pytest.approx(case["term_chi2"], rel=ITERATIVE)


def test_profile_has_the_bound_that_exists():
    """No event among the 6 without the covariate: infinite odds ratio, finite lower bound."""
    case = SEPARATED["empty_cell"]
    term = fit_case(case).terms[1]
    top = 5 * math.log(5 / 14) + 9 * math.log(9 / 14)  # the 6 are predicted without error
    x = np.array(case["X"]).ravel()
    offset = math.log(term.odds_ratio_profile_low) * x
    held = GLM(case["y"], np.ones(20), family=Binomial(), offset=offset).fit(tol=1e-14)

    assert term.odds_ratio_profile_high is None
    assert 2 * (top - held.llf) == pytest.approx(chi2.ppf(0.95, 1), rel=DEFINING)
    assert term.warnings == (
        "The maximum likelihood estimate of 'group' is plus infinity (odds ratio infinite), "
        "because of separation.",
    )


@pytest.mark.parametrize(
    ("y", "X", "words"),
    [
        ([0, 0, 0, 0], [1, 2, 3, 4], "no events among 4"),
        ([1, 1, 1], [1, 2, 3], "nothing but events among 3"),
        ([], [], "no observations"),
        ([1, 0], [1, 2], "too few"),
    ],
)
def test_nothing_to_explain(y, X, words):
    fit = fit_logistic(y=y, X=X, names=["weeks"])

    assert words in fit.warnings[0]
    assert {s.value for s in statistics(fit) if s.name not in {"n", "events"}} == {None}


def test_a_constant_term_is_left_out():
    fit = fit_logistic(y=Y, X=np.column_stack([np.full(12, 2), X]), names=["same", "weeks"])

    assert fit.terms[1].coefficient is None
    assert "'same' is constant" in fit.terms[1].warnings[0]
    assert fit.terms[2] == fit_logistic(y=Y, X=X, names=["weeks"]).terms[1]


def test_without_usable_terms_the_intercept_is_the_log_odds():
    fit = fit_logistic(y=Y, X=[3] * 12, names=["same"])

    assert fit.terms[0].odds_ratio == pytest.approx(7 / 5, rel=ITERATIVE)
    assert fit.lr_chi2 is fit.terms[1].coefficient is None


def test_an_odds_ratio_too_large_for_a_float_is_none():
    fit = fit_logistic(y=Y, X=np.multiply(X, 1e-5), names=["weeks"])

    assert fit.terms[1].coefficient > 1000
    assert fit.terms[1].odds_ratio is None
    assert list(statistics(fit))


@settings(deadline=None, max_examples=20)
@given(order=st.permutations(range(12)), scale=st.floats(0.1, 10), shift=st.floats(-2000, 2000))
def test_rows_may_be_permuted_and_units_changed(order, scale, shift):
    plain = fit_logistic(y=Y, X=X, names=["weeks"]).terms[1]
    moved = fit_logistic(
        y=np.array(Y)[order], X=np.array(X)[order] * scale + shift, names=["weeks"]
    ).terms[1]

    assert moved.coefficient == pytest.approx(plain.coefficient / scale, rel=ITERATIVE)
    assert (moved.p, moved.lr_p) == pytest.approx((plain.p, plain.lr_p), rel=ITERATIVE)
    assert moved.odds_ratio_profile_low == pytest.approx(
        plain.odds_ratio_profile_low ** (1 / scale), rel=ITERATIVE
    )


def test_calling_the_event_the_other_outcome_inverts_the_odds_ratio():
    plain = fit_logistic(y=Y, X=X, names=["weeks"]).terms[1]
    inverse = fit_logistic(y=1 - np.array(Y), X=X, names=["weeks"]).terms[1]

    assert inverse.odds_ratio == pytest.approx(1 / plain.odds_ratio, rel=ITERATIVE)
    assert inverse.odds_ratio_profile_low == pytest.approx(
        1 / plain.odds_ratio_profile_high, rel=ITERATIVE
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"y": [2, *Y[1:]]}, "0 and 1"),
        ({"X": X[:-1]}, "y must be"),
        ({"X": [*X[:-1], math.inf]}, "finite"),
        ({"level": 1}, "level must"),
    ],
)
def test_invalid_input_raises(arguments, message):
    with pytest.raises(ValueError, match=message):
        fit_logistic(**{"y": Y, "X": X, "names": ["weeks"], **arguments})


def raise_no_maximum(*_):
    raise NoMaximumError


def test_a_profile_that_cannot_be_followed_leaves_the_wald_figures(monkeypatch):
    monkeypatch.setattr(logistic, "trace_profile", raise_no_maximum)
    term = fit_logistic(y=Y, X=X, names=["weeks"]).terms[1]

    assert term.p is not None
    assert term.lr_p is term.odds_ratio_profile_low is None
    assert term.warnings == ("Its profile could not be followed.",)


def test_iterations_that_do_not_settle_leave_no_number(monkeypatch):
    monkeypatch.setattr(logistic, "maximise", raise_no_maximum)
    fit = fit_logistic(y=Y, X=X, names=["weeks"])

    assert not fit.converged
    assert fit.warnings == ("The iterations did not reach a maximum: no estimate is given.",)
    assert {s.value for s in statistics(fit) if s.name not in {"n", "events"}} == {None}

"""Least squares: agreement with R and NIST, invariances, and models that can't be fitted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_stats.estimates import statistics
from qi_stats.stats.regression.linear import fit_linear

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "linear.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form, and R prints 15 digits
TERM = ("coefficient", "se", "t", "p", "low", "high")
MODEL = ("n", "df", "r_squared", "adjusted_r_squared", "residual_sd")
LABELS = {"classical": "Linear regression", "hc3": "Linear regression, HC3"}

Y = [4.1, 5.2, 7.9, 3.3, 8.4, 6.1, 2.2, 9.7]
X = [1.0, 3.0, 2.0, 5.0, 4.0, 6.0, 2.0, 8.0]


@pytest.mark.parametrize("errors", ["classical", "hc3"])
@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, errors, agree):
    expected = CASES[name]
    fit = fit_linear(y=expected["y"], X=expected["X"], names=expected["names"], errors=errors)
    terms = {term.term: term for term in fit.terms}

    model = [getattr(fit, each) for each in MODEL]
    agree(
        "Linear regression, model", "linear", model, [expected[each] for each in MODEL], rel=CLOSED
    )
    tests = (expected[errors]["f"], expected[errors]["f_p"])
    agree(f"{LABELS[errors]}, F test", "linear", (fit.f, fit.f_p), tests, rel=CLOSED)
    for each in TERM:
        found = [getattr(terms[term], each) for term in expected["kept"]]
        agree(f"{LABELS[errors]}, terms", "linear", found, expected[errors][each], rel=CLOSED)


def test_a_repeated_term_is_left_out_as_in_r():
    fit = fit_linear(y=Y, X=np.column_stack([X, np.multiply(7, X)]), names=["weeks", "days"])
    alone = fit_linear(y=Y, X=X, names=["weeks"])

    assert fit.terms[:2] == alone.terms
    assert fit.terms[2].coefficient is fit.terms[2].p is None
    assert "'days' is constant or a linear combination" in fit.warnings[0]
    assert fit.terms[2].warnings == fit.warnings


@pytest.mark.parametrize("errors", ["classical", "hc3"])
def test_without_usable_terms_the_intercept_is_the_mean(errors):
    fit = fit_linear(y=Y, X=[3] * 8, names=["same"], errors=errors)

    assert fit.terms[0].coefficient == pytest.approx(np.mean(Y))
    assert fit.terms[0].se == pytest.approx(np.std(Y, ddof=1) / np.sqrt(8), rel=0.1)
    assert fit.f is fit.terms[1].coefficient is None


@pytest.mark.parametrize("errors", ["classical", "hc3"])
def test_a_constant_outcome_has_no_estimates(errors):
    fit = fit_linear(y=[5.0] * 8, X=X, names=["weeks"], errors=errors)

    assert all(found.value is None for found in statistics(fit) if found.name != "n")
    assert fit.warnings == (
        "The outcome is the same for every observation: there is nothing to explain.",
    )


@pytest.mark.parametrize(
    ("n", "words"), [(0, "no observations"), (1, "too few"), (2, "too few observations (2)")]
)
def test_too_few_observations(n, words):
    fit = fit_linear(y=Y[:n], X=X[:n], names=["weeks"])

    assert fit.terms[0].coefficient is None
    assert fit.n == n
    assert words in fit.warnings[0]


def test_a_perfect_fit_has_coefficients_but_no_test():
    fit = fit_linear(y=[3, 5, 7, 9], X=[1, 2, 3, 4], names=["weeks"])

    assert [term.coefficient for term in fit.terms] == pytest.approx([1, 2])
    assert fit.r_squared == pytest.approx(1)
    assert fit.terms[1].p is fit.f is fit.residual_sd is None
    assert "exactly" in fit.warnings[0]


def test_hc3_does_not_exist_when_one_observation_decides_a_coefficient():
    fit = fit_linear(y=Y, X=[0, 0, 0, 0, 0, 0, 0, 1], names=["member"], errors="hc3")

    assert fit.terms[1].coefficient == pytest.approx(Y[-1] - np.mean(Y[:-1]))
    assert fit.terms[1].se is None
    assert "leverage 1" in fit.warnings[0]


@settings(deadline=None, max_examples=25)
@given(
    order=st.permutations(range(8)),
    scale=st.floats(0.01, 100),
    shift=st.floats(-10, 10),
)
def test_rows_may_be_permuted_and_units_changed(order, scale, shift):
    plain = fit_linear(y=Y, X=X, names=["weeks"], errors="hc3").terms[1]
    moved = fit_linear(
        y=np.array(Y)[order], X=np.array(X)[order] * scale + shift, names=["weeks"], errors="hc3"
    ).terms[1]

    assert moved.coefficient == pytest.approx(plain.coefficient / scale, rel=1e-8)
    assert (moved.t, moved.p) == pytest.approx((plain.t, plain.p), rel=1e-8)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"X": X[:-1]}, "y must be"),
        ({"names": ["a", "b"]}, "1 columns"),
        ({"names": ["intercept"]}, "names must differ"),
        ({"X": [*X[:-1], float("nan")]}, "missing values"),
        ({"errors": "hc9"}, "errors must be"),
        ({"level": 95}, "level must"),
    ],
)
def test_invalid_input_raises(arguments, message):
    with pytest.raises(ValueError, match=message):
        fit_linear(**{"y": Y, "X": X, "names": ["weeks"], **arguments})

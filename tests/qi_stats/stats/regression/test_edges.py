"""Whatever the few rows are, a regression returns finite numbers or None, and never raises."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_stats.estimates import statistics
from qi_stats.stats import fit_exact_logistic, fit_firth, fit_linear, fit_logistic
from qi_stats.stats.regression import separation as separation_module
from qi_stats.stats.regression.likelihood import FIRTH, LogisticLikelihood, maximise

COVARIATE = st.one_of(st.integers(0, 1), st.integers(0, 4), st.sampled_from([0.25, 1e-3]))
ROWS = st.lists(st.tuples(st.integers(0, 1), COVARIATE, COVARIATE), min_size=1, max_size=12)


@pytest.mark.parametrize("fit", [fit_linear, fit_logistic, fit_firth, fit_exact_logistic])
@settings(deadline=None, max_examples=15)
@given(rows=ROWS)
def test_any_few_rows(fit, rows):
    y, *columns = zip(*rows, strict=True)
    estimate = fit(y=y, X=list(zip(*columns, strict=True)), names=["a", "b"])

    missing = [found for found in statistics(estimate) if found.value is None]
    assert all(found.warnings for found in missing)


@pytest.mark.parametrize("fit", [fit_linear, fit_logistic, fit_firth, fit_exact_logistic])
@settings(deadline=None, max_examples=15)
@given(rows=ROWS)
def test_any_few_rows_with_one_covariate(fit, rows):
    y, x, _ = zip(*rows, strict=True)

    assert list(statistics(fit(y=y, X=x, names=["a"])))


def test_hc3_gives_no_test_to_what_fits_exactly():
    """All wards but one have one outcome each: only that one's rows leave residuals."""
    ward = [0] * 5 + [1] * 3 + [2] * 4
    y = [0] * 5 + [1] * 3 + [0, 0, 1, 1]
    X = [[w == 1, w == 2] for w in ward]
    fit = fit_linear(y=y, X=X, names=["north", "south"], errors="hc3")
    base, north, south = fit.terms

    assert fit.f is fit.f_p is None
    assert "no F test" in fit.warnings[0]
    assert base.se is base.p is north.se is north.low is None
    assert north.coefficient == pytest.approx(1)
    assert "standard error of 0" in north.warnings[0]
    assert south.se == pytest.approx((4 * (0.5 / (1 - 1 / 4)) ** 2) ** 0.5 / 4)


def test_a_bound_that_numbers_do_not_reach_is_none():
    """At so high a level the penalized likelihood never falls far enough: 10.1 at most, not 15.1.

    With 60 digits it falls by 9.2 at a slope of 59.4, where a search from 0 ended on a lower peak.
    """
    x = [2, 1.01, 0, 0, 2, 2, 2, 2.01]
    intercept, slope = fit_firth(
        y=[0, 0, 0, 0, 0, 0, 0, 1], X=x, names=["score"], level=0.9999
    ).terms

    assert intercept.low is slope.high is None
    assert intercept.coefficient < intercept.high
    assert slope.low < slope.coefficient
    assert "further out" in slope.warnings[0]


def test_the_highest_of_several_peaks_is_the_estimate():
    """With one value far from the others there is a second, lower peak near a slope of 0."""
    y, x = [0] * 5 + [1] * 6, [*range(10), 100]
    fit = fit_firth(y=y, X=x, names=["score"])
    likelihood = LogisticLikelihood(
        np.array(y, dtype=float), np.column_stack([np.ones(11), x]), FIRTH
    )
    slopes, middles = np.meshgrid(np.linspace(0, 3, 151), np.linspace(3, 6, 61))
    grid = [
        likelihood.value(np.array([-slope * middle, slope]))
        for slope, middle in zip(slopes.flat, middles.flat, strict=True)
    ]

    assert maximise(likelihood, {}).value < max(grid)
    assert fit.log_likelihood >= max(grid)
    assert fit.log_likelihood == pytest.approx(max(grid), abs=0.01)
    assert fit.terms[1].p < 0.05


def test_separation_that_cannot_be_decided_leaves_no_number(monkeypatch):
    monkeypatch.setattr(separation_module, "_SOLVERS", ("highs-ds",))
    monkeypatch.setattr(
        separation_module, "linprog", lambda *_, **__: SimpleNamespace(x=None, message="gave up")
    )
    fit = fit_logistic(y=[0, 1, 0, 1], X=[1, 2, 3, 4], names=["score"])

    assert not fit.converged
    assert fit.terms[1].coefficient is None
    assert "orders of magnitude" in fit.warnings[0]

"""A method asked for many tables at once says what it says of each of them alone."""

import numpy as np
import pytest

from qi_stats.stats.counts.fisher import fisher_exact
from qi_stats.stats.regression.exact_logistic import fit_exact_logistic
from qi_stats.stats.regression.firth import fit_firth
from qi_stats.stats.regression.linear import fit_linear
from qi_stats.stats.regression.logistic import fit_logistic
from qi_stats.stats.sensitivity.row_test import MethodTest
from qi_stats.stats.two_groups.means import student_t, welch_t

CLOSED = 1e-9
"""Relative; both sides are closed forms, or Newton's steps taken until they come to rest."""
NEAR_ONE = 1e-7
"""Absolute; P near 1 is the root of a likelihood ratio near 0, of whose digits half are left."""

NOTHING = np.empty(0)
BINARY = np.array([0.0, 1.0])


def regress(method, statistic, x):
    return MethodTest(method, "design", statistic, x[:, np.newaxis], BINARY, ("dose",), "dose")


TWO_ROWS = {
    "wald": regress(fit_logistic, "p", BINARY),
    "likelihood_ratio": regress(fit_logistic, "lr_p", BINARY),
    "firth": regress(fit_firth, "p", BINARY),
    "welch": MethodTest(welch_t, "samples", "p", NOTHING, BINARY),
    "student": MethodTest(student_t, "samples", "p", NOTHING, BINARY),
}
LINES = {
    "wald": regress(fit_logistic, "p", np.array([1.0, 2.0, 3.5])),
    "likelihood_ratio": regress(fit_logistic, "lr_p", np.array([1.0, 2.0, 3.5])),
}


def draw_tables(shape, most, number=40):
    """Return tables of small counts, empty cells, rows and columns among them."""
    return np.random.default_rng(7).integers(0, most, (number, *shape))


def ask_method(test, tables):
    """Return P and estimate of each table by the method itself."""
    return np.array([test._call(table) for table in tables]).T


@pytest.mark.parametrize("name", TWO_ROWS)
def test_two_groups_by_closed_form_are_as_by_the_method(name):
    test, tables = TWO_ROWS[name], draw_tables((2, 2), 7)
    p, estimate = ask_method(test, tables)

    np.testing.assert_allclose(test.judge(tables), p, rtol=CLOSED, atol=NEAR_ONE)
    np.testing.assert_allclose(test.estimate(tables), estimate, rtol=CLOSED)


@pytest.mark.parametrize("name", LINES)
def test_a_line_of_log_odds_is_as_by_the_method(name):
    test, tables = LINES[name], draw_tables((3, 2), 5, 25)
    p, estimate = ask_method(test, tables)

    np.testing.assert_allclose(test.judge(tables), p, rtol=1e-6, atol=NEAR_ONE)
    np.testing.assert_allclose(test.estimate(tables), estimate, rtol=1e-6)


def test_a_line_by_least_squares_is_as_by_the_method():
    x, y = np.array([1.0, 2.0, 3.0]), np.arange(1.0, 5.0)
    test = MethodTest(fit_linear, "design", "p", x[:, np.newaxis], y, ("dose",), "dose")
    tables = draw_tables((3, 4), 3)
    p, estimate = ask_method(test, tables)

    np.testing.assert_allclose(test.judge(tables), p, rtol=CLOSED)
    np.testing.assert_allclose(test.estimate(tables), estimate, rtol=CLOSED, atol=1e-12)


def test_what_has_no_closed_form_is_asked_of_the_method():
    table = np.array([[[3, 1], [1, 4]]])
    fisher = MethodTest(fisher_exact, "table", "p", NOTHING, NOTHING)
    exact = regress(fit_exact_logistic, "p", BINARY)

    assert fisher.judge(table)[0] == fisher_exact(table[0]).p
    assert exact.judge(table)[0] == pytest.approx(fisher_exact(table[0]).p, rel=CLOSED)


def test_a_separated_outcome_has_no_wald_p_but_a_likelihood_ratio_p():
    separated = np.array([[[4, 0], [2, 3]]])

    assert np.isnan(TWO_ROWS["wald"].judge(separated))
    assert np.isfinite(TWO_ROWS["likelihood_ratio"].judge(separated))
    assert np.isnan(TWO_ROWS["likelihood_ratio"].estimate(separated))


def test_a_test_is_recorded_by_the_place_of_its_method_and_the_name_of_its_p_value():
    assert str(TWO_ROWS["wald"]) == "qi_stats.stats:fit_logistic dose.p"
    assert str(TWO_ROWS["welch"]) == "qi_stats.stats:welch_t p"

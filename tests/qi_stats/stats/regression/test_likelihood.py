"""Differences of log-likelihoods keep their digits however small they are."""

import numpy as np
import pytest

from qi_stats.stats.regression.firth import fit_firth
from qi_stats.stats.regression.likelihood import FIRTH, LogisticLikelihood
from qi_stats.stats.regression.logistic import fit_logistic

SESSIONS = [1, 1, 3, 2, 2, 1, 1, 3, 2, 2]
FOLLOWED = [0, 1, 0, 1, 1, 0, 1, 1, 1, 0]

DIGITS = 5e-14
"""Relative; a difference of two log-likelihoods near -6 would be off by 1e-13 or more."""


@pytest.mark.parametrize(
    ("fit", "of_intercept", "of_slope"),
    [
        # Maxima found by Newton's method with 40 decimal digits.
        (fit_logistic, 0.0067088624313945817, 0.0298672595748891197),
        (fit_firth, 0.00999554339937587506, 0.0183552148939195914),
    ],
)
def test_a_small_chi_square_has_its_digits(fit, of_intercept, of_slope):
    fitted = fit(y=FOLLOWED, X=SESSIONS, names=["sessions"])

    found = [term.lr_chi2 for term in fitted.terms] + [fitted.lr_chi2]
    assert found == pytest.approx([of_intercept, of_slope, of_slope], rel=DIGITS, abs=0)


@pytest.mark.parametrize("penalty", [0.0, FIRTH])
@pytest.mark.parametrize("far", [[0.0, 0.0], [3.0, -2.0], [-20.0, 5.0]])
def test_a_gain_is_the_difference_of_the_values(penalty, far):
    likelihood = LogisticLikelihood(
        np.array(FOLLOWED, float), np.column_stack([np.ones(10), SESSIONS]), penalty
    )
    here, there = np.array([0.2, 0.1]), np.array(far)

    difference = likelihood.value(here) - likelihood.value(there)
    assert likelihood.gain(here, there) == pytest.approx(difference, rel=1e-12)
    assert likelihood.gain(there, here) == pytest.approx(-difference, rel=1e-12)


def test_a_gain_over_a_place_without_information_is_infinite():
    likelihood = LogisticLikelihood(np.array([0.0, 1.0, 1.0]), np.ones((3, 1)), FIRTH)
    assert likelihood.gain(np.array([0.5]), np.array([2000.0])) == np.inf

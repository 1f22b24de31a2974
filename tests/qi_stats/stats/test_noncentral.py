"""The noncentral t distribution and the power it gives, where SciPy's function has no answer."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats
from statsmodels.stats.power import TTestIndPower

from qi_stats.stats.noncentral import accumulate_t, bound_noncentrality
from qi_stats.stats.power.means import detectable_means, power_of_means, sample_size_means

UNANSWERED = [(-2.16, 13, 9.62), (-2.03, 33, 10.0), (-3.5, 45, 5.8)]  # t, df, noncentrality


def integrate_definition(t, df, noncentrality):
    """Return the mean of P(Z <= t s - noncentrality) over s, the root of chi-square by df."""
    nodes, weights = np.polynomial.legendre.leggauss(400)
    low, high = np.sqrt(stats.chi2.ppf([1e-18, 1 - 1e-16], df) / df)
    s = (high - low) / 2 * nodes + (high + low) / 2
    density = stats.chi.pdf(s * np.sqrt(df), df) * np.sqrt(df) * (high - low) / 2
    return float(weights @ (special.ndtr(t * s - noncentrality) * density))


@pytest.mark.parametrize("t", [-2.5, 0.0, 1.7, 6.0])
@pytest.mark.parametrize("noncentrality", [-8.0, -1.0, 0.0, 2.0, 9.0])
def test_chances_agree_with_the_definition(t, noncentrality):
    found = accumulate_t(t, 11, noncentrality)

    assert found == pytest.approx(integrate_definition(t, 11, noncentrality), abs=1e-12)


@pytest.mark.parametrize("case", UNANSWERED)
def test_there_is_an_answer_where_scipy_has_none(case):
    assert accumulate_t(*case) == pytest.approx(integrate_definition(*case), abs=1e-12)


def test_bounds_leave_half_of_the_rest_on_each_side():
    low, high = bound_noncentrality(2.0, 9, 0.9)

    assert accumulate_t(2.0, 9, low) == pytest.approx(0.95, rel=1e-10)
    assert accumulate_t(2.0, 9, high) == pytest.approx(0.05, rel=1e-10)


@pytest.mark.parametrize(("n1", "n2", "effect"), [(2, 1, 0.5), (7, 28, -1.2), (60, 60, 0.01)])
def test_power_agrees_with_statsmodels(n1, n2, effect):
    expected = TTestIndPower().power(effect, n1, 0.05, ratio=n2 / n1)

    assert power_of_means(n1=n1, n2=n2, difference=effect).power == pytest.approx(
        expected, rel=1e-10
    )


def test_large_effects_and_high_power_have_numbers():
    assert power_of_means(n1=9, n2=6, difference=5).power == pytest.approx(1, abs=1e-8)
    assert sample_size_means(difference=50).n == 2
    for n1, n2, power, alpha in [
        (7, 28, 0.9999, 0.001),
        (9, 35, 0.9999, 0.05),
        (12, 35, 0.8, 0.001),
    ]:
        found = detectable_means(n1=n1, n2=n2, power=power, alpha=alpha).difference
        reached = power_of_means(n1=n1, n2=n2, difference=found, alpha=alpha)
        assert reached.power == pytest.approx(power, rel=1e-10)

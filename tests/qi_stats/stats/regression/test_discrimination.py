"""The c statistic by counting pairs, with ties; none where there is nothing to tell apart."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.regression.discrimination import compute_c_statistic
from qi_stats.stats.regression.logistic import fit_logistic

rows = st.lists(st.tuples(st.integers(0, 1), st.integers(-3, 3)), min_size=2, max_size=25)


@given(rows)
def test_it_is_the_share_of_pairs_in_order(sample):
    y, x = (np.array(each, dtype=float) for each in zip(*sample, strict=True))
    gaps = [high - low for high in x[y == 1] for low in x[y == 0]]
    expected = np.mean([(gap > 0) + (gap == 0) / 2 for gap in gaps]) if gaps else None

    assert compute_c_statistic(y, x / 3) == (None if expected is None else pytest.approx(expected))


def test_rounding_breaks_no_tie():
    y = np.array([1.0, 0.0, 1.0, 0.0])

    assert compute_c_statistic(y, np.array([0.1 + 0.2, 0.3, 1.0, -1.0])) == 3.5 / 4


def test_a_fourfold_table_is_visible_arithmetic():
    """Of 3 x 3 pairs, 2 x 2 are in order and 1 x 1 the other way; the rest are ties."""
    fit = fit_logistic(y=[1, 1, 1, 0, 0, 0], X=[1, 1, 0, 0, 0, 1], names=["x"])

    assert fit.c_statistic == (4 + 4 / 2) / 9
    assert fit.aic == pytest.approx(2 * 2 - 2 * (4 * np.log(2 / 3) + 2 * np.log(1 / 3)))


@pytest.mark.parametrize("y", [[0, 0, 1, 1], [0, 0, 1, 0]])
def test_separation_leaves_none_with_a_reason(y):
    fit = fit_logistic(y=y, X=[1, 2, 3, 2], names=["x"])

    assert fit.separation != "none"
    assert fit.aic is fit.c_statistic is None
    assert fit.warnings

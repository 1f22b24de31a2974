"""Correlations: agreement with R, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.association.correlation import kendall, pearson, spearman

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "correlation.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form: both programs round differently, and no more
FAR = 1e-7  # values a million away from 0 lose six of their sixteen digits

FUNCTIONS = {"pearson": pearson, "spearman": spearman, "kendall": kendall}
LABELS = {"pearson": "Pearson's r", "spearman": "Spearman's rho", "kendall": "Kendall's tau-b"}
values = st.integers(-40, 40).map(float)
pairs = st.lists(st.tuples(values, values), min_size=3, max_size=15)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("method", FUNCTIONS)
def test_agrees_with_r(name, method, agree):
    case = CASES[name]
    estimate = FUNCTIONS[method](case["x"], case["y"])

    assert estimate.warnings == ()
    found = {each: getattr(estimate, each) for each in case[method]}
    agree(LABELS[method], "correlation", found, case[method], rel=FAR if name == "far" else CLOSED)


def test_tau_by_hand():
    """Of six pairs, five agree and one does not: (5 - 1) / 6."""
    assert kendall([1, 2, 3, 4], [1, 3, 2, 4]).r == pytest.approx((5 - 1) / 6)


def test_r_by_hand():
    """Deviations -1 0 1 and -1 1 0: sum of products 1, of squares 2 and 2."""
    assert pearson([1, 2, 3], [1, 3, 2]).r == pytest.approx(1 / 2)


@given(pairs)
def test_swapping_or_turning_the_variables(points):
    x, y = map(np.array, zip(*points, strict=True))
    for function in FUNCTIONS.values():
        plain, swapped, turned = function(x, y), function(y, x), function(x, -y)
        if plain.r is not None:
            assert swapped.r == pytest.approx(plain.r)
            assert turned.r == pytest.approx(-plain.r)
            assert turned.p == pytest.approx(plain.p)
            assert -1 <= plain.r <= 1


@given(pairs)
def test_ranks_do_not_change_when_values_are_stretched(points):
    x, y = map(np.array, zip(*points, strict=True))
    for function in (spearman, kendall):
        assert function(x**3, y).r == function(x, y).r


def test_a_perfect_line_has_no_interval():
    estimate = pearson([1, 2, 3, 4], [2, 4, 6, 8])

    assert (estimate.r, estimate.p, estimate.low) == (1, 0, None)
    assert "one line" in estimate.warnings[0]


@pytest.mark.parametrize("function", FUNCTIONS.values())
@pytest.mark.parametrize(
    ("x", "y", "words"),
    [
        ([], [], "fewer than three"),
        ([1, 2], [2, 1], "fewer than three"),
        ([1, 1, 1], [1, 2, 3], "does not vary"),
    ],
)
def test_what_has_no_correlation_gives_a_reason(function, x, y, words):
    estimate = function(x, y)

    assert (estimate.r, estimate.p) == (None, None)
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("function", FUNCTIONS.values())
def test_impossible_input_is_refused(function):
    with pytest.raises(ValueError, match="differ in length: 2, 1"):
        function([1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match="between 0 and 1"):
        function([1.0, 2.0, 3.0], [1.0, 5.0, 3.0], level=95)
    with pytest.raises(ValueError, match="finite"):
        function([1.0, np.nan, 3.0], [1.0, 5.0, 3.0])

"""Separation: the three cases of Albert and Anderson, and which coefficients stay finite."""

from __future__ import annotations

import numpy as np
import pytest
from firthmodels import detect_separation as detect_elsewhere
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qi_stats.stats.regression.separation import describe_separation, detect_separation


def find(y, *columns):
    X = np.column_stack([np.ones(len(y)), *columns])
    return detect_separation(y=np.array(y, dtype=float), X=X)


@pytest.mark.parametrize(
    ("x", "kind", "overlapping"),
    [
        ([1, 2, 3, 4, 5, 6], "complete", 0),
        ([1, 2, 3, 3, 5, 6], "quasi", 2),
        ([1, 2, 4, 3, 5, 6], "none", 6),
        ([0, 0, 0, 0, 1, 1], "quasi", 4),
        ([0, 0, 0, 1, 1, 1], "complete", 0),
    ],
)
def test_cases_of_albert_and_anderson(x, kind, overlapping):
    found = find([0, 0, 0, 1, 1, 1], x)

    assert found.kind == kind
    assert found.overlapping.sum() == overlapping


def test_infinite_coefficients_have_a_direction():
    found = find([0, 0, 1, 1, 0, 1], [0, 0, 0, 1, 0, 1])

    assert found.kind == "quasi"
    assert found.rises.tolist() == [False, True]
    assert found.falls.tolist() == [False, False]
    assert found.finite.tolist() == [True, False]


def test_a_coefficient_may_be_free_in_both_directions():
    """Two covariates that each separate completely: the weight may lie on either."""
    found = find([0, 0, 0, 1, 1, 1], [1, 2, 3, 7, 8, 9], [2, 1, 3, 9, 7, 8])

    assert found.rises[1:].all()
    assert found.falls[1:].all()


def test_words_name_the_terms_and_count_the_observations():
    found = find([0, 0, 1, 1, 0, 1], [0, 0, 0, 1, 0, 1])

    assert describe_separation(found, ["intercept", "group"]) == (
        "Quasi separation: the outcome of 2 of the 6 observations is predicted without error by "
        "'group', and there the maximum likelihood estimate is infinite. "
        "Read the Firth and exact estimates instead.",
    )
    assert describe_separation(find([0, 1, 0, 1], [1, 1, 2, 2]), ["intercept", "group"]) == ()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(st.integers(0, 1), st.integers(0, 3), st.integers(0, 2)), min_size=6, max_size=14
    )
)
def test_agrees_with_another_implementation(rows):
    y, a, b = (np.array(column, dtype=float) for column in zip(*rows, strict=True))
    X = np.column_stack([np.ones(len(y)), a, b])
    assume(len(set(y)) == 2)
    assume(np.linalg.matrix_rank(X) == 3)
    other = detect_elsewhere(X, y, fit_intercept=False)

    found = detect_separation(y=y, X=X)

    assert (found.kind != "none") == other.separation
    assert found.finite[~other.is_finite].sum() == 0


@settings(deadline=None, max_examples=30)
@given(
    order=st.permutations(range(6)),
    scale=st.floats(1e-3, 1e3),
    x=st.lists(st.integers(0, 4), min_size=6, max_size=6),
)
def test_rows_may_be_permuted_and_units_changed(order, scale, x):
    y = np.array([0, 0, 0, 1, 1, 1])
    assume(len(set(x)) > 1)
    plain, moved = find(y, x), find(y[order], np.array(x)[order] * scale)

    assert moved.kind == plain.kind
    assert moved.overlapping.tolist() == plain.overlapping[list(order)].tolist()

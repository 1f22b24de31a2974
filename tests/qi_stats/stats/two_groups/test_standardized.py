"""Standardized differences: agreement with the formulas in R, and what can't be standardized."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import standardized_means, standardized_shares

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "standardized.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form


def _show(found):
    return {name: getattr(found, name) for name in ("effect", "low", "high")}


@pytest.mark.parametrize("name", CASES["means"])
def test_means_agree_with_r(name, agree):
    case = CASES["means"][name]
    found = _show(standardized_means(case["a"], case["b"]))

    agree("Standardized difference of means", "standardized", found, case["result"], rel=CLOSED)


@pytest.mark.parametrize("name", CASES["shares"])
def test_shares_agree_with_r(name, agree):
    case = CASES["shares"][name]
    found, expected = _show(standardized_shares(case["table"])), dict(case["result"])
    if len(case["table"][0]) > 2:
        expected["low"] = max(expected["low"], 0.0)  # a distance is not below 0

    agree("Standardized difference of shares", "standardized", found, expected, rel=CLOSED)


def test_means_by_hand():
    # means 2 and 4, variances 1 and 1
    assert standardized_means([1, 2, 3], [3, 4, 5]).effect == pytest.approx(-2)


def test_a_level_that_nobody_has_changes_nothing():
    assert standardized_shares([[3, 0, 5, 1], [4, 0, 2, 2]]).effect == pytest.approx(
        standardized_shares([[3, 5, 1], [4, 2, 2]]).effect
    )


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(1, 9)), min_size=3, max_size=5))
def test_a_distance_does_not_depend_on_the_order_of_levels(columns):
    forward = standardized_shares(list(zip(*columns, strict=True)))
    backward = standardized_shares(list(zip(*columns[::-1], strict=True)))

    assert forward.effect == pytest.approx(backward.effect, abs=1e-7)


@pytest.mark.parametrize(
    ("found", "warning"),
    [
        (standardized_means([1], [2, 3]), "fewer than two values"),
        (standardized_means([2, 2], [3, 3]), "Neither group varies"),
        (standardized_shares([[0, 0], [1, 2]]), "no values"),
        (standardized_shares([[3, 0], [4, 0]]), "Neither group varies"),
        (standardized_shares([[3, 0], [0, 4]]), "share too few levels"),
    ],
)
def test_what_cannot_be_standardized_says_so(found, warning):
    assert (found.effect, found.low, found.high) == (None, None, None)
    assert warning in found.warnings[0]


@pytest.mark.parametrize("table", [[[1, 2], [3, 4], [5, 6]], [[1, 2]], [[1, -2], [3, 4]]])
def test_other_tables_are_refused(table):
    with pytest.raises(ValueError, match="table must"):
        standardized_shares(table)

"""The test of trend: agreement with R, all tables one by one, edges."""

from __future__ import annotations

import json
from itertools import product
from math import comb
from pathlib import Path

import numpy as np
import pytest

from qi_stats.stats.counts.trend import trend_test

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "stratified.json").read_text(encoding="utf-8"))["cases"]["trends"]
CLOSED = 1e-10  # sums of a few hundred terms


@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_r(name, agree):
    case = CASES[name]
    test = trend_test(case["table"], scores=case["scores"])

    found = {"z2": test.z**2, "p": test.p, "p_asymptotic": test.p_asymptotic}
    agree("Cochran-Armitage trend", "stratified", found, case["test"], rel=CLOSED, floor=1e-20)


def test_the_exact_p_counts_every_table():
    table, scores = np.array([[1, 4], [2, 3], [5, 1]]), [1, 2, 4]
    n, events = table.sum(axis=1), 8
    tables = [t for t in product(*(range(size + 1) for size in n)) if sum(t) == events]
    ways = [np.prod([comb(size, x) for size, x in zip(n, t, strict=True)]) for t in tables]
    away = np.abs(np.array([np.dot(t, scores) for t in tables]) - events * (n @ scores) / n.sum())
    observed = away[tables.index((1, 2, 5))]

    expected = np.sum(ways, where=away >= observed - 1e-9) / comb(16, events)
    assert trend_test(table, scores=scores).p == pytest.approx(expected, rel=1e-12)


def test_the_direction_is_that_of_the_events():
    assert trend_test([[1, 9], [3, 7], [6, 4]]).z > 0
    assert trend_test([[6, 4], [3, 7], [1, 9]]).z < 0


@pytest.mark.parametrize("table", [[[0, 5], [0, 4]], [[3, 5], [0, 0], [0, 0]], [[0, 0], [0, 0]]])
def test_without_contrast_there_is_a_reason(table):
    test = trend_test(table)

    assert test.p is test.z is None
    assert "no trend to test" in test.warnings[0]


def test_too_many_rows_leave_the_asymptotic_p():
    test = trend_test([[400, 300], [300, 400], [250, 450]])

    assert test.p is None
    assert test.p_asymptotic < 0.001
    assert "too many rows" in test.warnings[0]


@pytest.mark.parametrize(
    ("table", "scores", "message"),
    [([[1, 2, 3], [4, 5, 6]], None, "two columns"), ([[1, 2], [3, 4]], [1], "one for each group")],
)
def test_invalid_input_raises(table, scores, message):
    with pytest.raises(ValueError, match=message):
        trend_test(table, scores=scores)

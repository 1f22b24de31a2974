"""Time to an event: agreement with R, curves without censoring, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.over_time.survival import kaplan_meier, log_rank

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "survival.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form: both programs round differently, and no more
patients = st.lists(st.tuples(st.integers(0, 20), st.booleans()), min_size=1, max_size=20)


def split(case):
    time, event, group = (np.array(case[name]) for name in ("time", "event", "group"))
    return [(time[group == one], event[group == one]) for one in np.unique(group)]


@pytest.mark.parametrize("name", CASES)
def test_the_curve_agrees_with_r(name, agree):
    case = CASES[name]
    estimate = kaplan_meier(case["time"], case["event"])

    found = {each: [getattr(point, each) for point in estimate.points] for each in case["curve"]}
    agree("Kaplan-Meier curve", "survival", found, case["curve"], rel=CLOSED, floor=1e-14)
    found = {each: getattr(estimate, each) for each in case["median"]}
    agree("Median time to an event", "survival", found, case["median"], rel=CLOSED)


@pytest.mark.parametrize("name", CASES)
def test_the_test_agrees_with_r(name, agree):
    case = CASES[name]
    estimate = log_rank(split(case))

    found = {each: getattr(estimate, each) for each in case["test"]}
    agree("Log-rank test", "survival", found, case["test"], rel=CLOSED)


@given(st.lists(st.integers(0, 20), min_size=1, max_size=20))
def test_without_censoring_the_curve_is_the_share_left(times):
    for point in kaplan_meier(times, [1] * len(times)).points:
        assert point.survival == pytest.approx(np.mean(np.array(times) > float(point.time)))


@given(patients, patients)
def test_the_order_of_groups_is_of_no_consequence(a, b):
    groups = [tuple(zip(*one, strict=True)) for one in (a, b)]
    one, other = log_rank(groups), log_rank(groups[::-1])

    assert (one.p is None) == (other.p is None)
    if one.p is not None:
        assert one.chi_square == pytest.approx(other.chi_square, rel=1e-9, abs=1e-12)


def test_a_curve_by_hand():
    """One of four at 1, one of three at 2, follow-up of one ends at 2, one of one at 5."""
    points = kaplan_meier([1, 2, 2, 5], [1, 1, 0, 1]).points

    assert [point.survival for point in points] == pytest.approx([3 / 4, 3 / 4 * 2 / 3, 0])
    assert [point.at_risk for point in points] == [4, 3, 1]
    assert (points[2].low, points[2].high) == (None, None)


def test_a_test_by_hand():
    """At 1: 1 of 2 expected in each group, variance 1/4; at 2 one group is left."""
    estimate = log_rank([([1], [1]), ([2], [1])])

    assert estimate.chi_square == pytest.approx((1 - 1 / 2) ** 2 / (1 / 4))


@pytest.mark.parametrize(
    ("groups", "words"),
    [
        ([], "fewer than two groups"),
        ([([1.0], [1]), ([], [])], "fewer than two groups"),
        ([([1.0], [0]), ([2.0], [0])], "No event"),
    ],
)
def test_what_cannot_be_tested_gives_a_reason(groups, words):
    estimate = log_rank(groups)

    assert estimate.p is None
    assert words in estimate.warnings[0]


def test_a_median_that_is_not_reached_says_so():
    estimate = kaplan_meier([1, 2, 3], [1, 0, 0])

    assert estimate.median is None
    assert "not reached" in estimate.warnings[0]
    assert "no time" in kaplan_meier([], []).warnings[0]


@pytest.mark.parametrize(
    ("times", "events", "words"),
    [
        ([1.0], [1, 0], "differ in length"),
        ([-1.0], [1], "0 or more"),
        ([1.0], [2], "0 or 1"),
        ([np.nan], [1], "finite"),
    ],
)
def test_impossible_input_is_refused(times, events, words):
    with pytest.raises(ValueError, match=words):
        kaplan_meier(times, events)

"""Funnel plots: agreement with R, where limits cross a count, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qi_stats.stats.over_time.funnel import funnel_chart

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "funnel.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # quotients of differences of chances


@pytest.mark.parametrize("name", CASES)
def test_limits_agree_with_r(name, agree):
    case = CASES[name]
    chart = funnel_chart(case["counts"], case["sizes"], kind=case["kind"])

    assert chart.center == pytest.approx(case["center"], rel=1e-14)
    found = {each: [getattr(p, each) for p in chart.points] for each in case["limits"]}
    agree("Funnel plot, limits", "funnel", found, case["limits"], rel=CLOSED, floor=1e-15)


def test_two_cases_are_visible_arithmetic():
    """Of 2 cases with a share of one half, no event has a chance of 1/4, so 2.5% is 1/10 of it."""
    point = funnel_chart([0, 1, 2], [2, 2, 2]).points[0]

    assert point.inner_low == 0  # 0 - 9/10, cut at 0
    assert point.inner_high == pytest.approx((2 - (1 - 0.975) / 0.25) / 2)


def test_a_unit_far_away_is_a_signal():
    chart = funnel_chart([10, 11, 9, 40], [100] * 4, labels=["a", "b", "c", "d"])

    assert [point.signal for point in chart.points] == ["none", "none", "none", "above"]
    assert (chart.outside, chart.n) == (1, 4)
    assert chart.beyond_inner == 2  # 9 of 100 lies below 9.87%
    assert chart.false_alarm == pytest.approx(1 - 0.998**4)


@pytest.mark.parametrize(
    ("counts", "sizes", "words"),
    [([], [], "no unit"), ([0, 0], [5, 9], "no events"), ([5, 9], [5, 9], "nothing but events")],
)
def test_without_limits_there_is_a_reason(counts, sizes, words):
    chart = funnel_chart(counts, sizes)

    assert chart.points == ()
    assert words in chart.warnings[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([3], [2]), "must not exceed"),
        (([1], [2.5]), "whole numbers of cases"),
        (([1], [0]), "above 0"),
        (([1.5], [3]), "whole numbers"),
        (([1, 2], [3, 4, 5]), "differ in length"),
    ],
)
def test_invalid_input_raises(arguments, message):
    with pytest.raises(ValueError, match=message):
        funnel_chart(*arguments)

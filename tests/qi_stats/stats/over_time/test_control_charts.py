"""Control charts: agreement with qicharts2, limits by hand, edges."""

from __future__ import annotations

import json
from math import sqrt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import attribute_chart, count_chart, t_chart, xmr_chart

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "over_time.json").read_text(encoding="utf-8"))["cases"]
CHARTED = [name for name, case in CASES.items() if case["kind"] != "run"]
CLOSED = 1e-11  # sums of at most 36 values, and powers of them

LABELS = {
    "i": "Individuals chart",
    "i_screened": "Individuals chart, screened",
    "p": "p chart",
    "u": "u chart",
    "c": "c chart",
    "g": "g chart",
    "t": "t chart",
}


def draw(case):
    kind, values, baseline = case["kind"], case["values"], case["baseline"]
    if kind in ("p", "u"):
        return attribute_chart(values, case["sizes"], kind=kind, baseline=baseline)
    if kind in ("c", "g"):
        return count_chart(values, kind=kind, baseline=baseline)
    if kind == "t":
        return t_chart(values, baseline=baseline)
    return xmr_chart(values, baseline=baseline, screened=kind == "i_screened")


@pytest.mark.parametrize("name", CHARTED)
def test_agrees_with_qicharts2(name, agree):
    case = CASES[name]
    estimate = draw(case)
    found = {
        "center": estimate.center,
        "low": list(dict.fromkeys(point.low for point in estimate.points)),
        "high": list(dict.fromkeys(point.high for point in estimate.points)),
        "outside": estimate.outside,
    }
    expected = {each: case[each] for each in found}
    for bound in ("low", "high"):
        expected[bound] = case[bound] if isinstance(case[bound], list) else [case[bound]]

    agree(LABELS[case["kind"]], "over_time", found, expected, rel=CLOSED, floor=1e-12)


def test_individuals_by_hand():
    """Moving ranges 2, 4 and 1, mean 7/3."""
    estimate = xmr_chart([10.0, 12.0, 8.0, 9.0])

    assert estimate.center == (10 + 12 + 8 + 9) / 4
    assert estimate.points[0].high == pytest.approx(9.75 + 3 * (7 / 3) / 1.128)
    assert estimate.false_alarm == pytest.approx(1 - 0.9973002039367398**4, rel=1e-9)


def test_proportions_by_hand():
    estimate = attribute_chart([5, 15], [100, 100])

    assert estimate.center == 20 / 200
    assert estimate.points[1].high == pytest.approx(0.1 + 3 * sqrt(0.1 * 0.9 / 100))
    assert estimate.points[0].low == pytest.approx(0.1 - 3 * sqrt(0.1 * 0.9 / 100))


def test_a_baseline_freezes_center_and_limits():
    estimate = count_chart([4, 4, 4, 40], baseline=3, labels=["Jan", "Feb", "Mar", "Apr"])

    assert estimate.center == 4
    assert [point.signal for point in estimate.points] == ["none", "none", "none", "above"]
    assert (estimate.points[3].label, estimate.outside) == ("Apr", 1)


@pytest.mark.parametrize("value", [0.1, 1e-9, 1e9 + 0.1])
def test_a_constant_series_gives_no_signal_through_rounding(value):
    assert xmr_chart([value] * 7).outside == 0
    assert attribute_chart([7] * 9, [7] * 9).outside == 0


@pytest.mark.parametrize(
    ("function", "arguments", "words"),
    [
        (xmr_chart, ([],), "no value"),
        (xmr_chart, ([4.0],), "no moving range"),
        (t_chart, ([4.0],), "no moving range"),
        (t_chart, ([],), "no value"),
        (attribute_chart, ([], []), "no value"),
        (count_chart, ([],), "no value"),
    ],
)
def test_what_has_no_limits_gives_a_reason(function, arguments, words):
    estimate = function(*arguments)

    assert estimate.outside is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize(
    ("function", "arguments", "options", "words"),
    [
        (t_chart, ([1.0, 0.0],), {}, "above 0"),
        (count_chart, ([1.5],), {}, "whole numbers"),
        (count_chart, ([-1],), {}, "whole numbers"),
        (count_chart, ([1],), {"kind": "p"}, "'c', 'g', not 'p'"),
        (attribute_chart, ([1], [0]), {}, "above 0"),
        (attribute_chart, ([3], [2]), {}, "must not exceed"),
        (attribute_chart, ([3], [2, 2]), {}, "differ in length"),
        (attribute_chart, ([0.5], [2]), {}, "whole numbers"),
        (xmr_chart, ([1.0, 2.0],), {"baseline": 3}, "from 1 to 2"),
        (xmr_chart, ([1.0, 2.0],), {"labels": ["a", "a"]}, "2 different texts"),
        (xmr_chart, ([1.0, float("nan")],), {}, "finite"),
    ],
)
def test_impossible_input_is_refused(function, arguments, options, words):
    with pytest.raises(ValueError, match=words):
        function(*arguments, **options)


@given(st.lists(st.integers(0, 30), min_size=2, max_size=30), st.integers(1, 50))
def test_a_u_chart_does_not_depend_on_the_unit_of_opportunity(counts, unit):
    plain = attribute_chart(counts, [10.0] * len(counts), kind="u")
    other = attribute_chart(counts, [10.0 * unit] * len(counts), kind="u")

    assert other.center * unit == pytest.approx(plain.center)
    assert other.outside == plain.outside

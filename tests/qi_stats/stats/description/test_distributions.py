"""Bins and boxes: agreement with R, sums that must hold, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.description.distributions import choose_bins, count_bins, summarize_box

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "distributions.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-12  # products and differences of a few numbers
samples = st.lists(st.integers(-300, 300).map(lambda x: x / 4), min_size=1, max_size=40)


def count(values, **options):
    bins = choose_bins(values, **options)
    return count_bins(values, start=bins.start, width=bins.width, number=bins.number)


@pytest.mark.parametrize("name", CASES)
def test_bins_agree_with_r(name, agree):
    case = CASES[name]
    bins = choose_bins(case["values"])

    found = {each: getattr(bins, each) for each in case["bins"]}
    agree("Bins of a histogram", "distributions", found, case["bins"], rel=CLOSED)
    counts = [one.n for one in count(case["values"]).bins]
    agree("Counts of a histogram", "distributions", counts, case["counts"], rel=0)


@pytest.mark.parametrize("name", CASES)
def test_boxes_agree_with_r(name, agree):
    case = CASES[name]
    box = summarize_box(case["values"])

    found = {each: getattr(box, each) for each in case["box"]}
    agree("Box with whiskers", "distributions", found, case["box"], rel=CLOSED)


@given(samples, st.sampled_from([None, 1.0, 2.5, 10.0]))
def test_each_value_lies_in_the_bin_that_counts_it(values, width):
    histogram = count(values, width=width)

    assert sum(one.n for one in histogram.bins) == histogram.n == len(values)
    for one in histogram.bins:
        inside = [value for value in values if one.low <= value < one.high]
        assert one.n == len(inside)
    assert histogram.bins[0].n > 0
    assert histogram.bins[-1].n > 0


@given(samples)
def test_points_are_all_values_or_those_beyond(values):
    every, some = summarize_box(values, points=True), summarize_box(values)

    assert sum(one.n for one in every.points) == len(values)
    assert sum(one.n for one in some.points) == some.beyond
    for one in some.points:
        assert not some.whisker_low <= float(one.value) <= some.whisker_high


def test_tenths_lie_on_the_ends_that_they_are():
    values = [0.1, 0.2, 0.1 * 3, 0.7]  # 0.1 * 3 is a little more than 0.3, 0.7 / 0.1 less than 7

    assert [one.n for one in count(values, width=0.1).bins] == [1, 1, 1, 0, 0, 0, 1]


def test_equal_values_have_one_bin():
    assert (choose_bins([4.5, 4.5]).start, choose_bins([4.5, 4.5]).number) == (4.0, 1)


def test_without_values_there_is_a_reason_and_no_number():
    for found in (choose_bins([]), count_bins([], start=0, width=1, number=2), summarize_box([])):
        assert found.warnings == ("There are no values to show.",)
    assert choose_bins([]).start is None
    assert summarize_box([]).median is None


def test_too_many_points_are_left_out_with_a_reason():
    box = summarize_box(np.arange(501), points=True)

    assert box.points == ()
    assert "More than 500 different values" in box.warnings[0]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: choose_bins([1, 2], width=0), "width must be above 0"),
        (lambda: choose_bins([0, 1000], width=1), "1,001; 200 are shown at most"),
        (lambda: choose_bins([1, float("nan")]), "must be finite"),
        (lambda: count_bins([5], start=0, width=1, number=2), "must lie in a bin"),
        (lambda: count_bins([1], start=0, width=-1, number=2), "width must be above 0"),
    ],
)
def test_what_cannot_be_binned_is_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()

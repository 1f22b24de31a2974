"""Run charts: agreement with qicharts2, the exact chances by counting all sequences, edges."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.over_time.runs import chance_of_signal, find_run_limits, run_chart

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "over_time.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-12  # sums of at most 36 values
COUNTS = ("useful", "longest_run", "longest_run_limit", "crossings", "crossings_limit")


@pytest.mark.parametrize("name", CASES)
def test_agrees_with_qicharts2(name, agree):
    case = CASES[name]
    values = np.divide(case["values"], case["sizes"] or 1)
    center = None if case["kind"] == "run" else case["center"]
    estimate = run_chart(values, baseline=case["baseline"], center=center)

    found = {each: getattr(estimate, each) for each in (*COUNTS, "center")}
    agree("Run chart", "over_time", found, {each: case[each] for each in found}, rel=CLOSED)
    assert (estimate.signal != "none") == case["runs_signal"]


def list_sequences(useful):
    """Return longest run and crossings of every sequence of sides."""
    for sides in itertools.product("ab", repeat=useful):
        runs = [len(list(run)) for _, run in itertools.groupby(sides)]
        yield sides, max(runs), len(runs) - 1


@pytest.mark.parametrize("useful", [1, 2, 6, 10, 13])
@pytest.mark.parametrize("above", [0.5, 0.8])
def test_the_chance_of_a_signal_is_that_of_all_sequences_that_signal(useful, above):
    longest, fewest = find_run_limits(useful)
    expected = sum(
        above ** sides.count("a") * (1 - above) ** sides.count("b")
        for sides, run, crossings in list_sequences(useful)
        if run > longest or crossings < fewest
    )

    assert chance_of_signal(useful, above) == pytest.approx(expected, rel=1e-10, abs=1e-14)


def test_the_least_shift_found_is_where_the_power_reaches_80_percent():
    estimate = run_chart([1, 9] * 12)
    power = [chance_of_signal(24, phi(estimate.detectable + step)) for step in (-0.002, 0.002)]

    assert power[0] < 0.8 < power[1]
    assert estimate.false_alarm == chance_of_signal(24)


def phi(z):
    """Return the normal distribution function from the error function."""
    from math import erf, sqrt

    return (1 + erf(z / sqrt(2))) / 2


def test_a_chart_by_hand():
    """Median 4.5; sides - - - - + + + +: one crossing, two runs of four."""
    estimate = run_chart([1, 2, 3, 4, 5, 6, 7, 8])

    assert estimate.center == (4 + 5) / 2
    assert (estimate.longest_run, estimate.crossings) == (4, 1)
    assert estimate.longest_run_limit == 3 + 3  # log2(8) is 3
    assert estimate.crossings_limit == 1  # of 7 coins: P(0) = 1/128, P(1 or fewer) = 8/128 > .05
    assert estimate.signal == "none"


def test_a_lasting_shift_breaks_both_rules():
    """Twelve values on each side of 5: one run of 12, one crossing."""
    assert run_chart([1] * 12 + [9] * 12).signal == "long run, few crossings"


def test_values_on_the_center_count_for_neither_side():
    assert run_chart([1, 5, 5, 9], center=5.0).useful == 2


def test_series_too_short_for_any_signal_say_so_by_their_chances():
    estimate = run_chart([1, 2, 3, 4, 5])

    assert estimate.false_alarm == 0
    assert estimate.detectable is None


@pytest.mark.parametrize(
    ("values", "words"), [([], "no value"), ([3.0, 3.0, 3.0], "on the center line")]
)
def test_what_has_no_runs_gives_a_reason(values, words):
    estimate = run_chart(values)

    assert (estimate.longest_run, estimate.signal) == (None, None)
    assert words in estimate.warnings[0]


def test_very_long_series_are_judged_without_chances():
    estimate = run_chart([0.0, 1.0] * 200)

    assert (estimate.crossings, estimate.false_alarm) == (399, None)
    assert "300" in estimate.warnings[0]


@given(st.lists(st.integers(-20, 20), min_size=1, max_size=40))
def test_turning_values_or_time_around_changes_no_count(values):
    plain = run_chart(values)

    for other in (run_chart([-value for value in values]), run_chart(values[::-1])):
        assert [getattr(other, each) for each in COUNTS] == [
            getattr(plain, each) for each in COUNTS
        ]


@pytest.mark.parametrize("baseline", [0, 4, -1])
def test_a_baseline_beyond_the_series_is_refused(baseline):
    with pytest.raises(ValueError, match="baseline must be from 1 to 3"):
        run_chart([1.0, 2.0, 3.0], baseline=baseline)


def test_impossible_arguments_are_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        chance_of_signal(5, 1.5)
    with pytest.raises(ValueError, match="1 or more"):
        find_run_limits(0)

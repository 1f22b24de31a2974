"""The search for the point at which a fall reaches a limit."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats.regression.crossing import find_crossing


@given(
    start=st.floats(-50, 50),
    step=st.floats(0.01, 20),
    limit=st.floats(0.5, 9),
)
def test_finds_the_crossing_from_either_side(start, step, limit):
    def fall(value):
        return math.exp(value)

    found = find_crossing(fall, start=start, step=step, limit=limit)

    assert found == pytest.approx(math.log(limit), abs=1e-12)


def test_a_negative_step_looks_downwards():
    assert find_crossing(lambda v: v * v, start=0.0, step=-1.0, limit=4.0) == pytest.approx(-2)


def test_a_fall_may_become_infinite():
    def fall(value):
        return value if value < 3.5 else math.inf

    assert find_crossing(fall, start=0.0, step=1.0, limit=3.0) == pytest.approx(3)


def test_a_limit_that_is_never_reached():
    assert find_crossing(lambda _: 1.0, start=0.0, step=1.0, limit=3.84) is None


def test_a_leap_over_the_limit_is_no_crossing():
    def fall(value):
        return 0.0 if value < 3.5 else math.inf

    assert find_crossing(fall, start=0.0, step=1.0, limit=3.0) is None

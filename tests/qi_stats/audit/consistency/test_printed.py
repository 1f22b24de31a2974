"""Printed numbers: what could have been printed so."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.audit.consistency.printed import (
    POLICIES,
    admit,
    find_policies,
    print_number,
    read_printed,
)


@pytest.mark.parametrize(
    ("text", "value", "places"),
    [
        ("60.6", Fraction(606, 10), 1),
        ("5.20", Fraction(52, 10), 2),
        (".03", Fraction(3, 100), 2),
        ("62.5%", Fraction(625, 10), 1),
        ("−1.5", Fraction(-15, 10), 1),
        ("1,024", Fraction(1024), 0),
        ("Twelve", Fraction(12), 0),
        ("another", Fraction(1), 0),
    ],
)
def test_a_text_is_read_with_its_precision(text, value, places):
    printed = read_printed(text)

    assert (value, places, "=") == (printed.value, printed.places, printed.relation)


@pytest.mark.parametrize("text", ["", "many", "1.2.3", "5 of 7", "1,02"])
def test_a_text_that_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="no number"):
        read_printed(text)


@pytest.mark.parametrize(
    ("policy", "below", "lowest", "highest", "above"),
    [
        ("half_up", 3.34999, 3.35, 3.44999, 3.45),
        ("half_even", 3.34999, 3.35, 3.45, 3.45001),
        ("truncation", 3.39999, 3.4, 3.49999, 3.5),
    ],
)
def test_each_policy_has_its_interval(policy, below, lowest, highest, above):
    interval = admit(read_printed("3.4"), policy)

    found = [Fraction(str(value)) in interval for value in (below, lowest, highest, above)]
    assert found == [False, True, True, False]


def test_a_negative_number_rounds_away_from_zero():
    interval = admit(read_printed("-1"))

    assert Fraction("-1.5") not in interval
    assert Fraction("-0.5") in interval


def test_a_value_that_prints_right_only_if_cut_off():
    assert find_policies(0.0353, read_printed(".03")) == ("truncation",)


def test_a_bound_holds_or_does_not():
    assert find_policies(0.0004, read_printed("<.001")) == POLICIES
    assert find_policies(0.001, read_printed("<.001")) == ()


@given(
    st.integers(-(10**6), 10**6), st.integers(1, 999), st.integers(0, 3), st.sampled_from(POLICIES)
)
def test_a_number_lies_in_the_interval_of_its_own_print(top, bottom, places, policy):
    """Printing and admitting are inverse, at 12 digits far from any edge that they could move."""
    value = Fraction(round(top * 1000 / bottom), 1000)
    printed = read_printed(print_number(float(value), places, policy))

    assert value in admit(printed, policy)

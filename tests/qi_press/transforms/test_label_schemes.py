"""Schemes of numbering: those that Quarto's documentation lists."""

import pytest
from hypothesis import given
from hypothesis.strategies import integers

from qi_press.transforms.label_schemes import write_label


@pytest.mark.parametrize(
    ("scheme", "shown"),
    [
        ("arabic", ["1", "2", "3", "4"]),
        ("roman", ["I", "II", "III", "IV"]),
        ("roman i", ["i", "ii", "iii", "iv"]),
        ("alpha a", ["a", "b", "c", "d"]),
        ("alpha x", ["x", "y", "z", "aa"]),
        ("alpha X", ["X", "Y", "Z", "AA"]),
    ],
)
def test_counting_in_each_scheme(scheme, shown):
    assert [write_label(count, scheme) for count in (1, 2, 3, 4)] == shown


@pytest.mark.parametrize(("count", "shown"), [(40, "XL"), (88, "LXXXVIII"), (99, "XCIX")])
def test_roman_numbers_are_those_of_a_clock_and_a_coin(count, shown):
    assert write_label(count, "roman") == shown


@pytest.mark.parametrize("scheme", ["greek", "alpha 1", "roman x", "arabic 2"])
def test_a_scheme_that_quarto_does_not_have_is_refused(scheme):
    with pytest.raises(ValueError, match=scheme):
        write_label(1, scheme)


@given(integers(1, 2000), integers(1, 2000))
def test_no_two_counts_share_letters(one, other):
    assert (write_label(one, "alpha a") == write_label(other, "alpha a")) == (one == other)

"""Descriptions: agreement with R and with NIST's certified values, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import describe_levels, describe_numbers, proportion

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "means.json").read_text(encoding="utf-8"))["cases"]
MICHELSON = json.loads((REFERENCE / "michelson.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form
CERTIFIED = 1e-14  # NIST certifies 15 digits, and the sums are exact before rounding

# NIST StRD, univariate summary statistics: data rebuilt from the description of each file,
# https://www.itl.nist.gov/div898/strd/univ/homepage.html (PiDigits is too long to type).
NIST = {
    "Michelso": (MICHELSON["values"], 299.852400000000, 0.0790105478190518),
    "NumAcc1": ([10000001, 10000003, 10000002], 10000002, 1),
    "NumAcc2": ([1.2] + [1.1, 1.3] * 500, 1.2, 0.1),
    "NumAcc3": ([1000000.2] + [1000000.1, 1000000.3] * 500, 1000000.2, 0.1),
    "NumAcc4": ([10000000.2] + [10000000.1, 10000000.3] * 500, 10000000.2, 0.1),
}
NEAREST_DOUBLE = {
    "Michelso": 1e-12,
    "NumAcc3": 1e-9,
    "NumAcc4": 1e-8,
}  # the data themselves are rounded to binary


@pytest.mark.parametrize("name", CASES)
def test_numbers_agree_with_r(name, agree):
    expected = CASES[name]["describe"]
    estimate = describe_numbers(expected["values"])
    spss = describe_numbers(expected["values"], quantiles="type6")

    def check(label, found, stated):
        agree(label, "means", found, stated, rel=CLOSED, floor=1e-15)

    assert estimate.n == expected["n"]
    assert (estimate.min, estimate.max) == tuple(expected["range"])
    check(
        "Mean, SD and standard error",
        (estimate.mean, estimate.sd),
        (expected["mean"], expected["sd"]),
    )
    check("Mean, SD and standard error", estimate.se, expected["se"])
    check("t interval of a mean", (estimate.low, estimate.high), expected["interval"])
    check("Median", (estimate.median, spss.median), [expected["median"]] * 2)
    check("Quartiles, type 7", (estimate.q1, estimate.q3), expected["type7"])
    check("Quartiles, type 6", (spss.q1, spss.q3), expected["type6"])


@pytest.mark.parametrize("name", NIST)
def test_mean_and_sd_agree_with_nist(name):
    values, mean, sd = NIST[name]
    estimate = describe_numbers(values)

    assert estimate.mean == pytest.approx(mean, rel=CERTIFIED)
    assert estimate.sd == pytest.approx(sd, rel=NEAREST_DOUBLE.get(name, CERTIFIED))


def test_sd_survives_a_mean_that_no_double_can_hold():
    # The mean, 10^16 + 1, lies between two doubles; deviations from either are 0 and 2.
    assert describe_numbers([1e16, 1e16 + 2]).sd == pytest.approx(2**0.5, rel=CERTIFIED)


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30), st.randoms())
def test_order_of_values_does_not_matter(values, random):
    shuffled = random.sample(values, len(values))

    assert describe_numbers(shuffled) == describe_numbers(values)


def test_no_values():
    estimate = describe_numbers([])

    assert estimate.n == 0
    assert estimate.mean is estimate.sd is estimate.median is estimate.q1 is estimate.min is None
    assert estimate.warnings == ("There are no values to describe.",)


def test_one_value_has_a_mean_but_no_spread():
    estimate = describe_numbers([7.0])

    assert (estimate.mean, estimate.median, estimate.min, estimate.max) == (7.0, 7.0, 7.0, 7.0)
    assert estimate.sd is estimate.se is estimate.low is estimate.high is None
    assert estimate.warnings == ("There is one value only, so there is no SD and no interval.",)


def test_a_constant_has_sd_zero_exactly_and_no_interval():
    estimate = describe_numbers([0.1] * 7)

    assert (estimate.mean, estimate.sd, estimate.se) == (0.1, 0.0, 0.0)
    assert estimate.low is estimate.high is None
    assert "All values are the same" in estimate.warnings[0]


@pytest.mark.parametrize("values", [[1.0, np.nan], [np.inf], [[1.0]], ["a"], [None], 3.0])
def test_missing_infinite_or_shapeless_numbers_are_refused(values):
    with pytest.raises(ValueError, match="values must"):
        describe_numbers(values)


def test_levels_are_counted_in_the_order_given_unused_ones_too():
    summary = describe_levels(["b", "a", "b", "b"], ["a", "b", "c"])

    assert summary.n == 4
    assert [(part.level, part.n, part.total) for part in summary.levels] == [
        ("a", 1, 4),
        ("b", 3, 4),
        ("c", 0, 4),
    ]
    assert summary.levels[1].proportion == 3 / 4
    assert summary.levels[1].low == proportion(3, 4).low


def test_levels_of_no_values_have_counts_but_no_proportions():
    summary = describe_levels([], ["a", "b"])

    assert [part.n for part in summary.levels] == [0, 0]
    assert [part.proportion for part in summary.levels] == [None, None]
    assert summary.warnings == ("There are no values to describe.",)


def test_a_value_outside_the_levels_is_refused_without_showing_it():
    with pytest.raises(ValueError, match="values must be among a, b; not so: 1") as caught:
        describe_levels(["a", "secret"], ["a", "b"])

    assert "secret" not in str(caught.value)


def test_repeated_levels_are_refused():
    with pytest.raises(ValueError, match="different"):
        describe_levels(["a"], ["a", "a"])


def test_an_unknown_quantile_definition_lists_the_known_ones():
    with pytest.raises(ValueError, match="'type7', 'type6', not 'type8'"):
        describe_numbers([1.0], quantiles="type8")

"""No false alarm: what was really computed from whole numbers and rounded always passes."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from qi_stats.audit.consistency import (
    ROUNDINGS,
    Extremes,
    check_debit,
    check_grim,
    check_grimmer,
    check_percent,
    check_sample,
    check_spread,
    check_t_test,
    read_group,
)
from qi_stats.audit.consistency.rounding import read_number

from .summarize import find_moments, round_fraction, round_root

POLICIES = st.sampled_from(["half_up", "half_even", "truncation"])
PLACES = st.integers(0, 3)
VALUES = st.lists(st.integers(0, 30), min_size=2, max_size=25)


def is_allowed(found, policy):
    """The policy is among the answers, and what rounds to the nearest is right in every case."""
    return policy in found.roundings and (policy == "truncation" or found.is_right)


@given(st.integers(1, 500), st.data(), PLACES, POLICIES)
def test_percentages_pass(total, data, places, policy):
    count = data.draw(st.integers(0, total))
    text = round_fraction(Fraction(100 * count, total), places, policy)
    assert is_allowed(check_percent(text, total), policy)
    assert is_allowed(check_percent(text, total, count), policy)


@given(VALUES, st.integers(1, 6), PLACES, POLICIES)
def test_means_and_sds_pass(values, items, places, policy):
    mean, variance = find_moments(values, items)
    texts = round_fraction(mean, places, policy), round_root(variance, places, policy)
    assert is_allowed(check_grim(texts[0], len(values), items), policy)
    assert is_allowed(check_grimmer(*texts, len(values), items), policy)


@given(VALUES, PLACES, POLICIES)
def test_samples_with_their_range_pass(values, places, policy):
    mean, variance = find_moments(values)
    texts = round_fraction(mean, places, policy), round_root(variance, places, policy)
    ends = min(values), max(values)
    extremes = Extremes(*(read_number(str(one)) for one in ends), is_whole=True)
    assert is_allowed(check_sample(*texts, len(values), ends), policy)
    assert is_allowed(check_spread(texts[1], len(values), extremes, texts[0]), policy)
    assert is_allowed(check_spread(texts[1], len(values), extremes), policy)


@given(st.lists(st.integers(0, 1), min_size=2, max_size=60), PLACES, POLICIES)
def test_zeros_and_ones_pass(values, places, policy):
    mean, variance = find_moments(values)
    texts = round_fraction(mean, places, policy), round_root(variance, places, policy)
    assert is_allowed(check_debit(*texts, len(values)), policy)


@given(VALUES, PLACES)
def test_numbers_printed_by_a_program_pass(values, places):
    """Binary numbers printed with a format, as most software does, halves wherever they fall."""
    mean, sd = sum(values) / len(values), statistics.stdev(values)
    texts = f"{mean:.{places}f}", f"{sd:.{places}f}"
    assert check_grim(texts[0], len(values)).is_right
    assert check_grimmer(*texts, len(values)).is_right


@settings(max_examples=50, deadline=None)
@given(VALUES, VALUES, st.integers(0, 2), POLICIES, st.booleans())
def test_t_tests_pass(first, second, places, policy, is_whole):
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    groups = []
    for values in (first, second):
        mean, variance = find_moments(values)
        texts = round_fraction(mean, places, policy), round_root(variance, places, policy)
        groups.append(read_group(len(values), *texts, is_whole=is_whole))
    for method in ("student", "welch"):
        p = stats.ttest_ind(first, second, equal_var=method == "student").pvalue
        text = round_fraction(p, 3, policy)
        assert policy in check_t_test(text, *groups, method).roundings


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_every_rounding_admits_a_number_without_remainder(rounding):
    assert rounding in check_grim("2.50", 4).roundings

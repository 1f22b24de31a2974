"""The tests against the answer found by listing every sample."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations_with_replacement

import pytest

from qi_stats.audit.consistency import (
    Extremes,
    check_debit,
    check_grim,
    check_grimmer,
    check_percent,
    check_ratio,
    check_ratio_p,
    check_sample,
    check_spread,
    check_t_test,
    read_bounds,
    read_group,
)
from qi_stats.audit.consistency.ratio import is_inside
from qi_stats.audit.consistency.rounding import read_number
from qi_stats.audit.consistency.sample import Ends, has_sample

from .summarize import find_moments, round_fraction, round_root


@pytest.mark.parametrize(("n", "width"), [(2, 9), (3, 7), (5, 4), (8, 3), (12, 1)])
def test_sample_search_finds_exactly_the_samples_there_are(n, width):
    found = defaultdict(set)
    for values in combinations_with_replacement(range(3, width + 4), n):
        if values[0] == 3 and values[-1] == width + 3:
            found[sum(values)].add(sum(one * one for one in values))
    for total in range(3 * n, (width + 3) * n + 1):
        squares = range(9 * n, (width + 3) ** 2 * n + 1)
        assert {q for q in squares if has_sample(n, total, q, Ends(3, width + 3))} == found[total]


@pytest.mark.parametrize("policy", ["half_up", "truncation"])
def test_sample_test_refutes_every_pair_that_no_sample_has(policy):
    """Of all printed pairs of mean and SD of 6 numbers from 1 to 5, exactly the real ones pass."""
    real = set()
    for inner in combinations_with_replacement(range(1, 6), 4):
        mean, variance = find_moments([1, 5, *inner])
        real.add((round_fraction(mean, 1, policy), round_root(variance, 1, policy)))
    printed = [(f"{a / 10:.1f}", f"{b / 10:.1f}") for a in range(10, 51) for b in range(31)]
    passed = {pair for pair in printed if policy in check_sample(*pair, 6, (1, 5)).roundings}
    assert passed == real


def test_averages_of_items_on_a_scale():
    """Of 4 people, each the average of 2 answers from 1 to 3, exactly the real pairs pass."""
    real = set()
    for sums in combinations_with_replacement(range(2, 7), 4):
        mean, variance = find_moments([Fraction(one, 2) for one in sums])
        real.add((round_fraction(mean, 2, "half_up"), round_root(variance, 1, "half_up")))
    printed = [(f"{a / 100:.2f}", f"{b / 10:.1f}") for a in range(100, 301) for b in range(13)]
    scale = Ends(1, 3, occur=False)
    passed = {
        pair for pair in printed if "half_up" in check_sample(*pair, 4, scale, items=2).roundings
    }
    assert passed == real


def test_spread_bounds_are_reached():
    """Six numbers from 1 to 5 with a mean of 3: 1 3 3 3 3 5 spread least, 1 1 1 5 5 5 most."""
    extremes = Extremes(read_number("1"), read_number("5"), is_whole=True)
    possible = check_spread("1.5", 6, extremes, "3.00").possible
    assert float(possible.low) == pytest.approx((8 / 5) ** 0.5, rel=1e-2)
    assert float(possible.high) == pytest.approx((24 / 5) ** 0.5, rel=1e-2)


def test_spread_of_rounded_extremes_is_wider():
    """50 and 80 kg may be 49.5 and 80.5 kg, so that two values have an SD of up to 21.9."""
    extremes = Extremes(read_number("50"), read_number("80"))
    assert check_spread("21.9", 2, extremes).is_right
    whole = Extremes(extremes.low, extremes.high, is_whole=True)
    assert check_spread("21.9", 2, whole).is_impossible


def test_truncated_is_not_impossible():
    """10 of 24 is 41.666…%: 41.7 rounded, 41.6 cut off, 41.8 neither."""
    assert check_percent("41.7", 24, 10).is_right
    assert check_percent("41.6", 24, 10).is_truncated
    assert check_percent("41.8", 24, 10).is_impossible
    assert check_percent("41.8", 24, 10).nearest == ("41.7",)
    assert check_percent("41.8", 24).nearest == ("41.7", "45.8")


def test_a_half_goes_by_the_policy():
    """1 of 8 is 12.5%."""
    assert check_percent("13", 8).roundings == ("half_up", "binary")
    assert check_percent("12", 8).roundings == ("half_even", "binary", "truncation")


def test_debit_is_grimmer_for_zeros_and_ones():
    for ones in range(21):
        mean, variance = find_moments([1] * ones + [0] * (20 - ones))
        texts = round_fraction(mean, 2, "half_up"), round_root(variance, 2, "half_up")
        assert check_debit(*texts, 20).is_right
        assert check_grimmer(*texts, 20).is_right


@pytest.mark.parametrize(
    ("ratio", "low", "high", "p", "expected"),
    [
        ("2.00", "1.00", "4.00", ".05", (True, True)),
        ("2.00", "1.00", "4.00", ".50", (True, False)),
        ("0.08", "0.01", "0.83", ".03", (True, True)),
        ("2.00", "1.50", "4.00", ".006", (False, False)),
    ],
)
def test_ratio_interval_and_p_against_each_other(ratio, low, high, p, expected):
    bounds = read_bounds(low, high)
    assert check_ratio(ratio, bounds).is_right is expected[0]
    assert check_ratio_p(p, ratio, bounds).is_right is expected[1]


def test_a_ratio_lies_in_its_own_interval():
    assert is_inside("1.00", read_bounds("1.00", "4.00"))
    assert not is_inside("0.90", read_bounds("1.00", "4.00"))


def test_whole_numbers_narrow_the_p_value():
    """Summaries with one decimal leave any P; of whole numbers only a few tables are left."""
    texts = (5, "2.4", "1.1"), (5, "3.8", "1.3")
    any_numbers = check_t_test(".1", *(read_group(*one) for one in texts), "welch").possible
    whole = check_t_test(".1", *(read_group(*one, is_whole=True) for one in texts), "welch")
    assert any_numbers.low < whole.possible.low
    assert whole.possible.high < any_numbers.high


def test_no_whole_numbers_no_p_value():
    """No sum of 5 whole numbers has a mean of 2.5."""
    groups = [read_group(5, "2.5", "1.0", is_whole=True), read_group(5, "3.8", "1.3")]
    assert check_t_test(".1", groups[0], groups[0], "welch").possible is None
    assert check_t_test(".1", *groups, "welch").possible is not None


def test_mean_of_one_value_is_a_whole_number():
    assert check_grim("3.0", 1).is_right
    assert check_grim("3.5", 1).is_impossible


@pytest.mark.parametrize(
    "call",
    [
        lambda: check_percent("50", 0),
        lambda: check_percent("<50", 10),
        lambda: check_grim("abc", 10),
        lambda: check_grim("5.0", 0),
        lambda: check_grimmer("5.0", "1.0", 1),
        lambda: check_debit("0.5", "0.5", 1),
        lambda: check_sample("0.5", "0.5", 1, (0, 1)),
        lambda: check_t_test(".5", read_group(1, "1", "0"), read_group(2, "1", "0"), "welch"),
    ],
)
def test_invalid_input_raises(call):
    with pytest.raises(ValueError, match=r"."):
        call()

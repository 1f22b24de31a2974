"""Samples of whole numbers behind printed moments, against all samples listed one by one."""

import statistics
from itertools import combinations_with_replacement

import pytest

from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Claim
from qi_stats.audit.consistency.printed import read_printed
from qi_stats.audit.consistency.rounding import admit_rounded
from qi_stats.audit.feasible import integer_samples, moment_counts
from qi_stats.audit.feasible.integer_samples import Moments, describe_samples, list_samples
from tests.qi_stats.audit.feasible.conftest import claim

CLOSE = 1e-9
"""Two ways of computing the same double; far below any rounding."""


def print_claim(kind, text):
    return Claim(kind, "here", text, "T", "S", KINDS[kind])


def make(printed):
    n, mean, sd, low, high, is_closed = (*printed, False)[:6]
    ends = frozenset({low, high}) if is_closed else frozenset()
    return Moments(n, print_claim("mean", mean), print_claim("sd", sd), low, high, ends)


def prints(value, text):
    """Say whether a value prints so, a half rounded up or down."""
    admitted = admit_rounded(read_printed(text), "binary")
    return float(admitted.low) - 1e-12 <= value <= float(admitted.high) + 1e-12


def list_brute(printed):
    n, mean, sd, low, high, is_closed = (*printed, False)[:6]
    return [
        one
        for one in combinations_with_replacement(range(low, high + 1), n)
        if prints(statistics.fmean(one), mean)
        and prints(statistics.stdev(one), sd)
        and (not is_closed or (one[0], one[-1]) == (low, high))
    ]


def skew(values):
    """Return G1 as Joanes and Gill (1998) have it."""
    n, mean = len(values), statistics.fmean(values)
    second = sum((one - mean) ** 2 for one in values) / n
    third = sum((one - mean) ** 3 for one in values) / n
    return third / second**1.5 * (n * (n - 1)) ** 0.5 / (n - 2)


@pytest.mark.parametrize(
    "printed",
    [
        (6, "3.5", "1.87", 1, 6),
        (6, "3.5", "1.87", 1, 6, True),
        (8, "2.4", "1.1", 1, 5),
        (5, "-1.2", "2.59", -4, 3, True),
        (7, "10.0", "3.3", 4, 16),
        (10, "3.4", "3.7", 1, 12, True),
    ],
)
def test_number_median_and_skewness_are_those_of_all_samples(printed):
    every = list_brute(printed)
    found = list_samples(make(printed))

    medians = [statistics.median(one) for one in every]
    skews = [skew(one) for one in every]
    assert found.number == len(every) > 0
    assert found.median == (min(medians), max(medians))
    assert found.minimum == (min(one[0] for one in every), max(one[0] for one in every))
    assert found.maximum == (min(one[-1] for one in every), max(one[-1] for one in every))
    assert found.skewness == pytest.approx((min(skews), max(skews)), rel=CLOSE)


def test_moments_that_no_sample_has(monkeypatch):
    """Three whole numbers of mean 3.5 add up to 10.5."""
    found = list_samples(make((3, "3.50", "1.00", 1, 6)))

    assert (found.number, found.median, found.skewness) == (0, None, None)


def test_a_table_that_is_too_large_is_not_counted(monkeypatch):
    monkeypatch.setattr(moment_counts, "LARGEST_TABLE", 10)
    found = list_samples(make((6, "3.5", "1.87", 1, 6)))

    assert (found.number, found.skewness) == (None, None)
    assert found.median is not None


def test_cubes_too_large_for_their_cells_are_not_counted():
    """The least sum of 1,024 cubes of 1,024 is 2^40."""
    assert moment_counts.is_too_large((1025, 1, 1), 1024)


def test_values_that_are_all_the_same_have_no_skewness():
    assert list_samples(make((4, "2.0", "0.0", 1, 3))) == integer_samples.Samples(
        1, (2, 2), (2, 2), (2, 2), None
    )


def test_means_of_whole_numbers_are_described_once(load):
    age = "of: {table: people, variable: age}"
    claims = load(3, a=claim("mean", "2.0", age), b=claim("sd", "1.0", age),
                  again=claim("mean", "2.0", age))  # fmt: skip

    found = describe_samples(claims, list(claims))

    assert found == {"a": integer_samples.Samples(1, (1, 1), (2, 2), (3, 3), (0.0, 0.0))}

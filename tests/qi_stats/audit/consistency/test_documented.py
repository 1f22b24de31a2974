"""Published examples of other programs: facts, with what their documentation says of each.

scrutiny 0.6.1 (R): data sets pigs1, pigs2, pigs3 and pigs5 and the results in its README and tests;
pigs4 is about repeated numbers, which no test here is. statcheck (R): the cases of its tests.
"""

import pytest

from qi_stats.audit.consistency import (
    check_debit,
    check_grim,
    check_grimmer,
    check_p,
    check_percent,
    read_statistic,
)

PIGS1 = [
    ("7.22", 32, True), ("4.74", 25, False), ("5.23", 29, False), ("2.57", 24, False),
    ("6.77", 27, False), ("2.68", 28, True), ("7.01", 29, False), ("7.38", 26, True),
    ("3.14", 27, False), ("6.89", 31, False), ("5.00", 25, True), ("0.24", 28, False),
]  # fmt: skip
PIGS2 = [
    ("67.4", False), ("54.2", False), ("54.0", True),
    ("69.8", False), ("68.1", False), ("55.4", False),
]  # fmt: skip
PIGS3 = [
    ("0.53", "0.50", True), ("0.44", "0.50", True), ("0.77", "0.42", True), ("0.19", "0.35", False),
    ("0.34", "0.47", True), ("0.93", "0.25", True), ("0.12", "0.33", True),
]  # fmt: skip
PIGS5 = [
    ("7.22", "5.30", 38, "grim"), ("4.74", "6.55", 31, None), ("5.23", "2.55", 35, "grimmer"),
    ("2.57", "2.57", 30, None), ("6.77", "2.18", 33, "grim"), ("2.68", "2.59", 34, None),
    ("7.01", "6.68", 35, "grim"), ("7.38", "3.65", 32, None), ("3.14", "5.32", 33, "grim"),
    ("6.89", "4.18", 37, None), ("5.00", "2.18", 31, None), ("0.24", "6.43", 34, None),
]  # fmt: skip


@pytest.mark.parametrize(("mean", "n", "expected"), PIGS1)
def test_grim_of_pigs1(mean, n, expected):
    assert check_grim(mean, n).is_right is expected


@pytest.mark.parametrize(("percent", "expected"), PIGS2)
def test_percentages_of_pigs2_out_of_150(percent, expected):
    assert check_percent(percent, 150).is_right is expected


@pytest.mark.parametrize(("mean", "sd", "expected"), PIGS3)
def test_debit_of_pigs3_with_n_1683(mean, sd, expected):
    assert check_debit(mean, sd, 1683).is_right is expected


@pytest.mark.parametrize(("mean", "sd", "n", "failing"), PIGS5)
def test_grim_and_grimmer_of_pigs5(mean, sd, n, failing):
    assert check_grim(mean, n).is_right is (failing != "grim")
    assert check_grimmer(mean, sd, n).is_right is (failing is None)


@pytest.mark.parametrize(
    ("first", "places", "n", "items", "expected"),
    [
        (519, 2, 28, 1, "ffTfffTfffTf"),
        (150, 3, 120, 3, "TffTffTfTf"),
        (80, 2, 28, 2, "TfTfTfTTTT"),
    ],
)
def test_grim_of_a_run_of_means(first, places, n, items, expected):
    means = [f"{number / 10**places:.{places}f}" for number in range(first, first + len(expected))]
    found = ["T" if check_grim(mean, n, items).is_right else "f" for mean in means]
    assert "".join(found) == expected


def test_mean_of_ten_whole_numbers_named_in_the_documentation():
    """1, 1, 2, 3, 3, 4, 4, 4, 4, 5 have a mean of 3.10 and an SD of 1.37."""
    assert check_grimmer("3.10", "1.37", 10).is_right


STATCHECK = [
    # the statistic, the P value, and whether statcheck calls it an error
    (("t", "2.20", "28"), ".03", True),
    (("f", "2.20", "2", "28"), ".15", True),
    (("r", ".22", "28"), ".26", True),
    (("chi2", "22.20", "28"), ".79", True),
    (("z", "2.20"), ".04", True),
    (("z", "-2.42"), "0.016", False),
    (("t", "-2.20", "28"), ".03", True),
    (("t", "2.20", "28"), ">.05", True),
    (("t", "2.0", "28"), "<.05", False),
    (("t", "1.20", "28"), ".03", True),
    (("t", "2.20", "28"), ".30", True),
    (("t", "2", "28"), ".02", False),
    (("t", "2", "28"), ".14", False),
    (("t", "2.2", "28"), ".03", False),
    (("t", "2.2", "28"), ".04", False),
    (("t", "2.20", "28"), ".036", False),
    (("t", "2.20", "28"), ".037", False),
    (("t", "2.20", "28"), ".018", True),
    (("t", "2.2", "28"), "<.08", False),
    (("t", "2.2", "28"), ">.02", False),
    (("t", "2.2", "28"), ".08", True),
    (("t", "2.2", "28"), ".02", True),
    (("t", "2.2", "28"), ">.08", True),
    (("t", "2.2", "28"), "<.02", True),
    (("t", "<2.2", "28"), ".08", False),
    (("t", "<2.2", "28"), "<.08", False),
    (("t", "<2.2", "28"), "<.02", True),
    (("t", "<2.2", "28"), ".02", True),
    (("t", ">2.2", "28"), ".02", False),
    (("t", ">2.2", "28"), "<.02", False),
    (("t", ">2.2", "28"), ">.08", True),
    (("t", ">2.2", "28"), ".08", True),
]


@pytest.mark.parametrize(("statistic", "p", "is_error"), STATCHECK)
def test_errors_of_statcheck(statistic, p, is_error):
    assert check_p(p, read_statistic(*statistic)).is_right is not is_error


@pytest.mark.parametrize(("p", "is_error"), [(".02", False), (".04", True), (".018", False)])
def test_one_sided_tests_of_statcheck(p, is_error):
    assert check_p(p, read_statistic("t", "2.20", "28"), sides=1).is_right is not is_error


@pytest.mark.parametrize(
    ("statistic", "expected"),
    [
        # pt(-2.2, 28) * 2, pf(2.2, 2, 28), 2 * pt of r = .22, pchisq(22.2, 28), 2 * pnorm(-2.2)
        (("t", "2.20", "28"), 0.0362255),
        (("f", "2.20", "2", "28"), 0.1295932),
        (("r", ".22", "28"), 0.2427390),
        (("chi2", "22.20", "28"), 0.7719487),
        (("z", "2.20"), 0.0278069),
    ],
)
def test_interval_of_p_holds_the_p_of_the_printed_statistic(statistic, expected):
    possible = check_p(".5", read_statistic(*statistic)).possible
    assert possible.low < expected < possible.high
    assert float(possible.high - possible.low) < 0.03

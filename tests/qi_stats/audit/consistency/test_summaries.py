"""Differences, pairs, groups together and coefficients, against R on its own data sets."""

import json
import math
from pathlib import Path

import pytest

from qi_stats.audit.consistency import (
    check_difference_interval,
    check_error_interval,
    check_mean_difference,
    check_p,
    check_quotient,
    check_t_test,
    read_bounds,
    read_group,
    read_statistic,
)
from qi_stats.audit.consistency.arithmetic import check_computed
from qi_stats.audit.consistency.mean_differences import check_difference_error
from qi_stats.audit.consistency.paired import check_paired_p, check_paired_t
from qi_stats.audit.consistency.pooled import check_pooled_mean, check_pooled_sd
from qi_stats.audit.consistency.rounding import read_number

REFERENCE = json.loads(
    (Path(__file__).parents[3] / "reference" / "summaries.json").read_text("utf-8")
)["cases"]
PLACES = [0, 1, 2, 3]


def show(value, places):
    return f"{value:.{places}f}"


def show_p(p):
    return "<.001" if p < 0.001 else f"{p:.3f}"


def read(of, places):
    return read_group(of["n"], show(of["mean"], places), show(of["sd"], places))


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("method", ["student", "welch"])
@pytest.mark.parametrize("case", REFERENCE["groups"])
def test_what_r_computes_of_two_groups_is_right(case, method, places):
    groups, found = (read(case[one], places) for one in ("first", "second")), case[method]
    first, second = groups
    bounds = read_bounds(show(found["low"], places), show(found["high"], places))
    for stated in (method, None):
        assert check_difference_interval(bounds, first, second, stated).is_right
        error = show(found["se"], places)
        assert check_difference_error(error, first, second, stated).is_right
    assert check_mean_difference(show(found["difference"], places), first, second).is_right
    one_sided = show_p(found["p_one_sided"])
    assert check_t_test(one_sided, first, second, method, 1).is_right


@pytest.mark.parametrize("case", REFERENCE["groups"])
def test_what_is_far_off_is_wrong(case):
    first, second = (read(case[one], 3) for one in ("first", "second"))
    found = case["student"]
    assert check_mean_difference(show(found["difference"] * 1.1, 3), first, second).is_impossible
    wide = read_bounds(show(found["low"] - 0.2 * found["se"], 3), show(found["high"], 3))
    assert check_difference_interval(wide, first, second, "student").is_impossible
    error = show(found["se"] * 1.1, 3)
    assert check_difference_error(error, first, second, "student").is_impossible


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("case", REFERENCE["groups"])
def test_groups_together(case, places):
    whole = case["all"]
    groups = [(case[one]["n"], read_number(show(case[one]["mean"], places))) for one in (
        "first", "second")]  # fmt: skip
    sds = [read_number(show(case[one]["sd"], places)) for one in ("first", "second")]
    assert check_pooled_mean(show(whole["mean"], places), groups).is_right
    assert check_pooled_sd(show(whole["sd"], places), groups, sds).is_right
    if places == 3:
        assert check_pooled_mean(show(whole["mean"] * 1.01, 3), groups).is_impossible
        assert check_pooled_sd(show(whole["sd"] * 1.01, 3), groups, sds).is_impossible


@pytest.mark.parametrize("places", PLACES)
@pytest.mark.parametrize("case", REFERENCE["pairs"])
def test_paired_tests(case, places):
    before, after, change = (read(case[one], places) for one in ("before", "after", "change"))
    for groups in ((before, after), (change,)):
        assert check_paired_t(show(case["t"], places), *groups).is_right
        assert check_paired_p(show_p(case["p"]), *groups).is_right
    if places == 3 and abs(case["t"]) > 1:
        assert check_paired_t(show(case["t"] * 1.1, 3), change).is_impossible


@pytest.mark.parametrize("places", [1, 2, 3])
@pytest.mark.parametrize("case", REFERENCE["linear"] + REFERENCE["logistic"])
def test_coefficients_of_models(case, places):
    value, se, t = (show(case[one], places) for one in ("value", "se", "statistic"))
    df = case["df"] or math.inf
    bounds = read_bounds(show(case["low"], places), show(case["high"], places))
    assert check_quotient(t, value, se).is_right
    assert check_error_interval(se, bounds, df).is_right
    assert check_error_interval(se, bounds).is_right
    statistic = read_statistic("t", t, str(df)) if case["df"] else read_statistic("z", t)
    assert check_p(show_p(case["p"]), statistic).is_right
    if places == 3 and abs(case["statistic"]) > 1 and case["se"] > 0.1:
        assert check_quotient(show(case["statistic"] * 1.1, 3), value, se).is_impossible
        near = read_bounds(show(case["low"] + 0.4 * case["se"], 3), show(case["high"], 3))
        assert check_error_interval(se, near, df).is_impossible


@pytest.mark.parametrize(
    ("value", "operation", "parts", "is_right"),
    [
        ("5.0", "sum", ["2.0", "3.0"], True),
        ("5.1", "sum", ["2.0", "3.0"], True),  # 2.04 and 3.04 are 5.08
        ("5.2", "sum", ["2.0", "3.0"], False),
        ("1.0", "difference", ["2.0", "3.0"], True),  # the sign may stand in the words
        ("-1.0", "difference", ["3.0", "2.0"], False),
        ("1.5", "ratio", ["3.0", "2.0"], True),
        ("1.8", "ratio", ["3.0", "2.0"], False),
        ("50", "percent_change", ["2.0", "3.0"], True),
        ("33", "percent_change", ["3.0", "2.0"], True),
        ("-33.3", "percent_change", ["3.00", "2.00"], True),
        ("67", "percent_change", ["3.00", "2.00"], False),
        ("66.7", "percent_of", ["2.00", "3.00"], True),
        (7, "sum", [3, 4], True),
        (8, "sum", [3, 4], False),
    ],
)
def test_numbers_computed_from_others(value, operation, parts, is_right):
    assert check_computed(value, operation, parts).is_right is is_right


def test_a_part_that_may_be_zero_refutes_nothing():
    assert check_computed("100", "percent_change", ["0.0", "3.0"]).possible is None


@pytest.mark.parametrize("parts", [["1"], ["1", "2", "3"]])
def test_operations_of_two_numbers(parts):
    with pytest.raises(ValueError, match="takes two numbers"):
        check_computed("1", "ratio", parts)

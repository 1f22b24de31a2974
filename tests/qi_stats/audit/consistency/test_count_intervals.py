"""Intervals of proportions, ratios and differences from counts, against R and published values."""

import json
from pathlib import Path

import pytest

from qi_stats.audit.consistency.effect_intervals import list_effect_intervals, list_effect_values
from qi_stats.audit.consistency.share_intervals import list_share_intervals

REFERENCE = json.loads(
    (Path(__file__).parents[3] / "reference" / "count_intervals.json").read_text("utf-8")
)["cases"]
SEARCHED = 1e-6
"""R's optimize finds the restricted risks to half the digits of a number, and epitools its ends."""
CLOSED = 1e-12
"""Closed formulas differ by rounding errors of the computer only."""
NAMES = {
    "score": "score",
    "miettinen_nurminen": "Miettinen and Nurminen's score",
    "profile": "profile likelihood",
}


def by_name(table, measure):
    return {one.name: one for one in list_effect_intervals(table, measure, 95)}


def ends(interval):
    return list(interval.bounds)


@pytest.fixture(params=REFERENCE["effects"], ids=lambda one: str(one["table"]))
def case(request):
    return request.param


def test_closed_formulas(case):
    odds, ratios, differences = (
        by_name(case["table"], one) for one in ("odds_ratio", "risk_ratio", "risk_difference")
    )
    assert ends(odds["Woolf"]) == pytest.approx(case["woolf"], rel=CLOSED)
    assert ends(ratios["Katz"]) == pytest.approx(case["katz"], rel=CLOSED)
    assert ends(differences["Wald"]) == pytest.approx(case["wald"], rel=CLOSED)
    corrected = differences["Wald, corrected for continuity"].cut(-1, 1)
    assert ends(corrected) == pytest.approx(case["wald_corrected"], rel=CLOSED)
    for method in ("student", "welch"):
        found = differences[f"{method.capitalize()}'s t of zeros and ones"]
        assert ends(found) == pytest.approx(case[method], rel=CLOSED)


def test_intervals_that_invert_a_test(case):
    for measure, found in case["inverted"].items():
        ours = by_name(case["table"], measure)
        for key, expected in found.items():
            assert ends(ours[NAMES[key]]) == pytest.approx(expected, rel=SEARCHED)


def test_what_programs_print_lies_in_the_range(case):
    """R's fisher.test and confint search with little precision; their answers must pass."""
    ours = by_name(case["table"], "odds_ratio")
    programs = {
        "Fisher's exact": case["fisher"][1:],
        "profile likelihood": case["confint"],
        "mid-P": case["mid_p"][1:],
    }
    for name, found in programs.items():
        for bound, theirs in zip(ours[name].bounds, found, strict=True):
            low, high = ours[name].reach(bound)
            assert low <= theirs <= high
    *_, conditional, unbiased = list_effect_values(case["table"], "odds_ratio")
    assert conditional[0] <= case["fisher"][0] <= conditional[1]
    assert unbiased[0] <= case["mid_p"][0] <= unbiased[1]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Wald", "wald"),
        ("Wald, corrected for continuity", "wald_corrected"),
        ("score", "score"),
        ("Miettinen and Nurminen's score", "miettinen_nurminen"),
        ("Newcombe", "newcombe"),
        ("Newcombe, corrected", "newcombe_corrected"),
    ],
)
def test_published_intervals_of_a_difference(name, key):
    found = by_name([[56, 14], [48, 32]], "risk_difference")[name]
    assert [round(one, 4) for one in ends(found)] == REFERENCE["newcombe"][key]


@pytest.mark.parametrize("case", REFERENCE["proportions"], ids=lambda one: str(one["count"]))
def test_intervals_of_a_proportion(case):
    ours = {one.name: one for one in list_share_intervals(case["count"], case["n"], 95)}
    for name, key in (
        ("Wilson", "wilson"),
        ("Wilson, corrected", "wilson_corrected"),
        ("Clopper and Pearson", "clopper_pearson"),
        ("mid-P", "mid_p"),
        ("Jeffreys", "jeffreys"),
    ):
        if key != "jeffreys" or 0 < case["count"] < case["n"]:
            assert ends(ours[name]) == pytest.approx(case[key], rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    "table",
    [[[0, 10], [5, 5]], [[10, 0], [5, 5]], [[0, 9], [0, 9]], [[1, 0], [0, 1]], [[0, 0], [1, 2]]],
)
@pytest.mark.parametrize("measure", ["odds_ratio", "risk_ratio", "risk_difference"])
def test_empty_cells_leave_no_interval_that_is_no_number(table, measure):
    for one in list_effect_intervals(table, measure, 95):
        low, high = one.bounds
        assert -float("inf") < low <= high < float("inf")

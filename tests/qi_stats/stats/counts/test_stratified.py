"""The common odds ratio: agreement with R, one stratum, edges."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from qi_stats.stats.counts.stratified import mantel_haenszel

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "stratified.json").read_text(encoding="utf-8"))["cases"]["strata"]
CLOSED = 1e-10  # closed form; Breslow and Day's root loses a few digits in R


@pytest.mark.parametrize("name", CASES)
def test_it_agrees_with_r(name, agree):
    case = CASES[name]
    test = mantel_haenszel(case["tables"])

    for part, label in (("test", "Mantel-Haenszel"), ("homogeneity", "Breslow and Day")):
        found = {each: getattr(test, each) for each in case[part]}
        agree(label, "stratified", found, case[part], rel=CLOSED)


def test_one_stratum_has_the_sample_odds_ratio_with_woolfs_interval():
    test = mantel_haenszel([[[8, 2], [3, 7]]])
    se = math.sqrt(1 / 8 + 1 / 2 + 1 / 3 + 1 / 7)

    assert test.odds_ratio == pytest.approx(8 * 7 / (2 * 3))
    assert math.log(test.high / test.odds_ratio) == pytest.approx(1.959963984540054 * se)
    assert test.homogeneity_p is None


def test_a_stratum_that_tells_nothing_changes_nothing():
    tables = [[[5, 3], [2, 8]], [[9, 4], [6, 7]]]

    assert mantel_haenszel([*tables, [[0, 4], [0, 9]], [[0, 0], [3, 1]]]) == mantel_haenszel(tables)


@pytest.mark.parametrize("tables", [[], [[[0, 4], [0, 9]]]])
def test_nothing_to_compare_is_told(tables):
    test = mantel_haenszel(tables)

    assert test.p is test.odds_ratio is None
    assert test.warnings


def test_an_infinite_odds_ratio_is_none_and_the_test_stays():
    test = mantel_haenszel([[[5, 0], [2, 3]], [[4, 0], [1, 3]]])

    assert test.odds_ratio is test.low is test.homogeneity_p is None
    assert 0 < test.p < test.corrected_p < 0.05
    assert "no odds ratio" in test.warnings[0]


def test_invalid_input_raises():
    with pytest.raises(ValueError, match="2 by 2"):
        mantel_haenszel([[[1, 2, 3], [4, 5, 6]]])

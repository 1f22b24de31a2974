"""Boschloo's and Barnard's tests: agreement with R and SciPy, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from qi_stats.stats import barnard_exact, boschloo_exact, fisher_exact

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "tables2x2.json").read_text(encoding="utf-8"))["cases"]
SCRIPT = "tables2x2"
ITERATED = 1e-9  # both refine the maximum, whose height is exact where its place is not
SAMPLED = 1e-3  # SciPy takes the best of a set of points, which may miss the maximum

cells = st.integers(0, 8)
tables = st.tuples(cells, cells, cells, cells).map(lambda x: [[x[0], x[1]], [x[2], x[3]]])


@pytest.mark.parametrize("name", CASES)
def test_boschloo_agrees_with_r(name, agree):
    case = CASES[name]
    table = case["table"]
    minlike = [boschloo_exact(table).p, boschloo_exact(table, fixed="columns").p]
    doubled = boschloo_exact(table, two_sided="doubled").p
    expected = [case["boschloo"], case["boschloo_columns"]]

    agree("Boschloo's test, minlike", SCRIPT, minlike, expected, rel=ITERATED)
    agree("Boschloo's test, doubled", SCRIPT, doubled, case["boschloo_doubled"], rel=ITERATED)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize(
    ("statistic", "field"), [("pooled", "barnard"), ("unpooled", "barnard_unpooled")]
)
def test_barnard_agrees_with_r(name, statistic, field, agree):
    expected = CASES[name][field]
    estimate = barnard_exact(CASES[name]["table"], statistic=statistic)
    found = {"statistic": estimate.statistic, "p": estimate.p}

    agree(f"Barnard's test, {statistic} z", SCRIPT, found, expected, rel=ITERATED)


@pytest.mark.parametrize("name", CASES)
def test_comes_near_scipy_which_holds_groups_in_columns(name):
    columns = np.array(CASES[name]["table"]).T
    found = [boschloo_exact(columns.T, two_sided="doubled").p, barnard_exact(columns.T).p]
    sampled = [test(columns, n=512).pvalue for test in (stats.boschloo_exact, stats.barnard_exact)]

    assert found == pytest.approx(sampled, rel=SAMPLED)
    assert all(ours >= theirs - 1e-12 for ours, theirs in zip(found, sampled, strict=True))


def test_by_hand():
    # 3 of 3 against 0 of 3: only this table and its mirror are as extreme, 2 π³ (1 - π)³ at 1/2.
    for test in (barnard_exact, boschloo_exact):
        estimate = test([[3, 0], [0, 3]])
        assert estimate.p == pytest.approx(2 / 2**6)
        assert estimate.nuisance == 0.5


@settings(max_examples=40)
@given(tables)
def test_boschloo_is_never_less_powerful_than_fisher(table):
    estimate = boschloo_exact(table)

    if estimate.p is not None:
        assert estimate.statistic == pytest.approx(fisher_exact(table).p, rel=1e-9)
        assert estimate.p <= estimate.statistic * (1 + 1e-9)


@settings(max_examples=40)
@given(tables)
@pytest.mark.parametrize("function", [boschloo_exact, barnard_exact])
def test_relabelling_groups_or_outcomes_changes_no_p(function, table):
    plain = function(table)
    for other in (table[::-1], [row[::-1] for row in table]):
        moved = function(other)
        if plain.p is None:
            assert moved.p is None
        else:
            assert moved.p == pytest.approx(plain.p, rel=1e-9)
    assert function(np.array(table).T, fixed="columns").p == plain.p


@settings(max_examples=25)
@given(tables, st.floats(0.01, 0.99))
def test_no_common_risk_gives_the_observed_table_a_larger_chance(table, risk):
    estimate = barnard_exact(table)
    n1, n2 = np.sum(table, axis=1)

    if estimate.p is not None:
        observed = stats.binom.pmf(table[0][0], n1, risk) * stats.binom.pmf(table[1][0], n2, risk)
        assert observed <= estimate.p * (1 + 1e-9)


def test_definitions_differ_and_are_named():
    table = [[3, 15], [11, 12]]
    one, other = boschloo_exact(table), boschloo_exact(table, two_sided="doubled", fixed="columns")

    assert one.p != other.p
    assert one.definition.endswith("ordered by Fisher's two-sided P, rows fixed")
    assert other.definition.endswith("one-sided tests, columns fixed")


def test_an_infinite_z_is_none_with_a_reason():
    estimate = barnard_exact([[3, 0], [0, 3]], statistic="unpooled")

    assert estimate.statistic is None
    assert estimate.p == pytest.approx(2 / 2**6)
    assert "z is infinite" in estimate.warnings[0]


@pytest.mark.parametrize("function", [boschloo_exact, barnard_exact])
@pytest.mark.parametrize(
    ("table", "p", "words"),
    [
        ([[0, 0], [3, 4]], None, "A group is empty"),
        ([[3, 0], [4, 0]], 1.0, "All outcomes are the same"),
        ([[0, 3], [0, 4]], 1.0, "All outcomes are the same"),
    ],
)
def test_equal_outcomes_give_p_of_1_and_an_empty_group_none(function, table, p, words):
    estimate = function(table)

    assert estimate.p == p
    assert estimate.statistic is estimate.nuisance is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("fixed", ["rows", "columns"])
@pytest.mark.parametrize("function", [boschloo_exact, barnard_exact])
def test_too_many_tables_are_counted_and_not_weighed(function, fixed):
    estimate = function([[1000, 1500], [1400, 1100]], fixed=fixed)

    assert estimate.p is None
    assert f"{2501 * 2501 if fixed == 'rows' else 2401 * 2601:,} tables" in estimate.warnings[0]


def test_tables_in_order_have_the_p_of_tables_compared_one_by_one(monkeypatch):
    table = [[20, 15], [9, 31]]
    compared = boschloo_exact(table)
    monkeypatch.setattr("qi_stats.stats.counts.unconditional.LONG", 0)

    assert boschloo_exact(table).p == pytest.approx(compared.p, rel=1e-13)


@pytest.mark.parametrize("function", [boschloo_exact, barnard_exact])
def test_bad_input_is_refused(function):
    with pytest.raises(ValueError, match="table must"):
        function([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(ValueError, match="'rows', 'columns', not 'both'"):
        function([[1, 2], [3, 4]], fixed="both")


@pytest.mark.parametrize("table", [[[5, 5], [7, 7]], [[6, 4], [8, 6]], [[1, 1], [1, 1]]])
def test_the_risk_behind_a_p_of_one_is_zero(table):
    # Fisher's P is 1, so every table counts at every risk: rounding alone would choose among them.
    estimate = boschloo_exact(table)
    assert (estimate.p, estimate.nuisance) == (1.0, 0.0)


def test_the_risk_behind_a_maximum_of_two_equal_peaks_is_the_smaller():
    table = [[5, 5], [13, 1]]
    swapped = [row[::-1] for row in table]
    assert barnard_exact(table).nuisance == barnard_exact(swapped).nuisance < 0.5

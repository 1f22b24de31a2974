"""Chi-square, phi and Cramér's V: agreement with R, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.stats import chi_square, cramer_v, phi

REFERENCE = Path(__file__).parents[3] / "reference"
SQUARE = json.loads((REFERENCE / "tables2x2.json").read_text(encoding="utf-8"))["cases"]
LARGER = json.loads((REFERENCE / "tables.json").read_text(encoding="utf-8"))["cases"]
CLOSED = {"rel": 1e-10, "floor": 1e-14}  # closed form; 0 comes out as a rounding error of 1

tables = st.lists(st.lists(st.integers(0, 30), min_size=3, max_size=3), min_size=2, max_size=4)


@pytest.mark.parametrize("name", SQUARE)
@pytest.mark.parametrize(
    ("method", "label", "options"),
    [
        ("yates", "Chi-square test, Yates", {}),
        ("uncapped", "Chi-square test, Yates, not capped", {"capped": False}),
        ("plain", "Chi-square test", {"correction": False}),
    ],
)
def test_two_by_two_agrees_with_r(name, method, label, options, agree):
    case = SQUARE[name]
    estimate = chi_square(case["table"], **options)

    found = (estimate.chi2, estimate.p, estimate.smallest_expected)
    expected = (case[method]["chi2"], case[method]["p"], case["smallest_expected"])
    agree(label, "tables2x2", found, expected, **CLOSED)
    assert estimate.df == 1


@pytest.mark.parametrize("name", LARGER)
def test_larger_tables_agree_with_r(name, agree):
    case = LARGER[name]
    estimate = chi_square(case["table"])

    found = (estimate.chi2, estimate.df, estimate.p)
    agree("Chi-square test", "tables", found, (case["chi2"], case["df"], case["p"]), **CLOSED)


@pytest.mark.parametrize("name", [*SQUARE, *LARGER])
def test_association_agrees_with_r(name, agree):
    script, case = ("tables2x2", SQUARE[name]) if name in SQUARE else ("tables", LARGER[name])
    plain, adjusted = cramer_v(case["table"]), cramer_v(case["table"], adjust=True)

    agree("Cramér's V", script, plain.value, case["v"], **CLOSED)
    agree("Cramér's V, adjusted", script, adjusted.value, case["v_adjusted"], **CLOSED)
    if script == "tables2x2":
        agree("Phi", script, abs(phi(case["table"]).value), case["phi"], **CLOSED)


def test_yates_correction_is_capped():
    # Expected counts are 2.4 and so on: |O - E| is 0.4 everywhere, less than one half.
    estimate = chi_square([[2, 4], [2, 2]])

    assert estimate.chi2 == 0
    assert estimate.p == 1
    assert "capped" in estimate.definition


def test_yates_correction_may_be_left_uncapped():
    # |O - E| is 0.4 in each cell: 0.1 too much is taken off. Expected: 2.4, 3.6, 1.6, 2.4.
    estimate = chi_square([[2, 4], [2, 2]], capped=False)

    assert estimate.chi2 == pytest.approx(0.01 * (1 / 2.4 + 1 / 3.6 + 1 / 1.6 + 1 / 2.4))
    assert "throughout" in estimate.definition


def test_phi_is_the_correlation_of_two_binaries():
    table = [[8, 3], [2, 5]]
    group = [1] * 11 + [0] * 7
    event = [1] * 8 + [0] * 3 + [1] * 2 + [0] * 5

    assert phi(table).value == pytest.approx(np.corrcoef(group, event)[0, 1])
    assert phi(table[::-1]).value == pytest.approx(-phi(table).value)


@given(tables, st.randoms(), st.integers(2, 5))
def test_order_does_not_matter_and_repeating_multiplies(table, random, times):
    plain = chi_square(table, correction=False)
    shuffled = random.sample(table, len(table))
    columns = np.array(shuffled)[:, ::-1]

    if plain.chi2 is None:
        assert chi_square(columns).chi2 is None
    else:
        assert chi_square(columns, correction=False).chi2 == pytest.approx(plain.chi2, abs=1e-9)
        repeated = chi_square(np.array(table) * times, correction=False)
        assert repeated.chi2 == pytest.approx(plain.chi2 * times, abs=1e-9)
        assert 0 <= cramer_v(table).value <= 1 + 1e-12


def test_sparse_tables_carry_a_warning():
    assert "below 5" in chi_square([[2, 4], [2, 2]]).warnings[0]
    assert chi_square([[20, 40], [20, 20]]).warnings == ()


@pytest.mark.parametrize("function", [chi_square, phi, cramer_v])
@pytest.mark.parametrize(
    ("table", "words"),
    [([[0, 0], [3, 4]], "A group is empty"), ([[3, 0], [4, 0]], "All outcomes are the same")],
)
def test_empty_margins_give_no_number_but_a_reason(function, table, words):
    estimate = function(table)

    assert getattr(estimate, "value", None) is getattr(estimate, "chi2", None) is None
    assert words in estimate.warnings[0]


@pytest.mark.parametrize("function", [chi_square, cramer_v])
def test_an_empty_level_among_others_is_told_as_such(function):
    estimate = function([[1, 2, 0], [3, 4, 0]])

    assert getattr(estimate, "value", None) is getattr(estimate, "chi2", None) is None
    assert "A level has no rows" in estimate.warnings[0]


def test_two_values_leave_nothing_to_adjust():
    estimate = cramer_v([[1, 0], [0, 1]], adjust=True)

    assert estimate.value is None
    assert "too few" in estimate.warnings[0]


@pytest.mark.parametrize(
    "table",
    [[[1, 2]], [[1], [2]], [[1, 2], [3, -1]], 7, [[[1, 2], [3, 4]]], [[1e20, 1], [1, 1]]],
)
def test_what_is_not_a_table_of_counts_is_refused(table):
    with pytest.raises(ValueError, match="table must"):
        chi_square(table)

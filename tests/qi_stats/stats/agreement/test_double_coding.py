"""Rows that two reviewers coded: how many, and where the two differ."""

import pytest

from qi_stats.estimates import statistics
from qi_stats.stats.agreement.double_coding import count_overlap, list_disagreements, pair_codings

ROWS = ["r1", "r2", "r3", "r4"]
FIRST = ["a", "b", None, None]
SECOND = ["a", "c", "b", None]


def list_codes(found):
    return {(one.part, one.name): one.value for one in statistics(found) if one.part}


def test_rows_coded_twice_are_counted():
    found = count_overlap(coded_twice=[True, False, True])

    assert (found.rows, found.coded_twice, found.warnings) == (3, 2, ())


@pytest.mark.parametrize("marks", [[], [False, False]])
def test_no_row_coded_twice_is_said(marks):
    assert count_overlap(coded_twice=marks).warnings


def test_a_pair_needs_a_value_by_both():
    found = pair_codings(first=FIRST, second=SECOND)

    assert (found.rows, found.n, found.disagreements, found.one_sided) == (4, 2, 1, 1)
    assert "only one of the reviewers gave a value: 1" in found.warnings[0]
    assert pair_codings(first=["a"], second=["b"]).warnings == ()


def test_disagreements_are_listed_with_the_consensus():
    consensus = [None, "c", None, None]
    found = list_disagreements(rows=ROWS, first=FIRST, second=SECOND, consensus=consensus)

    assert found.settled == 1
    assert list_codes(found) == {
        ("1", "row"): "r2",
        ("1.first", "code"): "b",
        ("1.second", "code"): "c",
        ("1.consensus", "code"): "c",
        ("2", "row"): "r3",
        ("2.first", "code"): "no value",
        ("2.second", "code"): "b",
        ("2.consensus", "code"): "not settled",
    }
    unsettled = [one for one in statistics(found) if one.part == "2.consensus"]
    assert "the first reviewer's code stands" in unsettled[0].warnings[0]


def test_without_a_consensus_there_is_none():
    found = list_disagreements(rows=ROWS, first=FIRST, second=SECOND)

    assert found.settled == 0
    assert {part for part, _ in list_codes(found)} == {
        *("1", "1.first", "1.second"),
        *("2", "2.first", "2.second"),
    }


def test_each_coder_needs_a_code_for_each_row():
    with pytest.raises(ValueError, match="must be 4"):
        list_disagreements(rows=ROWS, first=FIRST, second=SECOND[:3])
    with pytest.raises(ValueError, match="zip"):
        pair_codings(first=FIRST, second=SECOND[:3])

"""One chart moves: every neighbor of a table is described as the table itself would be."""

import numpy as np
import pytest

from qi_stats.stats.counts.fisher import fisher_exact
from qi_stats.stats.counts.risks import risk_difference, risk_ratio
from qi_stats.stats.sensitivity.moved import move_each
from qi_stats.stats.sensitivity.recoding import RowTable, Side

WARD = Side("Ward", ("north", "south"), ("North", "South"))
SEEN = Side("Seen", ("yes", "no"), ("Yes", "No"))
COUNTS = [[5, 13], [5, 1]]


def chart(counts, recode=("outcome", "predictor")):
    return RowTable(np.array(counts), WARD, SEEN, recode)


def test_the_table_as_coded_is_described_by_visible_arithmetic():
    found = move_each(table=chart(COUNTS))

    assert (found.events_first, found.n_first) == (5, 18)
    assert (found.events_second, found.n_second) == (5, 6)
    assert found.risk_first == pytest.approx(5 / 18)
    assert found.difference == pytest.approx(5 / 18 - 5 / 6)
    assert found.risk_ratio == pytest.approx((5 / 18) / (5 / 6))
    assert found.odds_ratio == fisher_exact(COUNTS).odds_ratio
    assert found.p == fisher_exact(COUNTS).p


def test_each_chart_that_there_is_moves_to_each_other_cell_of_its_row_and_column():
    found = move_each(table=chart(COUNTS)).moves

    assert len(found) == 8
    assert sum(one.charts for one in found) == 2 * 24


@pytest.mark.parametrize(
    ("move", "table"),
    [
        ("north-yes-to-north-no", [[4, 14], [5, 1]]),
        ("south-no-to-north-no", [[5, 14], [5, 0]]),
    ],
)
def test_a_neighbor_is_described_as_the_methods_do(move, table):
    found = {one.move: one for one in move_each(table=chart(COUNTS)).moves}[move]

    assert found.p == fisher_exact(table).p
    assert found.difference_low == risk_difference(table).low
    assert found.difference_high == risk_difference(table).high
    assert found.risk_ratio == risk_ratio(table).risk_ratio
    assert (found.odds_ratio_low, found.odds_ratio_high) == (
        fisher_exact(table).low,
        fisher_exact(table).high,
    )


def test_an_empty_group_has_no_risk_and_says_why():
    found = {one.move: one for one in move_each(table=chart([[1, 0], [2, 3]])).moves}
    emptied = found["north-yes-to-south-yes"]

    assert emptied.risk_first is None
    assert emptied.warnings


def test_only_what_is_coded_moves():
    found = move_each(table=chart(COUNTS, ("outcome",))).moves

    assert {one.move for one in found} == {
        "north-yes-to-north-no",
        "north-no-to-north-yes",
        "south-yes-to-south-no",
        "south-no-to-south-yes",
    }


def test_a_larger_table_is_refused():
    side = Side("Seen", ("a", "b", "c"), ("A", "B", "C"))
    with pytest.raises(ValueError, match="two groups by two values"):
        move_each(table=RowTable(np.array([[1, 2, 3], [4, 5, 6]]), WARD, side, ("outcome",)))

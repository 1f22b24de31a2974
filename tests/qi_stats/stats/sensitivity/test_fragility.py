"""Recoding charts: every table is tried once, the nearest ones first."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_stats.stats.counts.fisher import fisher_exact
from qi_stats.stats.sensitivity.fragility import find_fragility, leave_one_out, recode_each
from qi_stats.stats.sensitivity.recoding import RowTable, Side, list_moves, trace_path, walk_rings
from qi_stats.stats.sensitivity.row_test import MethodTest
from qi_stats.stats.two_groups.means import student_t

FISHER = MethodTest(fisher_exact, "table", "p", np.empty(0), np.empty(0))
STUDENT = MethodTest(student_t, "samples", "p", np.empty(0), np.array([0.0, 1.0]))
WARD = Side("Ward", ("north", "south"), ("North", "South"))
SEEN = Side("Seen", ("yes", "no"), ("Yes", "No"))


def tabulate(counts, recode=("outcome",)):
    return RowTable(np.array(counts), WARD, SEEN, recode)


def test_the_published_example_loses_significance_with_one_event_more():
    """Walsh 2014, Box 1: 1/100 against 9/100 is P = .02, and 2/100 against 9/100 is P = .06."""
    found = find_fragility(table=tabulate([[1, 99], [9, 91]]), test=FISHER)

    assert (round(found.p, 2), found.index, found.direction) == (
        0.02,
        1,
        "from significant to not significant",
    )
    assert "Seen: No → Yes (Ward: North)" in found.recodings


def test_a_result_that_is_not_significant_can_become_so():
    found = find_fragility(table=tabulate([[1, 9], [4, 6]]), test=FISHER)

    assert found.direction == "from not significant to significant"
    assert found.index == find_by_brute_force([[1, 9], [4, 6]])
    assert found.p_after < 0.05 <= found.p


def find_by_brute_force(counts, alpha=0.05):
    """Return the fewest recoded outcomes by trying every table with the same rows."""
    start = fisher_exact(counts).p
    sizes = np.sum(counts, axis=1)
    distances = []
    for events in product(*(range(size + 1) for size in sizes)):
        p = fisher_exact([[e, n - e] for e, n in zip(events, sizes, strict=True)]).p
        if p is not None and (p < alpha) != (start < alpha):
            distances.append(sum(abs(e - row[0]) for e, row in zip(events, counts, strict=True)))
    return min(distances, default=None)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=2, max_size=2))
def test_the_index_is_that_of_trying_every_table(counts):
    assert find_fragility(table=tabulate(counts), test=FISHER).index == find_by_brute_force(counts)


def test_more_can_only_be_easier_when_both_variables_may_be_recoded():
    counts = [[1, 9], [6, 4]]
    one = find_fragility(table=tabulate(counts), test=FISHER)
    both = find_fragility(table=tabulate(counts, ("outcome", "predictor")), test=FISHER)

    assert both.index <= one.index


def test_the_rings_hold_each_table_once_at_its_distance():
    table = tabulate([[2, 1], [1, 2]])
    rings = list(walk_rings(table, list_moves(table)))
    tables = {table.tobytes() for ring in rings for table in ring.tables}

    assert sum(len(ring.tables) for ring in rings) == len(tables) == 4 * 4 - 1
    for distance, ring in enumerate(rings, start=1):
        away = np.abs(ring.tables - table.counts).sum(axis=(1, 2)) / 2
        assert (away == distance).all()


def test_a_path_leads_to_its_table():
    table = tabulate([[3, 0], [0, 3]], ("outcome", "predictor"))
    moves = list_moves(table)
    rings = [ring for ring, _ in zip(walk_rings(table, moves), range(3), strict=False)]
    for position, after in enumerate(rings[-1].tables):
        reached = table.counts.copy()
        for move in trace_path(rings, position, moves):
            reached[move.start] -= 1
            reached[move.end] += 1
        assert (reached == after).all()


def test_without_a_p_there_is_nothing_to_move():
    found = find_fragility(table=tabulate([[0, 0], [0, 0]]), test=FISHER)

    assert found.index is None
    assert found.warnings == ("The test gives no P as coded, so there is nothing to move.",)


def test_without_a_coded_variable_there_is_nothing_to_recode():
    found = find_fragility(table=tabulate([[1, 4], [2, 5]], ()), test=FISHER)

    assert (found.index, found.p) == (None, fisher_exact([[1, 4], [2, 5]]).p)
    assert "nothing to recode" in found.warnings[0]


def test_where_no_recoding_helps_the_index_is_none_with_words():
    """With 2 and 2 charts Fisher's P is 1/3 at the least."""
    found = find_fragility(table=tabulate([[1, 1], [1, 1]]), test=FISHER)

    assert found.index is None
    assert found.warnings == ("No recoding of up to 2 charts moves P across .05.",)


def test_leaving_one_out_gives_the_range_over_all_charts():
    a, b = [1.0] * 2 + [0.0] * 6, [1.0] * 7 + [0.0]
    without = [student_t(a[:i] + a[i + 1 :], b) for i in range(8)]
    without += [student_t(a, b[:i] + b[i + 1 :]) for i in range(8)]
    found = leave_one_out(table=tabulate([[6, 2], [1, 7]]), test=STUDENT)

    assert found.charts == 16
    assert found.p_low == pytest.approx(min(each.p for each in without), rel=1e-12)
    assert found.p_high == pytest.approx(max(each.p for each in without), rel=1e-12)
    assert found.estimate_low == pytest.approx(min(each.difference for each in without), rel=1e-12)
    assert found.crossing == sum(each.p >= 0.05 for each in without)


def test_charts_without_which_there_is_no_estimate_are_told():
    found = leave_one_out(table=tabulate([[3, 1], [2, 3]]), test=FISHER)

    assert found.warnings == ("For 1 of the 9 charts, leaving it out leaves no finite estimate.",)


def test_each_recoding_has_its_p_and_the_charts_that_it_may_befall():
    found = recode_each(table=tabulate([[1, 3], [2, 0]]), test=FISHER)

    assert {move.move: (move.charts, move.p) for move in found.moves} == {
        "north-yes-to-north-no": (1, fisher_exact([[0, 4], [2, 0]]).p),
        "north-no-to-north-yes": (3, fisher_exact([[2, 2], [2, 0]]).p),
        "south-yes-to-south-no": (2, fisher_exact([[1, 3], [1, 1]]).p),
    }
    assert found.moves[0].recoding == "Seen: Yes → No (Ward: North)"


def test_a_recoding_of_the_predictor_is_told_as_such():
    found = recode_each(table=tabulate([[1, 0], [0, 2]], ("predictor",)), test=FISHER)

    assert [move.recoding for move in found.moves] == [
        "Ward: North → South (Seen: Yes)",
        "Ward: South → North (Seen: No)",
    ]


@pytest.mark.parametrize("method", [find_fragility, leave_one_out, recode_each])
def test_alpha_lies_between_0_and_1(method):
    with pytest.raises(ValueError, match="between 0 and 1"):
        method(table=tabulate([[1, 2], [3, 4]]), test=FISHER, alpha=5)


def test_a_table_needs_as_many_names_as_rows_and_columns():
    with pytest.raises(ValueError, match="as many names"):
        RowTable(np.ones((3, 2), dtype=int), WARD, SEEN, ())

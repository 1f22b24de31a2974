"""A majority that the counts leave open is told apart from one that they show."""

import pytest

from qi_stats.audit.feasible.unproved import find_unproved
from tests.qi_stats.audit.feasible.conftest import count

MOST = (
    "{text: most, place: T, says: S, kind: words, means: majority, key: a.b,"
    " of: {table: people, where: {keen: yes}}}"
)


@pytest.mark.parametrize(
    ("others", "room"),
    [
        ({}, (0, 3)),  # nothing is said of the keen
        ({"keen": count(2, "keen: yes")}, None),  # two of three: shown
        ({"walked": count(2, "walked: yes")}, (0, 2)),  # the keen walk, so at most two are keen
    ],
)
def test_a_majority_is_open_where_the_counts_go_either_way(load, others, room):
    found = find_unproved(load(3, most=MOST, **others))

    assert [one.allowed for one in found] == ([] if room is None else [room])

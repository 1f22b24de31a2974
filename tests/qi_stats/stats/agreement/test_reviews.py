"""Two reviewers' codings: what they share and where they differ."""

from __future__ import annotations

import numpy as np
import pytest

from qi_stats.estimates import statistics
from qi_stats.stats.agreement.reviews import (
    Disagreement,
    cross_reviews,
    locate_disagreements,
    percent_agreement,
    weigh_agreement,
)

FIRST, SECOND = list("aabbc"), list("abbcc")


def test_the_first_reviewer_is_in_the_rows():
    assert cross_reviews(FIRST, SECOND, "abc").tolist() == [[1, 1, 0], [0, 1, 1], [0, 0, 1]]


def test_percent_agreement_and_its_cells():
    found = percent_agreement(first=FIRST, second=SECOND, levels="abc")

    assert (found.n, found.agreed, found.proportion) == (5, 3, 3 / 5)
    assert [(s.part, s.value) for s in statistics(found) if s.part] == [("a.b", 1), ("b.c", 1)]


def test_disagreements_keep_their_place():
    assert locate_disagreements(FIRST, SECOND) == (
        Disagreement(1, "a", "b"),
        Disagreement(3, "b", "c"),
    )


def test_no_items():
    found = percent_agreement(first=[], second=[], levels="ab")

    assert found.proportion is None
    assert found.warnings


@pytest.mark.parametrize(
    ("weights", "expected"), [("none", [0, 0]), ("linear", [1 / 2, 0]), ("quadratic", [3 / 4, 0])]
)
def test_weights_of_near_misses(weights, expected):
    assert weigh_agreement(np.arange(3), weights)[0, 1:].tolist() == expected

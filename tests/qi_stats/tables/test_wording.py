"""What a reader is told of a record."""

from dataclasses import replace

import pytest

from qi_stats import book
from qi_stats.tables.naming import Vocabulary
from qi_stats.tables.wording import (
    describe_range,
    describe_state,
    find_verdicts,
)

pytestmark = pytest.mark.usefixtures("mock_project")


@pytest.fixture
def verdicts():
    from qi_stats.book.project import read_verdicts

    return read_verdicts()


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ((0.6361, 0.6364), " (63.61% to 63.64%)"),
        ((0.2, 0.9), " (20.0% to 90.0%)"),
        ((0.5, 0.5), " (50.0% to 50.0%)"),
    ],
)
def test_a_range_has_as_many_digits_as_tell_its_ends_apart(make_record, ends, words):
    record = make_record("x.share", ends[0], "percent1", identified="bounded", range=ends)

    assert describe_range(record) == words


def test_a_number_of_no_rows_is_not_said_to_be_left_by_published_ones(make_record):
    own = make_record("audit.claims.n", 9, identified="identified")
    settled = replace(own, analysis="people")

    assert describe_state(own).endswith("the publication, the codebook, and the plan alone")
    assert describe_state(settled).endswith("the published numbers leave no other value")


def test_a_number_that_the_publication_prints_otherwise_is_said_to_be(make_record, verdicts):
    record = make_record("x.age.mean", 9, identified="identified", variable="age")
    against = [replace(verdicts[0], outcome="not_reproduced")]

    assert describe_state(record, against).endswith("though the publication prints it otherwise")
    assert not describe_state(record, verdicts[:1]).endswith("otherwise")


def test_a_record_that_repeats_another_has_its_published_counterpart(make_record, verdicts):
    claimed = verdicts[0]
    known = Vocabulary(book.project.read_codebook(), {}, {claimed.claim.name: (claimed,)})
    record = make_record("x.fisher.fragility.p", 0.2, "p", claim=claimed.claim.name)

    assert find_verdicts(record, known) == (claimed,)
    assert find_verdicts(replace(record, claim=None), known) == ()

"""Conflicts and failed tests in plain words."""

import pytest

from qi_stats.audit.checks.sentences import say_conflict, say_test, show_range
from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Claim
from qi_stats.audit.feasible import tested
from qi_stats.audit.feasible.conflicts import Conflict


def make(name, text, kind="count", **more):
    return Claim(name, "here", text, "T", name.capitalize(), KINDS[kind], **more)


TOTAL, PART = make("total", "8"), make("part", "3")


@pytest.mark.parametrize(
    ("conflict", "message"),
    [
        (
            Conflict(make("x", "5"), (TOTAL, PART), (0, 4), (8, 8)),
            "“5” (T: X) needs 5; “8” (T: Total) and “3” (T: Part) leave 0 to 4.",
        ),
        (
            Conflict(make("x", "Half", "words", means="half"), (TOTAL,), (3, 3), (8, 8)),
            "“Half” (T: X) needs 4 of 8; “8” (T: Total) leaves exactly 3.",
        ),
        (
            Conflict(make("x", "no one", "words", means="none"), (PART,), (1, 1), (8, 8)),
            "“no one” (T: X) needs 0 of 8; “3” (T: Part) leaves exactly 1.",
        ),
        (
            Conflict(make("x", "12.5%", "percent"), (TOTAL,), (0, 9), (9, 9)),
            "“12.5%” (T: X) is a share of 9, as “8” (T: Total) leaves it, "
            "and no count out of 9 prints so.",
        ),
        (
            Conflict(make("x", "2.0", "mean"), (TOTAL,), None),
            "“2.0” (T: X) can't hold with “8” (T: Total).",
        ),
        (Conflict(make("x", "1.5"), (), (0, 8)), "“1.5” (T: X) can't hold, whatever else does."),
    ],
)
def test_a_conflict_names_what_is_needed_and_what_is_left(conflict, message):
    found = say_conflict(conflict)

    assert (found.rank, found.message) == ("contradiction", message)
    assert found.claims == ("x", *(one.name for one in conflict.others))


def test_a_literal_reading_is_ambiguous_and_no_contradiction():
    found = say_conflict(Conflict(make("x", "5"), (TOTAL,), (0, 4), (8, 8), is_literal=True))

    assert found.rank == "ambiguous"
    assert found.message.startswith("“5” (T: X), taken literally, needs 5;")
    assert found.message.endswith("It holds in another reading.")


@pytest.mark.parametrize(
    ("outcome", "rank", "ending"),
    [
        ("truncated", "truncated", "It would print so if 0.0353 were cut off, not rounded."),
        (
            "not_reproduced",
            "contradiction",
            "and the test rounds to the printed number on none of them.",
        ),
    ],
)
def test_a_test_that_comes_out_nowhere_is_told_with_its_tables(outcome, rank, ending):
    p = make("p", ".03", "p")
    tables = tuple(tested.TestedTable({}, {"p": 0.0353}, {"p": outcome}) for _ in range(7))

    found = say_test(p, tested.Tested("a", None, (p,), tables), [TOTAL])

    assert found.rank == rank
    assert "with “8” (T: Total), 7 tables of counts are possible" in found.message
    assert found.message.endswith(ending)


def test_a_test_that_another_one_excludes_is_told_with_it():
    p, way = make("p", ".03", "p"), make("way", "more", "direction", means="positive")
    tables = (
        tested.TestedTable({}, {}, {"p": "reproduced", "way": "not_reproduced"}),
        tested.TestedTable({}, {}, {"p": "not_reproduced", "way": "reproduced"}),
    )

    found = say_test(way, tested.Tested("a", None, (p, way), tables), [TOTAL])

    assert found.rank == "contradiction"
    assert found.claims == ("way", "total", "p")
    assert found.message == (
        "“more” (T: Way) can't hold with “.03” (T: P): with “8” (T: Total), 2 tables of counts "
        "are possible, and none gives all of it."
    )


def test_a_word_on_significance_that_comes_out_nowhere_speaks_of_no_number():
    word = make("word", "did not differ", "not_significant")
    tables = (tested.TestedTable({}, {"word": 0.01}, {"word": "not_reproduced"}),)

    found = say_test(word, tested.Tested("a", None, (word,), tables), [TOTAL])

    assert found.message.endswith("1 table of counts is possible, and none says so.")


def test_a_range_of_one_number_is_that_number():
    assert (show_range((3, 3)), show_range((0, 4))) == ("3", "0 to 4")

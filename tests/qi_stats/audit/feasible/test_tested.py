"""What claims of tests give on every table, and what other readings of a variable give."""

import pytest

from qi_stats.audit.checks.sentences import say_exclusion
from qi_stats.audit.claims.model import Reading
from qi_stats.audit.feasible import alternative_readings
from qi_stats.audit.feasible.alternative_readings import reread_tests
from qi_stats.audit.feasible.feasible_set import Space, keep_reproduced, select_methods
from qi_stats.audit.feasible.tested import find_tested
from qi_stats.audit.reproduction.assess import find_excluded, find_failed, find_pinning
from qi_stats.plan import load_plan
from tests.qi_stats.audit.feasible.conftest import PLAN, count

ABOUT = "of: {table: people, variables: [keen, hat]}"


def say_test(kind, text, more=""):
    return (
        f"{{text: '{text}', place: T, says: S, kind: {kind}, key: keen_by_hat.fisher.p,"
        f" {ABOUT}{more}}}"
    )


MARGINS = {"red": count(3, "hat: red"), "keen": count(3, "keen: yes")}


@pytest.fixture
def make(codebook, plan, load):
    """Return a function that makes a space of six people, and its claims, with these tests."""

    def build(**tests):
        claims = load(6, **MARGINS, **tests)
        counting = [one for one in claims if one.name not in tests]
        asked = [claims.by_name[one] for one in tests]
        return Space(codebook, plan, counting), claims, asked

    return build


@pytest.fixture
def find_all(codebook, plan):
    """Return a function that finds the tables of tests, in processes of its own."""
    return lambda space, tests: find_tested(codebook, plan, space.claims, tests)


def test_every_table_has_its_statistic(make, find_all):
    """3 of 6 are red and 3 keen: 20 ways; P of 3 or 0 in common is 2 / 20, of 1 or 2 it is 1."""
    space, _, tests = make(p=say_test("p", ".10"), word=say_test("not_significant", "not"))

    (found,) = find_all(space, tests)

    assert found.analysis == "keen_by_hat"
    by_count = {one.counts["yes", "red"]: one for one in found.tables}
    assert {n: one.values["p"] for n, one in by_count.items()} == pytest.approx(
        {0: 0.1, 1: 1.0, 2: 1.0, 3: 0.1}, rel=1e-12
    )
    assert {n for n, one in by_count.items() if one.keeps(["p"])} == {0, 3}
    assert len(found.keep(["p", "word"])) == 2
    assert len(found.keep(["word"])) == len(found.keep([])) == 4


def test_a_test_that_comes_out_nowhere_fails(make, find_all):
    space, claims, tests = make(p=say_test("p", ".02"), word=say_test("not_significant", "not"))
    tested = list(find_all(space, tests))

    assert list(find_failed(tested)) == ["p"]
    assert [one.name for one in find_pinning(claims, tested[0])] == ["everybody", "red", "keen"]


def test_of_two_that_exclude_each_other_the_second_fails_and_a_yielding_one_before_it(
    make, find_all
):
    first, second = say_test("p", ".10"), say_test("p", "1.00")
    space, _, tests = make(a=first, b=second)
    assert list(find_failed(find_all(space, tests))) == ["b"]

    yielding = say_test("p", ".10", ", gives_way: {to: [b], why: It is so}")
    space, _, tests = make(a=yielding, b=second)
    assert list(find_failed(find_all(space, tests))) == ["a"]


def test_only_tables_on_which_all_tests_come_out_are_kept(make, codebook):
    space, _, tests = make(p=say_test("p", ".10"))
    question = space.find_question("keen_by_hat")

    tables = space.list_tables(question, 10)
    kept = keep_reproduced(question, tables, tests, codebook)
    assert {one["yes", "red"] for one in kept} == {0, 3}
    assert [one.name for one in select_methods(question, tests).analysis.methods] == ["fisher"]


def test_a_reading_has_its_own_margin(make, find_all):
    """Were 1 of 6 red and 3 keen, P would be 1 on both tables."""
    space, _, tests = make(p=say_test("p", "1.00"))
    reading = Reading("other", "Red means dark red", "people", "hat", {"red": 1, "blue": 5}, "red")

    (found,) = reread_tests(space, find_all(space, tests), [reading])

    assert len(found.tables) == 2
    assert found.count_fitting("p") == 2


def test_a_reading_of_another_variable_is_not_asked(make, find_all):
    space, _, tests = make(p=say_test("p", "1.00"))
    reading = Reading("other", "Old", "people", "age", {"1": 1, "2": 5}, "red")

    assert list(reread_tests(space, find_all(space, tests), [reading])) == []


def test_words_alone_are_not_asked_again(make, find_all):
    space, _, tests = make(word=say_test("not_significant", "not"))
    reading = Reading("other", "Dark red", "people", "hat", {"red": 1, "blue": 5}, "red")

    assert list(reread_tests(space, find_all(space, tests), [reading])) == []


def test_too_many_tables_are_not_read(make, monkeypatch, find_all):
    space, _, tests = make(p=say_test("p", "1.00"))
    reading = Reading("other", "Dark red", "people", "hat", {"red": 3, "blue": 3}, "red")
    monkeypatch.setattr(alternative_readings, "MOST_BOUND", 3)

    assert list(reread_tests(space, find_all(space, tests), [reading])) == []


TRANSPOSED = """\
  hat_by_keen: {title: Hat by keen, kind: compare, table: people, variable: hat, by: keen,
                groups: [yes, no], methods: [fisher]}
"""


def test_two_tests_of_one_table_that_print_different_p_exclude_each_other(codebook, load, tmp_path):
    """P is .10 on two of the four tables and 1 on the other two: each is possible, both are not."""
    path = tmp_path / "both.yaml"
    path.write_text(PLAN + TRANSPOSED, encoding="utf-8")
    plan = load_plan(path, codebook)
    second = say_test("p", "1.00").replace("keen_by_hat", "hat_by_keen")
    claims = load(6, **MARGINS, first=say_test("p", ".10"), second=second)
    counting = [one for one in claims if not one.kind.is_test]
    tests = [one for one in claims if one.kind.is_test]

    tested = find_tested(codebook, plan, counting, tests)
    failed = find_failed(tested)
    excluded = find_excluded(codebook, plan, counting, tested, failed)

    assert failed == {}
    first, other = tests
    assert excluded == {(other,): (first,)}
    message = say_exclusion(*next(iter(excluded.items()))).message
    assert message.startswith("“1.00” (T: S) can't hold with “.10” (T: S):")

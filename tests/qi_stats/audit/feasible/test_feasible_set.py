"""Every table of counts that claims allow, against all datasets listed one by one."""

from collections import Counter

import pytest

from qi_stats.audit.feasible.bounds import find_tables, keep_possible
from qi_stats.audit.feasible.cross_tables import list_crossings
from qi_stats.audit.feasible.feasible_set import Space, find_range
from tests.qi_stats.audit.feasible.conftest import claim, count, list_datasets

KEEN = "of: {table: people, where: {keen: yes}}"
CASES = {
    "nothing": ({}, lambda _: True),
    "two in red": (
        {"a": count(2, "hat: red")},
        lambda some: sum(one["hat"] == "red" for one in some) == 2,
    ),
    "a third keen": (
        {"a": claim("percent", "33.3%", KEEN)},
        lambda some: sum(one["keen"] == "yes" for one in some) == 1,
    ),
    "half of those in red": (
        {"a": claim("words", "half", "of: {table: people, where: {keen: yes}, "
                    "denominator: {hat: red}}", ", means: half")},
        lambda some: 2 * sum(one["hat"] == "red" and one["keen"] == "yes" for one in some)
        == sum(one["hat"] == "red" for one in some),
    ),
    "a mean and a range": (
        {
            "a": claim("mean", "2.0", "of: {table: people, variable: age}"),
            "b": claim("maximum", "3", "of: {table: people, variable: age}"),
        },
        lambda some: sum(one["age"] for one in some) == 6 and max(one["age"] for one in some) == 3,
    ),
    "a scale from 1 to 2": (
        {"a": claim("limits", "1 to 2", "of: {table: people, variable: age}")},
        lambda some: all(one["age"] <= 2 for one in some),
    ),
    "an SD of zero": (
        {"a": claim("sd", "0.0", "of: {table: people, variable: age}")},
        lambda some: len({one["age"] for one in some}) == 1,
    ),
    "one long walk": (
        {"a": claim("count", "1", "of: {table: walks, where: {long: yes}}")},
        lambda some: sum(one["long"] == "yes" for one in some) == 1,
    ),
}  # fmt: skip


def count_brute(datasets, names, condition=lambda _: True):
    """Return the set of tables of counts of `names` that the datasets have."""
    return {
        frozenset(Counter(tuple(p[n] for n in names) for p in one if condition(p)).items())
        for one in datasets
    }


def as_sets(tables):
    return {frozenset((pair, n) for pair, n in one.items() if n) for one in tables}


@pytest.mark.parametrize("name", CASES)
def test_the_possible_tables_are_those_of_all_datasets(codebook, plan, load, name):
    texts, holds = CASES[name]
    space = Space(codebook, plan, list(load(3, **texts)))
    datasets = [one for one in list_datasets(3) if holds(one)]

    for question in space.questions:
        table, names = question.scope
        if names == ("age",) or question.analysis.id == "age_by_hat":
            continue  # they have the most tables, and nothing that the others lack
        there = (lambda p: p["long"] is not None) if table == "walks" else (lambda _: True)
        expected = count_brute(datasets, names, there)
        found = space.list_tables(question, 10_000)
        assert as_sets(found) == expected
        assert len(found) == len(expected)


@pytest.mark.parametrize("name", ["two in red", "half of those in red", "a mean and a range"])
def test_tables_by_their_margins_are_the_same(codebook, plan, load, name):
    space = Space(codebook, plan, list(load(3, **CASES[name][0])))
    question = space.find_question("keen_by_hat")

    listed = find_tables(space, question)
    assert as_sets(listed) == as_sets(space.list_tables(question, 100))
    assert keep_possible(space, question, listed) == listed
    assert len(space.list_candidates(question, 100)) >= len(listed)
    assert space.list_candidates(question, len(listed) - 1) is None
    assert space.list_tables(question, len(listed) - 1) is None


def test_tests_are_held_by_their_tables(codebook, plan, load):
    space = Space(codebook, plan, list(load(3, a=count(2, "hat: red"))))
    question = space.find_question("keen_by_hat")
    kept = space.list_tables(question, 100)[:2]

    space.hold_tables(question, kept)

    assert space.list_tables(question, 100) == kept


def test_no_dataset_has_no_table(codebook, plan, load):
    space = Space(codebook, plan, list(load(3, a=count(2, "hat: red"), b=count(2, "hat: blue"))))

    assert space.list_tables(space.find_question("keen_by_hat"), 100) == ()
    assert find_range(space.model.solver_model, space.model.count("people", ())) is None


def test_crossings_have_their_margins():
    """Margins 2, 2 and 1, 3: the first row has none or one of the first column."""
    cells = [(a, b) for a in "xy" for b in "st"]
    found = list(list_crossings(cells, [[{"x": 2, "y": 2}], [{"s": 1, "t": 3}]]))

    assert [tuple(one.values()) for one in found] == [(0, 2, 1, 1), (1, 1, 0, 2)]

"""Whole datasets along a walk: each is one of all that there are, and they differ."""

import random

import pytest

from qi_stats.audit.feasible.feasible_set import FeasibleSet
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.sampler.draws import Sampler, range_draws
from qi_stats.audit.feasible.sampler.invariants import count_question, list_invariants
from qi_stats.audit.feasible.sampler.random_walk import RandomWalk
from qi_stats.audit.feasible.sampler.units import assemble_units
from qi_stats.ledger import State
from tests.qi_stats.audit.feasible.conftest import NAMES, claim, count, list_datasets

CLAIMS = {
    "a": count(2, "hat: red"),
    "b": claim("mean", "2.0", "of: {table: people, variable: age}"),
    "c": claim("percent", "50%", "of: {table: people, where: {keen: yes}, "
               "denominator: {hat: red}}"),
    "d": claim("minimum", "1", "of: {table: people, variable: age}"),
    "e": claim("sd", "1.0", "of: {table: people, variable: age}"),
}  # fmt: skip


def is_allowed(some):
    """One is 1, one 2 and one 3 years old: 2.0 and an SD of 1.0; one of two in red is keen."""
    red = [one for one in some if one["hat"] == "red"]
    keen = [one for one in red if one["keen"] == "yes"]
    return len(red) == 2 and len(keen) == 1 and sorted(p["age"] for p in some) == [1, 2, 3]


ALLOWED = {
    tuple(sorted(tuple(map(str, one.values())) for one in some))
    for some in list_datasets(3)
    if is_allowed(some)
}


def read(feasible, units):
    """Return a dataset as its sorted persons, to be looked up among all datasets."""
    people = []
    for unit in units:
        values = {
            cell.variable: value
            for number, profile in unit.items()
            for cell, value in zip(feasible.model.cliques[number].cells, profile, strict=True)
        }
        people.append(tuple(str(values[name]) for name in NAMES))
    return tuple(sorted(people))


@pytest.fixture
def feasible(codebook, plan, load):
    return FeasibleSet(codebook, plan, list(load(3, **CLAIMS)))


def draw(seed):
    return random.Random(seed)  # noqa: S311 - variety, not secrecy


def begin(feasible, seed=1):
    invariants = list(list_invariants(feasible.model, feasible.claims))
    found = solve_counts(feasible.model.solver_model)
    return RandomWalk(feasible.model, invariants, [], found, draw(seed))


def test_units_have_the_counts_of_the_solution(feasible):
    found = solve_counts(feasible.model.solver_model)

    (units,) = assemble_units(feasible.model, found, draw(1)).values()

    assert read(feasible, units) in ALLOWED
    for number, clique in enumerate(feasible.model.cliques):
        for profile, variable in zip(clique.profiles, feasible.model.counts[number], strict=True):
            assert sum(unit[number] == profile for unit in units) == found(variable)


def test_every_step_leads_to_a_dataset_that_is_allowed_and_to_many(feasible):
    walk = begin(feasible)
    seen = set()
    for _ in range(3000):
        walk.go(1)
        seen.add(read(feasible, walk.units["people"]))

    assert seen <= ALLOWED
    assert len(seen) > len(ALLOWED) / 2


def test_totals_are_those_of_the_units(feasible):
    question = feasible.find_question("keen_by_hat")
    combinations = tuple(feasible.model.cross(question.scope))
    watched = count_question(feasible.model.layout, question, combinations)
    found = solve_counts(feasible.model.solver_model)
    walk = RandomWalk(feasible.model, [], [watched], found, draw(1))
    walk.go(500)

    people = [(keen, hat) for hat, _, keen, *_ in read(feasible, walk.units["people"])]
    assert walk.totals[-1] == tuple(people.count(pair) for pair in combinations)


def test_a_start_that_breaks_a_claim_is_refused(feasible, load):
    others = list_invariants(feasible.model, list(load(3, a=count(1, "hat: red"))))
    found = solve_counts(feasible.model.solver_model)

    with pytest.raises(ValueError, match="does not satisfy the claims"):
        RandomWalk(feasible.model, list(others), [], found, draw(1))


def test_a_drawing_is_the_same_each_time_and_differs_by_start(feasible, plan):
    asked = [n for n, one in enumerate(feasible.questions) if one.analysis.id == "age_by_hat"]
    sampler = Sampler(feasible, plan, asked, {})

    first = sampler.draw(0, 10)
    assert first == Sampler(feasible, plan, asked, {}).draw(0, 10)
    assert first != sampler.draw(1, 10)
    assert {sum(counts) for (counts,) in first} == {3}
    keys = {record.key for record in sampler.answer(0, first[0][0])}
    assert "age_by_hat.welch.p" in keys


def test_tests_that_are_not_listed_hold_on_each_draw(codebook, plan, load):
    """Fisher's P of 1 of 2 in red against 0 or 1 of 1 in blue is 1 either way."""
    test = (
        "{text: not, place: T, says: S, kind: not_significant, key: keen_by_hat.fisher.p,"
        " of: {table: people, variables: [keen, hat]}}"
    )
    feasible = FeasibleSet(codebook, plan, list(load(3, **CLAIMS, test=test)))
    assert Sampler(feasible, plan, [], {}).draw(0, 3) == [()] * 3

    never = test.replace("not_significant", "significant")
    feasible = FeasibleSet(codebook, plan, list(load(3, **CLAIMS, test=never)))
    with pytest.raises(ValueError, match="left to draw"):
        Sampler(feasible, plan, [], {}).draw(0, 1)


def test_ranges_of_draws_prove_nothing():
    found = range_draws([{"a": 1.0, "b": 2}, {"a": 3.0, "b": 2}, {"b": 2}])

    assert found == {"a": State("illustrative", (1, 3)), "b": State("illustrative", value=2)}

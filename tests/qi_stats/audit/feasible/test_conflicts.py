"""Which claims can hold together, against all datasets listed one by one."""

from itertools import combinations

import pytest

from qi_files.errors import InputError
from qi_stats.audit.feasible.conflicts import Checker, find_conflicts
from tests.qi_stats.audit.feasible.conftest import claim, count, list_datasets

TRUTHS = {
    "red": (count(2, "hat: red"), lambda some: sum(p["hat"] == "red" for p in some) == 2),
    "keen": (count(3, "keen: yes"), lambda some: sum(p["keen"] == "yes" for p in some) == 3),
    "rain": (count(1, "why: rain"), lambda some: sum(p["why"] == "rain" for p in some) == 1),
    "walked": (
        claim("words", "none", "of: {table: people, where: {walked: yes}}", ", means: none"),
        lambda some: not any(p["walked"] == "yes" for p in some),
    ),
    "long": (
        claim("words", "all", "of: {table: walks, where: {long: yes}}", ", means: all"),
        lambda some: all(p["long"] in {"yes", None} for p in some),
    ),
    "young": (
        claim("maximum", "1", "of: {table: people, variable: age}"),
        lambda some: max(p["age"] for p in some) == 1,
    ),
}
DATASETS = list_datasets(3)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_claims_can_hold_if_some_dataset_has_them_all(codebook, load, size):
    claims = load(3, **{name: text for name, (text, _) in TRUTHS.items()})
    checker = Checker(codebook, list(claims))

    for names in combinations(TRUTHS, size):
        expected = any(all(TRUTHS[one][1](some) for one in names) for some in DATASETS)
        assert checker.can_hold([claims.by_name[one] for one in names]) == expected, names


def test_a_core_conflicts_and_no_part_of_it_does(codebook, load):
    claims = load(3, **{name: text for name, (text, _) in TRUTHS.items()})
    checker = Checker(codebook, list(claims))

    core = checker.find_core((), [claims.by_name[one] for one in TRUTHS])

    assert not checker.can_hold(core)
    for one in core:
        assert checker.can_hold([other for other in core if other is not one])


def test_a_conflict_says_what_the_others_leave(load):
    """All three are keen, and the keen walk: nobody is left who did not."""
    claims = load(3, keen=count(3, "keen: yes"), again=count(3, "keen: yes"),
                  rest=count(1, "walked: no"))  # fmt: skip

    (conflict,) = find_conflicts(claims)

    assert conflict.claim.name == "rest"
    assert [one.name for one in conflict.others] == ["keen"]
    assert (conflict.allowed, conflict.whole) == ((0, 0), (3, 3))


def test_a_literal_reading_is_tried_against_the_rest(load):
    literal = ", literal: {table: people, where: {hat: red}, denominator: {keen: yes}}"
    share = claim("percent", "50%", "of: {table: people, where: {hat: red}}", literal)
    claims = load(2, share=share, keen=count(1, "keen: yes"), red=count(1, "hat: red"))

    (conflict,) = find_conflicts(claims)

    assert conflict.is_literal
    assert (conflict.claim.name, conflict.whole) == ("share", (1, 1))


def test_claims_that_hold_conflict_with_nothing(load):
    assert find_conflicts(load(3, red=count(2, "hat: red"), keen=count(3, "keen: yes"))) == ()


def test_a_claim_that_can_hold_may_not_give_way(load):
    yielding = ", gives_way: {to: [everybody], why: Not needed}"
    red = claim("count", 2, "of: {table: people, where: {hat: red}}", yielding)

    with pytest.raises(InputError, match="gives way although it can hold"):
        find_conflicts(load(3, red=red))


def test_a_count_that_is_no_whole_number_can_not_hold(codebook, load):
    claims = load(3, half=count("1.5", "hat: red"))

    (conflict,) = find_conflicts(claims)
    assert (conflict.claim.name, conflict.others) == ("half", ())


def test_a_bound_excludes_nothing(load):
    few = claim("percent", "<5%", "of: {table: people, where: {hat: red}}")

    assert find_conflicts(load(3, few=few, red=count(2, "hat: red"))) == ()

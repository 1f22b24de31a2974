"""Kappa, AC1 and AC2: agreement with R and worked examples, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from qi_stats.estimates import statistics
from qi_stats.stats.agreement.kappa import cohen_kappa, gwet_ac

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "agreement.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10
LABELS = {"none": "unweighted", "linear": "linear weights", "quadratic": "quadratic weights"}
WEIGHTS = list(LABELS)


def expand(counts):
    """Turn a table of counts, the first reviewer in rows, into two lists of levels."""
    levels = [f"level{i}" for i in range(len(counts))]
    pairs = [
        (a, b)
        for a, row in zip(levels, counts, strict=True)
        for b, count in zip(levels, row, strict=True)
        for _ in range(count)
    ]
    first, second = zip(*pairs, strict=True) if pairs else ((), ())
    return {"first": first, "second": second, "levels": levels}


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("name", CASES)
def test_kappa_agrees_with_r(name, weights, agree):
    expected = CASES[name]["kappa"][weights]
    found = cohen_kappa(**expand(CASES[name]["counts"]), weights=weights)

    statistic = f"Cohen's kappa, {LABELS[weights]}"
    for each in ("coefficient", "se"):
        agree(statistic, "agreement", getattr(found, each), expected[each], rel=CLOSED)


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("name", CASES)
def test_gwet_agrees_with_r(name, weights, agree):
    expected = CASES[name]["gwet"][weights]
    found = gwet_ac(**expand(CASES[name]["counts"]), weights=weights)

    statistic = f"Gwet's {'AC1' if weights == 'none' else 'AC2'}, {LABELS[weights]}"
    for each in ("coefficient", "se", "expected", "low", "high"):
        agree(statistic, "agreement", getattr(found, each), expected[each], rel=CLOSED)


def test_kappa_of_the_textbook_diagnoses():
    """Counts of an example in Fleiss's textbook; what it prints was not at hand: recomputed."""
    counts = np.array([[75, 1, 4], [5, 4, 1], [0, 0, 10]])
    found = cohen_kappa(**expand(counts.tolist()))
    by_chance = (80 * 80 + 10 * 5 + 10 * 15) / 100**2

    assert found.coefficient == pytest.approx((0.89 - by_chance) / (1 - by_chance), rel=CLOSED)
    assert found.se == pytest.approx(vary_kappa(counts / 100) / 10, rel=1e-6)
    assert found.z == pytest.approx(found.coefficient / found.se_null, rel=CLOSED)


def vary_kappa(share, step=1e-5):
    """Return the SD of an item's influence on kappa, from differences instead of derivatives."""

    def kappa(share):
        share = share / share.sum()
        by_chance = share.sum(axis=1) @ share.sum(axis=0)
        return (np.trace(share) - by_chance) / (1 - by_chance)

    moves = step * np.eye(share.size).reshape(-1, *share.shape)
    slopes = [(kappa(share + move) - kappa(share - move)) / (2 * step) for move in moves]
    weights = share.ravel()
    return np.sqrt(weights @ np.square(slopes) - (weights @ slopes) ** 2)


def test_kappa_falls_and_ac1_does_not_when_one_level_is_rare():
    """85% agree twice (the tables are Feinstein and Cicchetti's, 1990; the figures are ours)."""
    even, rare = expand([[40, 9], [6, 45]]), expand([[80, 10], [5, 5]])
    chances = [0.46 * 0.49 + 0.54 * 0.51, 0.85 * 0.9 + 0.15 * 0.1]

    assert [cohen_kappa(**each).coefficient for each in (even, rare)] == pytest.approx(
        [(0.85 - chance) / (1 - chance) for chance in chances], rel=CLOSED
    )
    chances = [2 * 0.475 * 0.525, 2 * 0.875 * 0.125]  # the mean share of a level, and of the other
    assert [gwet_ac(**each).coefficient for each in (even, rare)] == pytest.approx(
        [(0.85 - chance) / (1 - chance) for chance in chances], rel=CLOSED
    )


def test_kappa_interval_is_the_normal_one_cut_at_1():
    found = cohen_kappa(**expand(CASES["diagnoses"]["counts"]), level=0.9)
    few = cohen_kappa(**expand([[9, 1], [0, 9]]))

    assert found.high == pytest.approx(found.coefficient + norm.ppf(0.95) * found.se)
    assert few.high == 1


@pytest.mark.parametrize("weights", WEIGHTS)
def test_a_level_that_nobody_used(weights):
    """The last level is unused: kappa ignores it, AC1 depends on whether it is counted."""
    used, declared = expand([[5, 2], [1, 4]]), expand([[5, 2, 0], [1, 4, 0], [0, 0, 0]])

    assert cohen_kappa(**declared, weights=weights).coefficient == pytest.approx(
        cohen_kappa(**used, weights=weights).coefficient
    )
    plain = gwet_ac(**used, weights=weights)
    assert gwet_ac(**declared, weights=weights) == plain
    counted = gwet_ac(**declared, weights=weights, categories="declared")
    assert counted.coefficient > plain.coefficient
    assert "all levels of the codebook" in counted.definition


@pytest.mark.parametrize("function", [cohen_kappa, gwet_ac])
def test_one_level_throughout_has_no_coefficient(function):
    found = function(**expand([[6, 0], [0, 0]]))

    assert found.coefficient is None
    assert found.observed == 1
    assert "one level only" in found.warnings[0]


def test_perfect_agreement_has_no_interval():
    found = cohen_kappa(**expand([[3, 0], [0, 3]]))

    assert found.coefficient == 1
    assert found.se is found.low is found.high is None
    assert found.p is not None
    assert "6 items are few" in found.warnings[0]


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("counts", [[[3, 0], [2, 0]], [[7, 0, 0], [1, 0, 0], [3, 0, 0]]])
def test_one_level_by_one_reviewer_has_neither_interval_nor_test(counts, weights):
    """Kappa is 0 whatever the other reviewer did, so that nothing varies."""
    found = cohen_kappa(**expand(counts), weights=weights)

    assert found.coefficient == pytest.approx(0, abs=1e-12)
    assert found.se is found.low is found.high is None
    assert found.se_null is found.z is found.p is None


@pytest.mark.parametrize("function", [cohen_kappa, gwet_ac])
def test_no_items_and_one_item(function):
    none, one = function(**expand([[0, 0], [0, 0]])), function(**expand([[0, 1], [0, 0]]))

    assert none.warnings == ("No item was coded by both reviewers.",)
    assert one.se is one.low is None
    assert list(statistics(none))
    assert list(statistics(one))


CODINGS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2)


@pytest.mark.parametrize("weights", WEIGHTS)
@pytest.mark.parametrize("function", [cohen_kappa, gwet_ac])
@given(codings=CODINGS, shuffle=st.randoms())
def test_reviewers_items_and_labels_may_be_exchanged(function, weights, codings, shuffle):
    first, second = zip(*codings, strict=True)
    plain = function(first=first, second=second, levels="abc", weights=weights)
    swapped = function(first=second, second=first, levels="abc", weights=weights)
    mixed_a, mixed_b = zip(*shuffle.sample(codings, len(codings)), strict=True)
    rename = str.maketrans("abc", "zyx")
    renamed = function(
        first=[a.translate(rename) for a in mixed_a],
        second=[b.translate(rename) for b in mixed_b],
        levels="zyx",
        weights=weights,
    )

    near = {"rel": 1e-9, "abs": 1e-9, "nan_ok": False}
    for other in (swapped, renamed):
        assert other.warnings == plain.warnings
        if plain.coefficient is not None:
            assert other.coefficient == pytest.approx(plain.coefficient, **near)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"second": ["a"]}, "2 items and the other 1"),
        ({"second": ["a", "z"]}, "'z'"),
        ({"levels": ["a", "a", "b"]}, "differ"),
        ({"weights": "cubic"}, "weights must"),
        ({"level": 2}, "level must"),
    ],
)
def test_invalid_input_raises(arguments, message):
    with pytest.raises(ValueError, match=message):
        cohen_kappa(**{"first": ["a", "b"], "second": ["a", "b"], "levels": "ab", **arguments})

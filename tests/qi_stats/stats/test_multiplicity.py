"""Correction for multiple tests: agreement with R's p.adjust, invariances, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.estimates import statistics
from qi_stats.stats.multiplicity import adjust_family

REFERENCE = Path(__file__).parents[2] / "reference"
FAMILIES = json.loads((REFERENCE / "power.json").read_text(encoding="utf-8"))["cases"]["families"]
CLOSED = 1e-10


def adjust(p_values):
    return adjust_family(p_values=p_values, names=[f"test{i}" for i in range(len(p_values))])


@pytest.mark.parametrize("name", FAMILIES)
def test_agrees_with_r(name, agree):
    family = FAMILIES[name]
    tests = adjust(family["p"]).tests

    holm, hochberg = zip(*((test.holm, test.benjamini_hochberg) for test in tests), strict=True)
    agree("Holm's method", "power", holm, family["holm"], rel=CLOSED)
    agree("Benjamini and Hochberg's method", "power", hochberg, family["bh"], rel=CLOSED)


def test_holm_by_hand():
    """The smallest of 3 is multiplied by 3, the next by 2, and none falls below the one before."""
    assert [test.holm for test in adjust([0.04, 0.01, 0.03]).tests] == pytest.approx(
        [0.06, 3 * 0.01, 2 * 0.03]
    )


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.randoms())
def test_order_does_not_matter_and_correction_never_helps(p_values, random):
    order = random.sample(range(len(p_values)), len(p_values))
    plain, mixed = adjust(p_values).tests, adjust([p_values[i] for i in order]).tests

    for position, i in enumerate(order):
        assert mixed[position].holm == pytest.approx(plain[i].holm)
    assert all(t.p <= t.benjamini_hochberg + 1e-15 for t in plain)
    assert all(t.benjamini_hochberg <= t.holm + 1e-15 for t in plain)


def test_a_test_without_p_leaves_the_family():
    found = adjust([0.01, None, 0.02])

    assert found.n == 2
    assert [s.part for s in statistics(found) if s.name == "holm"] == ["test0", "test2"]
    assert found.warnings == ("'test1' has no P value and is left out of the family.",)


def test_an_empty_family():
    assert adjust([]).tests == ()


@pytest.mark.parametrize(
    ("p_values", "names"), [([0.1], []), ([0.1, 0.2], ["a", "a"]), ([1.2], ["a"]), ([-0.1], ["a"])]
)
def test_invalid_input_raises(p_values, names):
    with pytest.raises(ValueError, match="P value"):
        adjust_family(p_values=p_values, names=names)

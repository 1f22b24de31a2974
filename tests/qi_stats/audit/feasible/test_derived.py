"""What follows from settled records without the rows is settled too."""

from itertools import product
from types import SimpleNamespace

import pytest

from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.consistency.printed import read_printed
from qi_stats.audit.feasible import bounds, derived, provenance
from qi_stats.audit.feasible.derived import (
    bound_tests,
    loosen_yielded,
    match_tests,
    settle_families,
)
from qi_stats.audit.feasible.provenance import settle_plan
from qi_stats.ledger import State
from qi_stats.plan.schema.analyses import Regression
from qi_stats.stats import adjust_family
from tests.qi_stats.audit.feasible.conftest import count

MEMBERS = ("a.p", "b.p", "c.p")
PLAN = SimpleNamespace(families=(SimpleNamespace(id="f", members=MEMBERS),))


def claim(key, kind="not_significant", text=".03"):
    return SimpleNamespace(key=key, kind=KINDS[kind], printed=read_printed(text))


CLAIMS = [claim("b.p"), claim("c.p")]


def settle(smallest, *others, claims=CLAIMS):
    """Return the states of a family of an identified P value and of bounded ones."""
    found = {"a.p": State("identified", value=smallest)}
    found |= {key: State("bounded", ends) for key, ends in zip(MEMBERS[1:], others, strict=True)}
    return settle_families(PLAN, claims, found)


def test_the_smallest_p_times_the_number_of_tests_is_known():
    found = settle(0.02, (0.05, 1.0), (0.06, 0.8))

    assert found["families.f.n"] == State("identified", value=3)
    assert found["families.f.a.p.holm"] == State("identified", value=pytest.approx(0.06))
    assert found["families.f.a.p.p"] == State("identified", value=0.02)


def test_what_depends_on_the_others_has_a_proven_range():
    found = settle(0.04, (0.05, 1.0), (0.05, 1.0))

    assert found["families.f.a.p.benjamini_hochberg"].range == pytest.approx((0.05, 0.12))
    assert found["families.f.b.p.holm"].range == pytest.approx((0.12, 1.0))


def test_no_values_between_leave_the_range():
    ends = ((0.05, 0.4), (0.05, 0.9))
    found = settle(0.04, *ends)
    for one, two in product((0.05, 0.1, 0.4), (0.05, 0.2, 0.9)):
        for test in adjust_family(p_values=(0.04, one, two), names=MEMBERS).tests:
            for name in ("holm", "benjamini_hochberg"):
                state = found[f"families.f.{test.test}.{name}"]
                low, high = state.range or (state.value, state.value)
                assert low - 1e-12 <= getattr(test, name) <= high + 1e-12


def test_a_family_of_unknown_size_is_left_alone():
    found = settle(0.02, (0.05, 1.0), (0.06, 0.8), claims=CLAIMS[:1])

    assert set(found) == {f"families.f.{key}.p" for key in MEMBERS}


@pytest.mark.parametrize(
    ("kind", "ends"),
    [("not_significant", (0.05, 1.0)), ("significant", (0.0, 0.05)), ("p", (0.025, 0.035))],
)
def test_a_claim_about_a_p_value_bounds_it(kind, ends):
    (state,) = bound_tests([claim("b.p", kind)], {"b.p": State("illustrative")}).values()

    assert (state.identified, state.range) == ("bounded", ends)


def test_a_proven_state_needs_no_claim():
    assert bound_tests([claim("b.p")], {"b.p": State("bounded", (0.2, 0.3))}) == {}


def test_numbers_of_rows_are_known_where_tables_are_not(codebook, plan, load, monkeypatch):
    monkeypatch.setattr(provenance, "DATASETS", 50)
    monkeypatch.setattr(bounds, "MOST_TABLES", 3)
    claims = list(load(3, a=count(2, "hat: red"), b=count(3, "walked: yes")))

    found = settle_plan(codebook, plan, claims, ()).states

    assert found["keen_by_hat.fisher.p"].identified == "illustrative"
    assert found["keen_by_hat.n"] == State("identified", value=3)


def regression():
    single = Regression.__new__(Regression)
    methods = (SimpleNamespace(name="ols"), SimpleNamespace(name="hc3"))
    fields = {"id": "a", "terms": ("dose",), "methods": methods}
    for name, value in fields.items():
        object.__setattr__(single, name, value)
    return single


def test_the_f_of_a_single_coefficient_has_the_state_of_its_t():
    bounded = State("bounded", (0.05, 1.0))
    states = {"a.ols.f_p": State("illustrative"), "a.ols.dose.p": bounded}
    states |= {"a.hc3.f_p": State("illustrative"), "a.hc3.dose.p": bounded}

    found = match_tests(SimpleNamespace(analyses=(regression(),)), states)

    assert found == {"a.ols.f_p": State("bounded", (0.05, 1.0))}


def test_nothing_is_proved_about_rows_of_which_claims_disagree():
    yielded = SimpleNamespace(key="a.sex.female.proportion", means="none")
    conflicts = [SimpleNamespace(claim=yielded, is_literal=False)]
    states = {
        "a.sex.female.n": State("identified", value=1),
        "a.sex.female.proportion": State("identified", value=0.125),
        "a.sex.female.total": State("identified", value=8),
        "a.sex.female.high": State("identified", value=0.5),
        "a.sex.male.n": State("identified", value=7),
    }

    assert loosen_yielded(conflicts, states) == {
        "a.sex.female.n": State("bounded", (0.0, 1)),
        "a.sex.female.proportion": State("bounded", (0.0, 0.125)),
        "a.sex.female.total": State("identified", value=8),
        "a.sex.female.high": State("illustrative"),
        "a.sex.male.n": State("identified", value=7),
    }


@pytest.mark.parametrize("key", ["a.n", "a.missing", "a.ols.df", "a.ols.dose.fragility.charts"])
def test_the_size_of_a_regression_depends_on_no_value(key):
    assert derived._is_size(key, regression())


@pytest.mark.parametrize("key", ["a.ols.dose.recoded.x-to-y.charts", "b.n", "a.group.yes.n", "a.p"])
def test_counts_of_cells_are_no_sizes(key):
    assert not derived._is_size(key, regression())


def test_degrees_of_freedom_of_a_comparison_may_depend_on_values():
    comparison = SimpleNamespace(id="a")

    assert derived._is_size("a.n", comparison)
    assert not derived._is_size("a.welch.df", comparison)

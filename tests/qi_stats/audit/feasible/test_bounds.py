"""Proven states of records, against the records of all datasets listed one by one."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_stats.audit.feasible import bounds
from qi_stats.audit.feasible.bounds import Values, settle_question
from qi_stats.audit.feasible.feasible_set import Space
from qi_stats.audit.feasible.queries import answer_question
from qi_stats.ledger import State
from qi_stats.plan import load_plan
from tests.qi_stats.audit.feasible.conftest import PLAN, claim, count, list_datasets

CLOSE = 1e-9
"""Two ways of computing the same double; far below any rounding."""
TWO_IN_RED = {"a": count(2, "hat: red"), "b": count(3, "walked: yes")}


def is_allowed(some):
    return (
        sum(one["hat"] == "red" for one in some) == 2
        and sum(one["walked"] == "yes" for one in some) == 3
    )


def answer_all(question, codebook, datasets):
    """Return for each record its values over all datasets."""
    table, names = question.scope
    tables = {
        frozenset(
            Counter(
                tuple(p[n] for n in names) for p in one if table == "people" or p["long"]
            ).items()
        )
        for one in datasets
    }
    found = {}
    for one in tables:
        for record in answer_question(question, dict(one), codebook):
            found.setdefault(record.key, []).append(record.stat)
    return {key: values for key, values in found.items() if len(values) == len(tables)}


@pytest.mark.parametrize("is_listed", [True, False], ids=["listed", "by extremes"])
def test_each_state_is_that_of_all_datasets(codebook, plan, load, monkeypatch, is_listed):
    if not is_listed:
        monkeypatch.setattr(bounds, "MOST_DESCRIBED", 0)
    space = Space(codebook, plan, list(load(3, **TWO_IN_RED)))

    assert compare_states(space, codebook) > 40


def test_states_follow_the_definitions_that_the_plan_names(codebook, tmp_path, load, monkeypatch):
    """Quartiles of another definition are not proven by these limits, so they have no state."""
    monkeypatch.setattr(bounds, "MOST_DESCRIBED", 0)
    path = tmp_path / "other.yaml"
    other = "counted: [age], interval: clopper_pearson, quantiles: type6}"
    path.write_text(PLAN.replace("counted: [age]}", other), encoding="utf-8")
    space = Space(codebook, load_plan(path, codebook), list(load(3, **TWO_IN_RED)))

    assert compare_states(space, codebook) > 40
    (age,) = [one for one in space.questions if one.scope[1][0] == "age" and one.described]
    states = settle_question(space, age)
    assert "people.age.max" in states
    assert not {"people.age.q1", "people.age.median", "people.age.None.n"} & set(states)


def compare_states(space, codebook):
    """Hold each state against all datasets, and return how many were compared."""
    datasets = [one for one in list_datasets(3) if is_allowed(one)]
    settled = 0
    for question in space.questions:
        states = settle_question(space, question)
        expected = answer_all(question, codebook, datasets)
        assert states
        for key, state in states.items():
            if key not in expected:
                check_counted(key, state, datasets)
                continue
            numbers = [one for one in expected[key] if one is not None]
            if state.identified == "identified":
                assert numbers == pytest.approx([state.value] * len(numbers), rel=CLOSE)
                assert len(numbers) == (0 if state.value is None else len(expected[key]))
            else:
                assert state.range == pytest.approx((min(numbers), max(numbers)), rel=CLOSE)
            settled += 1
    return settled


def check_counted(key, state, datasets):
    """A count of one age is no record where nobody is of that age; its state is of all datasets."""
    value, name = key.removeprefix("people.age.").split(".")
    counts = [sum(one["age"] == int(value) for one in some) for some in datasets]
    if name == "n":
        assert state.range == (min(counts), max(counts))
    if name == "proportion":
        assert state.range == (min(counts) / 3, max(counts) / 3)


@pytest.mark.parametrize(
    ("found", "state"),
    [
        ((0.5, 0.5 + 1e-12), State("identified", value=0.5)),
        ((1, 2, 3), State("bounded", (1, 3))),
        ((None, None), State("identified")),
        ((None, 2.0), State("bounded", (2, 2))),
        (("yes", "yes"), State("identified", value="yes")),
        (("yes", "no"), State("bounded")),
    ],
)
def test_values_have_their_state(found, state):
    assert Values(found).settle() == state


def test_more_tables_than_are_listed_settle_nothing(codebook, plan, load, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_TABLES", 1)
    space = Space(codebook, plan, list(load(3)))

    assert settle_question(space, space.find_question("keen_by_hat")) is None


def test_tables_that_are_known_are_looked_at_alone(codebook, plan, load):
    space = Space(codebook, plan, list(load(3)))
    question = space.find_question("keen_by_hat")
    impossible = {("yes", "red"): 9, ("yes", "blue"): 0, ("no", "red"): 0, ("no", "blue"): 0}
    possible = {("yes", "red"): 2, ("yes", "blue"): 0, ("no", "red"): 0, ("no", "blue"): 1}

    states = settle_question(space, question, [impossible, possible])

    assert {state.identified for state in states.values()} == {"identified"}


@settings(max_examples=40)
@given(st.integers(0, len(list_datasets(2)) - 1), st.sets(st.sampled_from("hakw"), max_size=3))
def test_true_claims_never_exclude_the_data_that_they_are_about(number, told):
    """A dataset is drawn, some of its numbers are printed, and it must still be possible."""
    some = list_datasets(2)[number]
    texts = {}
    if "h" in told:
        texts["h"] = count(sum(one["hat"] == "red" for one in some), "hat: red")
    if "a" in told:
        mean = sum(one["age"] for one in some) / 2
        texts["a"] = claim("mean", f"{mean:.1f}", "of: {table: people, variable: age}")
    if "k" in told:
        share = {0: "0%", 1: "50%", 2: "100%"}[sum(one["keen"] == "yes" for one in some)]
        texts["k"] = claim("percent", share, "of: {table: people, where: {keen: yes}}")
    if "w" in told:
        walks = sum(one["long"] is not None for one in some)
        texts["w"] = claim("count", walks, "of: {table: walks}")
    space = read_space(texts)
    for question in space.questions:
        if question.scope[0] == "people":
            table = Counter(tuple(one[n] for n in question.scope[1]) for one in some)
            every = dict.fromkeys(space.model.cross(question.scope), 0) | dict(table)
            assert space.has_table(question, every)


def read_space(texts):
    """Return the space of claims about two people; the files live as long as the call."""
    import tempfile
    from pathlib import Path

    from qi_stats.audit import load_claims
    from qi_stats.codebook import load_codebook
    from qi_stats.plan import load_plan
    from tests.qi_stats.audit.feasible.conftest import CODEBOOK, PLAN

    with tempfile.TemporaryDirectory() as folder:
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        everybody = {"everybody": claim("count", 2, "of: {table: people}")}
        lines += [f"  {name}: {text}" for name, text in (everybody | texts).items()]
        for name, text in (
            ("codebook", CODEBOOK), ("plan", PLAN), ("published", "\n".join(lines))
        ):  # fmt: skip
            (Path(folder) / f"{name}.yaml").write_text(text, encoding="utf-8")
        codebook = load_codebook(Path(folder) / "codebook.yaml")
        claims = load_claims(Path(folder) / "published.yaml", codebook)
        return Space(codebook, load_plan(Path(folder) / "plan.yaml", codebook), list(claims))

"""The states of all records: proven where tables can be listed, illustrated where not."""

import pytest

from qi_stats.audit.feasible import bounds, provenance, workers
from qi_stats.audit.feasible.feasible_set import Space
from qi_stats.audit.feasible.provenance import settle_plan
from tests.qi_stats.audit.feasible.conftest import count

RED = {"a": count(2, "hat: red"), "b": count(3, "walked: yes")}


@pytest.fixture
def few_draws(monkeypatch):
    monkeypatch.setattr(provenance, "DATASETS", 50)


def test_everything_that_can_be_listed_is_proven(codebook, plan, load):
    shares = []
    settled = settle_plan(codebook, plan, list(load(3, **RED)), (), shares.append)

    assert settled.draws == 0
    assert settled.states["people.hat.red.n"].identified == "identified"
    assert settled.states["people.age.mean"].range == (1, 3)
    assert {one.identified for one in settled.states.values()} == {"identified", "bounded"}
    assert shares == sorted(shares)


@pytest.mark.usefixtures("few_draws")
def test_what_can_not_be_listed_is_drawn_within_what_is_possible(codebook, plan, load, monkeypatch):
    claims = list(load(3, **RED))
    proven = settle_plan(codebook, plan, claims, ())
    monkeypatch.setattr(bounds, "MOST_TABLES", 3)

    settled = settle_plan(codebook, plan, claims, ())

    assert settled.draws == 50
    key = "keen_by_hat.fisher.p"
    drawn, possible = settled.states[key], proven.states[key]
    assert drawn.identified == "illustrative"
    assert possible.range[0] <= drawn.range[0] < drawn.range[1] <= possible.range[1]
    assert settled.states["people.age.mean"] == proven.states["people.age.mean"]


@pytest.mark.usefixtures("few_draws")
def test_the_same_claims_are_settled_the_same_way(codebook, plan, load, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_TABLES", 3)
    claims = list(load(3, **RED))

    first = settle_plan(codebook, plan, claims, ())
    monkeypatch.setattr(workers, "MOST_WORKERS", 1)
    assert settle_plan(codebook, plan, claims, ()) == first


def test_each_question_of_a_description_is_drawn_by_itself(codebook, plan, load):
    """Several variables are described under one name; their counts must not be mixed up."""
    space = Space(codebook, plan, list(load(3)))
    described = [n for n, one in enumerate(space.questions) if one.analysis.id == "people"]
    drawing = provenance.Drawing(space, plan, described, {})

    (draw,) = drawing.draw(0, 1)
    for number, counts in enumerate(draw):
        (variable,) = drawing.questions[number].analysis.variables
        keys = {record.key for record in drawing.answer(number, counts)}
        assert any(key.startswith(f"people.{variable.name}.") for key in keys)

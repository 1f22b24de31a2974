"""Rows of units: parents' keys, absent rows, and ids by their pattern."""

import random

import pytest

from qi_files.errors import InputError
from qi_stats.audit.feasible.feasible_set import Space
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.sampler.units import assemble_units
from qi_stats.audit.reconstruct.rows import assemble_rows, number_id

CALLS = (
    "{text: '1.0', place: T, says: S, kind: mean, key: a.b, of: {table: guests, variable: calls}}"
)


def test_child_rows_have_the_key_of_their_parent(codebook, load, plan):
    model = Space(codebook, plan, list(load(calls=CALLS))).model
    read = solve_counts(model.solver_model)
    units = assemble_units(model, read, random.Random(1))  # noqa: S311 - variety, not secrecy

    tables = assemble_rows(model, units)
    assert [one["guest"] for one in tables["guests"]] == [f"G{n:02d}" for n in range(1, 9)]
    assert len(tables["calls"]) == sum(one["calls"] for one in tables["guests"]) == 8
    for guest in tables["guests"]:
        own = [one for one in tables["calls"] if one["guest"] == guest["guest"]]
        assert [one["call"] for one in own] == list(range(1, guest["calls"] + 1))
        assert all(one["minutes"] > guest["calls"] + 1 for one in own)
        assert ("reason" in guest) == (guest["happy"] == "no")


def test_ids_follow_their_pattern(codebook):
    variable = codebook.variable("guests", "guest")

    assert [number_id(variable, number) for number in (1, 99)] == ["G01", "G99"]
    with pytest.raises(InputError, match="enough digits for 100 rows"):
        number_id(variable, 100)

"""Claims leave exactly the data that print so: compared with all samples, counted one by one."""

import itertools
import statistics

import pytest

from qi_files.errors import InputError
from qi_stats.audit.consistency.printed import print_number
from qi_stats.audit.feasible.feasible_set import find_range
from qi_stats.audit.feasible.model.constraints import add_claims, count_units, find_bounds
from qi_stats.audit.feasible.model.count_model import CountModel
from qi_stats.audit.feasible.queries import list_scopes
from qi_stats.codebook import Condition

RED = "of: {table: guests, where: {house: red}}"
SCORE = "of: {table: guests, variable: score}"


def bound_count(codebook, claims, *conditions, table="guests"):
    """Return the least and the largest number of rows that the claims allow; None if no data."""
    scopes = [*list_scopes((), claims), (table, tuple(one.variable for one in conditions))]
    model = CountModel(codebook, count_units(codebook, claims), find_bounds(claims), scopes)
    add_claims(model, claims)
    return find_range(model.solver_model, model.count(table, conditions))


def one(kind, text, of, more=""):
    return f"{{text: '{text}', place: T, says: S, kind: {kind}, key: a.b, {of}{more}}}"


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (one("count", "3", RED), (3, 3)),
        (one("percent", "37.5", RED), (3, 3)),
        (one("percent", "33.3", RED), None),
        (one("words", "all", RED, ", means: all"), (8, 8)),
        (one("words", "none", RED, ", means: none"), (0, 0)),
        (one("words", "half", RED, ", means: half"), (4, 4)),
        (one("words", "most", RED, ", means: majority"), (5, 8)),
        (one("minimum", "4", SCORE), (0, 8)),
    ],
)
def test_a_share_leaves_its_counts(codebook, load, claim, expected):
    found = bound_count(codebook, load(claim=claim), Condition("house", ("red",)))

    assert expected == found


def test_a_share_of_some_rows_is_taken_of_those(codebook, load):
    """Half of the four who are tall: two red ones among them, at most six in all."""
    claims = load(
        tall=one("count", "4", "of: {table: guests, where: {tall: yes}}"),
        half=one(
            "percent", "50", "of: {table: guests, where: {house: red}, denominator: {tall: yes}}"
        ),
    )

    assert bound_count(codebook, claims, Condition("house", ("red",))) == (2, 6)
    assert bound_count(codebook, claims, Condition("red_and_tall", ("yes",))) == (2, 2)


def test_rules_hold_between_cells_and_tables(codebook, load):
    """Two calls of each of the 8 guests take more than 2 + 1 minutes each."""
    claims = load(
        calls=one("mean", "2.0", "of: {table: guests, variable: calls}"),
        tall=one("count", "5", "of: {table: guests, where: {tall: yes}}"),
    )

    assert bound_count(codebook, claims, table="calls") == (16, 16)
    assert bound_count(codebook, claims, Condition("minutes", high=3), table="calls") == (0, 0)
    assert bound_count(codebook, claims, Condition("happy", ("yes",))) == (5, 8)
    assert bound_count(codebook, claims, Condition("reason", ("food", "noise"))) == (0, 3)
    assert bound_count(codebook, claims, Condition("called", ("yes",))) == (8, 8)
    assert bound_count(codebook, claims, Condition("call_rows", (2,))) == (8, 8)


@pytest.mark.parametrize(("mean", "sd"), [("1.3", "0.6"), ("1.0", "1.0"), ("0.9", "0.2")])
def test_mean_and_sd_admit_what_prints_so(codebook, load, mean, sd):
    """Of all samples of 8 numbers from 0 to 2, those with this mean and SD: how many are 2."""
    samples = itertools.combinations_with_replacement(range(3), 8)
    fitting = [
        sample.count(2)
        for sample in samples
        if print_number(statistics.mean(sample), 1) == mean
        and print_number(statistics.stdev(sample), 1) == sd
    ]
    claims = load(
        mean=one("mean", mean, "of: {table: guests, variable: calls}"),
        sd=one("sd", sd, "of: {table: guests, variable: calls}"),
    )

    expected = (min(fitting), max(fitting)) if fitting else None
    assert expected == bound_count(codebook, claims, Condition("calls", (2,)))


def test_a_sample_size_is_needed(codebook, load):
    claims = [claim for claim in load() if claim.name != "guests"]

    with pytest.raises(InputError, match="no count of the rows of table “guests”"):
        count_units(codebook, claims)

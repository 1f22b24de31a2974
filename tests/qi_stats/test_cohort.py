"""Filters: which rows they keep, what they are called, how mistakes are explained."""

import pandas as pd
import pytest

from qi_files.errors import InputError, InputErrors
from qi_stats.cohort import Cohort, describe_cohort, match_conditions, parse_cohort, select_rows
from qi_stats.study import load_study

WHERE = "plan.yaml:5 (analyses › x › where)"


@pytest.fixture
def people(ward, ward_codebook):
    return load_study(ward, ward_codebook).frame("people")


@pytest.mark.parametrize(
    ("mapping", "expected"),
    [
        (None, ["A1", "A2", "A3"]),
        ({}, ["A1", "A2", "A3"]),
        ({"ward": "north"}, ["A1", "A3"]),
        ({"ward": ["north", "south"], "age": 40}, ["A2"]),
        ({"age": [30, 50]}, ["A1", "A3"]),
        ({"age": {"min": 40}}, ["A2", "A3"]),
        ({"age": {"max": 40}}, ["A1", "A2"]),
        ({"age": {"min": 31, "max": 49}}, ["A2"]),
        ({"packs": {"max": 9}}, ["A1"]),
        ({"weight": 70.5}, ["A1"]),
        ({"north_smoker": "yes"}, ["A1"]),
        ({"person_id": "A3"}, ["A3"]),
    ],
)
def test_rows_that_are_kept(people, ward_codebook, mapping, expected):
    cohort = parse_cohort(mapping, ward_codebook, "people", WHERE)
    assert list(select_rows(people, cohort)["person_id"]) == expected


def test_a_missing_value_leaves_the_answer_open(people, ward_codebook):
    """Packs are missing for A2 and A3; a second condition that fails settles A2."""
    cohort = parse_cohort({"packs": 2, "ward": "north"}, ward_codebook, "people", WHERE)
    answers = match_conditions(people, cohort.conditions)
    assert [None if pd.isna(one) else bool(one) for one in answers] == [True, False, None]


def test_a_child_table_is_filtered_by_its_parents_variables(ward, ward_codebook):
    visits = load_study(ward, ward_codebook).frame("visits")
    cohort = parse_cohort({"ward": "north", "visit": 1}, ward_codebook, "visits", WHERE)
    assert len(select_rows(visits, cohort)) == 1


@pytest.mark.parametrize(
    ("table", "mapping", "expected"),
    [
        ("people", {}, "all people"),
        ("visits", {}, "all rows of “Visits”"),
        ("people", {"ward": ["north", "south"]}, "Ward: North wing or South wing"),
        ("people", {"smoker": "yes", "age": {"min": 40}}, "Smokes: Yes; Age: 40 years or more"),
        ("people", {"age": {"max": 64}}, "Age: 64 years or less"),
        ("people", {"age": {"min": 18, "max": 64}}, "Age: 18 to 64 years"),
        ("visits", {"visit": [1, 2]}, "Number of the visit: 1 or 2"),
    ],
)
def test_filters_in_words(ward_codebook, table, mapping, expected):
    assert describe_cohort(parse_cohort(mapping, ward_codebook, table, WHERE), ward_codebook) == (
        expected
    )


@pytest.mark.parametrize(
    ("mapping", "found", "do"),
    [
        ({"wards": "north"}, "“wards”", "did you mean “ward”?"),
        ({"ward": "nort"}, "“nort” for “ward”", "did you mean “north”?"),
        ({"ward": 1}, "“1” for “ward”", "name a level, not its code or label"),
        ({"ward": {"min": 1}}, "a range for “ward”, which is no number", "name the levels instead"),
        ({"ward": []}, "no value for “ward”", "give a value, or remove the variable"),
        ({"age": "40"}, "“40” for “age”", "write a number without quotation marks"),
        ({"age": 40.5}, "“40.5” for “age”", "correct the number"),
        ({"age": True}, "“True” for “age”", "correct the number"),
        ({"age": {"mni": 4}}, "the key “mni”", "did you mean “min”?"),
        ({"age": {"min": 5, "max": 4}}, "min 5 above max 4", "swap the two"),
        ({"person_id": 3}, "“3” for “person_id”", "put the value in quotation marks"),
    ],
)
def test_mistakes_are_explained(ward_codebook, mapping, found, do):
    with pytest.raises(InputError) as caught:
        parse_cohort(mapping, ward_codebook, "people", WHERE)
    assert caught.value.where.startswith(WHERE)
    assert (caught.value.found, caught.value.do) == (found, do)


def test_all_mistakes_come_at_once(ward_codebook):
    with pytest.raises(InputErrors) as caught:
        parse_cohort({"wards": "north", "age": "old"}, ward_codebook, "people", WHERE)
    assert len(caught.value.errors) == 2


def test_an_unknown_table_is_explained(ward_codebook):
    with pytest.raises(InputError, match="did you mean “people”"):
        parse_cohort({}, ward_codebook, "peple", WHERE)


def test_cohorts_with_the_same_filter_are_equal(ward_codebook):
    assert parse_cohort(None, ward_codebook, "people", WHERE) == Cohort("people")

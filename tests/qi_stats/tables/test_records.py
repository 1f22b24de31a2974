"""A table of records shows what its lines and columns name, and why a value is missing."""

import re

import pytest
from pydantic import ValidationError

from qi_files.errors import InputError
from qi_stats.displays.tables import RecordsTable
from qi_stats.ledger import Ledger
from qi_stats.tables.markup import to_text
from qi_stats.tables.records import lay_out_records

SHELL = {
    "kind": "records",
    "title": "Fragility",
    "stub": "Test",
    "columns": [
        {"label": "Fewest charts", "stat": "fragility.index"},
        {"label": "Range", "range": ["fragility.low", "fragility.high"]},
    ],
    "rows": [
        {"prefix": "age_by_ward.welch", "label": "Welch", "group": "Age"},
        {"prefix": "age_by_ward.fisher", "label": "Fisher", "group": "Age"},
    ],
    "notes": ["Charts are people's."],
}


@pytest.fixture
def ledger(make_record):
    return Ledger(
        [
            make_record("age_by_ward.welch.fragility.index", 2),
            make_record("age_by_ward.welch.fragility.low", 0.01, "p"),
            make_record("age_by_ward.welch.fragility.high", 0.2, "p", identified="illustrative"),
            make_record("age_by_ward.fisher.fragility.index", None, warnings=("No way.",)),
            make_record("age_by_ward.fisher.fragility.low", None, "p", warnings=("No way.",)),
            make_record("age_by_ward.fisher.fragility.high", 0.5, "p"),
        ]
    )


def test_each_cell_is_the_record_at_its_line_and_column(ledger):
    grid = lay_out_records("fragility", RecordsTable.model_validate(SHELL), ledger)
    text = [re.sub(r"<[^>]+>", "", " | ".join((row.label, *row.cells))) for row in grid.rows]

    assert text == ["Welch | 2 | .01-.20‡", "Fisher | – | –"]
    assert 'data-key="age_by_ward.welch.fragility.low"' in grid.rows[0].cells[1]
    assert [row.group for row in grid.rows] == ["Age", "Age"]


def test_why_a_value_is_missing_stands_below_once(ledger):
    grid = lay_out_records("fragility", RecordsTable.model_validate(SHELL), ledger)

    assert grid.notes == ("Charts are people’s.", "Fisher: No way.")


def test_a_record_that_is_not_there_is_an_error(ledger):
    shell = {**SHELL, "columns": [{"label": "Odd", "stat": "fragility.indx"}]}

    with pytest.raises(InputError, match="did you mean"):
        lay_out_records("fragility", RecordsTable.model_validate(shell), ledger)


@pytest.mark.parametrize("column", [{}, {"stat": "p", "range": ["low", "high"]}])
def test_a_column_shows_one_thing(column):
    with pytest.raises(ValidationError, match="one of `stat`, `range`"):
        RecordsTable.model_validate({**SHELL, "columns": [{"label": "Odd", **column}]})


def test_a_range_that_reads_as_one_value_is_one(make_record):
    shell = RecordsTable.model_validate(
        {
            "kind": "records",
            "title": "Ranges",
            "stub": "What",
            "columns": [{"label": "Age", "range": ["low", "high"]}],
            "rows": [{"prefix": "a.one", "label": "One"}, {"prefix": "a.two", "label": "Two"}],
        }
    )
    ages = {"one.low": 50.01, "one.high": 50.02, "two.low": 50.0, "two.high": 60.0}
    ledger = Ledger(make_record(f"a.{key}", age, "decimal1") for key, age in ages.items())

    grid = lay_out_records("ranges", shell, ledger)

    assert [to_text(row.cells[0]) for row in grid.rows] == ["50.0", "50.0-60.0"]

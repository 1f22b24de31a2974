"""Summary tables show what the records say, variable by variable."""

import re

import pytest

from qi_files.errors import InputError
from qi_stats.tables.summary import lay_out_summary


def read_rows(grid):
    """Return the grid's lines as text, a dash for each step of indentation."""
    plain = [[re.sub(r"<[^>]+>", "", part) for part in (r.label, *r.cells)] for r in grid.rows]
    return ["-" * r.indent + " | ".join(cells) for r, cells in zip(grid.rows, plain, strict=True)]


def test_lines_of_a_summary(mock, mock_displays, mock_codebook):
    grid = lay_out_summary("people", mock_displays.tables["people"], mock, mock_codebook)

    assert read_rows(grid) == [
        "Age, mean (SD), years | 50.1 (not estimable)",
        "-Missing, n | 1",
        "Age in the middle, median (IQR), years | 50.0 (40.0-60.0)†",
        "-Missing, n | 1",
        "Ward, n (%) | ",
        "-North | 3 (60.0)",
        "-South &amp; *annex* | 2 (40.0)",
        "Ward: North, n (%) | 3 (60.0)",
        "Smokes, n (%) | 1 (20.0)",
    ]


def test_the_column_is_headed_by_the_number_of_rows(mock, mock_displays, mock_codebook):
    grid = lay_out_summary("people", mock_displays.tables["people"], mock, mock_codebook)

    assert re.sub(r"<[^>]+>", "", grid.columns[0].label) == "N = 5"


def test_why_a_value_is_not_there_stands_in_the_notes_once(mock, mock_displays, mock_codebook):
    grid = lay_out_summary("people", mock_displays.tables["people"], mock, mock_codebook)

    assert grid.notes == ("SD: standard deviation.", "Age: There is one value.")


def test_a_variable_without_records_is_named(mock, mock_displays, mock_codebook):
    shell = mock_displays.tables["people"]
    other = shell.model_copy(update={"analysis": "persons"})

    with pytest.raises(InputError, match=r"did you mean “people\.age\.n”"):
        lay_out_summary("people", other, mock, mock_codebook)

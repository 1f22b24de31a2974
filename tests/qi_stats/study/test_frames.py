"""What analyses get: level names, parents' columns, derived variables."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from qi_files.errors import InputError
from qi_stats.codebook import Codebook
from qi_stats.study import TableSummary, check_study, load_study


def to_list(values: "pd.Series") -> list[object]:
    return [None if pd.isna(value) else value for value in values]


def test_codes_become_level_names_in_the_codebooks_order(ward: Path, ward_codebook: Codebook):
    people = load_study(ward, ward_codebook).frame("people")
    assert to_list(people["ward"]) == ["north", "south", "north"]
    assert list(people["ward"].cat.categories) == ["north", "south"]
    assert to_list(people["packs"]) == [2, None, None]
    assert to_list(people["weight"]) == [70.5, None, 80]
    assert people["age"].dtype == "Int64"
    assert people["joined"][0] == pd.Timestamp("2020-02-29")


def test_derived_variables_follow_from_their_sources(ward: Path, ward_codebook: Codebook):
    people = load_study(ward, ward_codebook).frame("people")
    assert to_list(people["north_smoker"]) == ["yes", "no", "no"]
    assert to_list(people["visit_count"]) == [2, 1, 0]
    assert to_list(people["was_seen"]) == ["yes", "yes", "no"]


def test_a_child_row_has_its_parents_variables(ward: Path, ward_codebook: Codebook):
    visits = load_study(ward, ward_codebook).frame("visits")
    assert to_list(visits["age"]) == [30, 30, 40]
    assert to_list(visits["north_smoker"]) == ["yes", "yes", "no"]
    assert list(visits.columns) == list(ward_codebook.variables("visits"))


def test_a_frame_is_the_callers_own(ward: Path, ward_codebook: Codebook):
    study = load_study(ward, ward_codebook)
    own = study.frame("people")
    own["age"] = 0
    assert to_list(study.frame("people")["age"]) == [30, 40, 50]


def test_an_unknown_table_is_an_input_error(ward: Path, ward_codebook: Codebook):
    with pytest.raises(InputError, match="did you mean “people”"):
        load_study(ward, ward_codebook).frame("poeple")


def test_inputs_are_the_digests_of_the_files(ward: Path, ward_codebook: Codebook):
    inputs = load_study(ward, ward_codebook).inputs
    expected = hashlib.sha256((ward / "visits.csv").read_bytes()).hexdigest()
    assert inputs["visits"] == expected


def test_a_byte_order_mark_and_windows_line_ends_are_tolerated(ward: Path, ward_codebook: Codebook):
    text = (ward / "people.csv").read_bytes().replace(b"\n", b"\r\n")
    (ward / "people.csv").write_bytes(b"\xef\xbb\xbf" + text)
    assert len(load_study(ward, ward_codebook).frame("people")) == 3


def empty(path: Path):
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(header + "\n", encoding="utf-8")


def test_a_study_of_nobody_is_refused(ward: Path, ward_codebook: Codebook):
    empty(ward / "people.csv")
    empty(ward / "visits.csv")
    with pytest.raises(InputError, match="no rows below the names"):
        load_study(ward, ward_codebook)


def test_a_child_table_without_rows_is_valid(ward: Path, ward_codebook: Codebook):
    empty(ward / "visits.csv")
    text = (ward / "people.csv").read_text(encoding="utf-8")
    (ward / "people.csv").write_text(text.replace("2,2,1,", "2,0,0,").replace("1,1,\n", "0,0,\n"))
    study = load_study(ward, ward_codebook)
    assert len(study.frame("visits")) == 0
    assert list(study.frame("visits").columns) == list(ward_codebook.variables("visits"))


def test_check_tells_what_each_table_holds(ward: Path, ward_codebook: Codebook):
    assert check_study(ward, ward / "codebook.yaml") == (
        TableSummary("people", "People", "people.csv", rows=3, columns=9),
        TableSummary("visits", "Visits", "visits.csv", rows=3, columns=4),
    )

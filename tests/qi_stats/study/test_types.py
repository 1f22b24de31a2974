"""Text codes, dates, kinds of missing values, and variables derived from others."""

from pathlib import Path

import pandas as pd
import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.cohort import describe_cohort, parse_cohort, select_rows
from qi_stats.study import load_study

HEAD = """\
title: Stays
provenance: observed
unit: {table: stays, singular: stay, plural: stays}
tables:
  stays:
    label: Stays
    file: Späte Aufenthalte.CSV
    rows: one row per stay
    key: [stay]
    variables:
      stay: {label: Stay, type: id}
      sex:
        label: Sex
        type: category
        levels: {male: {code: Male, label: Male}, female: {code: Female, label: Female}}
      pain:
        label: Pain
        type: category
        ordered: true
        missing: {refused: {code: 8, label: Refused}, unknown: {code: [9, "N/A"], label: Unknown}}
        levels: {mild: {code: 1, label: Mild}, strong: {code: 5, label: Strong}}
      born: {label: Born, type: date}
      admitted: {label: Admitted, type: date}
      discharged: {label: Discharged, type: date, missing: true}
      falls: {label: Falls, type: integer}
      fever: {label: Fever, type: binary}
"""
DERIVED = """\
      days: {label: Length of stay, type: integer, derived: {days: [admitted, discharged]}}
      age: {label: Age, type: integer, unit: years, derived: {years: [born, admitted]}}
      events: {label: Events, type: integer, derived: {sum: [falls, fever]}}
      band:
        label: Age band
        type: category
        ordered: true
        levels: {young: {code: 1, label: Under 60}, old: {code: 2, label: 60 or more}}
        derived: {cases: {young: {age: {max: 59}}, old: {age: {min: 60}}}}
      half:
        label: Half
        type: category
        levels: {first: {code: 1, label: First half}, second: {code: 2, label: Second half}}
        derived:
          cases:
            first: {admitted: {min: "2024-01-01", max: "2024-06-30"}}
            second: {admitted: {min: "2024-07-01", max: "2024-12-31"}}
"""
RULE = """\
rules:
  - {name: Nobody leaves before coming, table: stays, compare: [discharged, ">=", admitted]}
"""
ROWS = """\
stay,sex,pain,born,admitted,discharged,falls,fever
A,Male,1,1964-03-01,2024-02-29,2024-03-05,2,1.0
B,Female,9,1964-02-29,2024-07-01,2024-07-01,0.0,0
C,Male,N/A,1990-12-31,2024-12-30,,1,0
D,Female,8,1950-01-01,2024-01-01,2024-02-01,0,1
"""


@pytest.fixture
def stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, HEAD + DERIVED + RULE, ROWS)
    monkeypatch.chdir(tmp_path)
    return Path()


def write(folder: Path, codebook: str, rows: str = ROWS) -> None:
    (folder / "codebook.yaml").write_text(codebook, encoding="utf-8")
    (folder / "Späte Aufenthalte.CSV").write_text(rows, encoding="utf-8")


def read(folder: Path) -> pd.DataFrame:
    return load_study(folder, load_codebook(folder / "codebook.yaml")).frame("stays")


def refuse(folder: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(folder)
    return str(caught.value)


def to_list(values: pd.Series) -> list[object]:
    return [None if pd.isna(one) else one for one in values]


def test_words_are_codes(stays: Path):
    assert to_list(read(stays)["sex"]) == ["male", "female", "male", "female"]


def test_a_word_that_is_no_code_is_refused_with_the_words_that_are(stays: Path):
    write(stays, HEAD, ROWS.replace("A,Male", "A,M"))
    assert "expected  Male or Female" in refuse(stays)


def test_ordered_words_stand_for_their_places(stays: Path):
    variable = load_codebook(stays / "codebook.yaml").variable("stays", "sex")
    assert [variable.number(one) for one in variable.level_names] == [1, 2]


def test_kinds_of_missing_values_are_kept_apart(stays: Path):
    frame = read(stays)
    assert to_list(frame["pain"]) == ["mild", None, None, None]
    assert to_list(frame["pain?"]) == [None, "unknown", "unknown", "refused"]


def test_days_and_completed_years(stays: Path):
    frame = read(stays)
    assert to_list(frame["days"]) == [5, 0, None, 31]
    assert to_list(frame["age"]) == [59, 60, 33, 74]


def test_sums_count_a_yes_as_one_and_zero_may_be_written_as_a_decimal(stays: Path):
    assert to_list(read(stays)["events"]) == [3, 0, 1, 1]


def test_bands_of_numbers_and_periods_of_dates(stays: Path):
    frame = read(stays)
    assert to_list(frame["band"]) == ["young", "old", "young", "old"]
    assert to_list(frame["half"]) == ["first", "second", "second", "first"]


def test_dates_are_compared(stays: Path):
    write(stays, HEAD + DERIVED + RULE, ROWS.replace("2024-03-05", "2024-02-28"))
    assert "Nobody leaves before coming" in refuse(stays)


def test_a_period_filters_rows_and_is_told_in_words(stays: Path):
    codebook = load_codebook(stays / "codebook.yaml")
    cohort = parse_cohort({"admitted": {"min": "2024-07-01"}}, codebook, "stays", "plan")
    assert list(select_rows(read(stays), cohort)["stay"]) == ["B", "C"]
    assert describe_cohort(cohort, codebook) == "Admitted: 2024-07-01 or later"


@pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u00a0", "\x1b", "\x00", " "])
def test_record_numbers_hold_nothing_that_cannot_be_seen(stays: Path, hidden: str):
    write(stays, HEAD, ROWS.replace("A,Male", f"A{hidden},Male"))
    assert "(stay)" in refuse(stays)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("code: Female", "code: 2", "codes of one kind"),
        ("code: 8", "code: 5", "each code once"),
        ("{days: [admitted, discharged]}", "{days: [admitted, falls]}", "type date"),
        ("{sum: [falls, fever]}", "{sum: [falls, sex]}", "type binary or integer or number"),
        ("old: {age: {min: 60}}", "aged: {age: {min: 60}}", "a case for each level"),
        ('"2024-07-01", max', '"July", max', "a date as 2024-12-31"),
        ('[discharged, ">=", admitted]', '[discharged, ">=", falls]', "compare dates with dates"),
        ("Späte Aufenthalte.CSV", "stays.xlsx", "bring other files in with `qi-stats import`"),
        ("Späte Aufenthalte.CSV", "../stays.csv", "the name of a file in the data folder"),
    ],
)
def test_what_does_not_fit_is_refused(stays: Path, old: str, new: str, words: str):
    text = HEAD + DERIVED + RULE
    assert old in text
    write(stays, text.replace(old, new))
    assert words in refuse(stays)


def test_a_file_without_names_is_told_so_and_no_cell_is_shown(stays: Path):
    write(stays, HEAD, ROWS.partition("\n")[2])
    message = refuse(stays)
    assert "none of the columns' names" in message
    assert "Male" not in message


def test_utf_16_without_a_mark_is_told_so(stays: Path):
    (stays / "Späte Aufenthalte.CSV").write_bytes(ROWS.encode("utf-16-le"))
    assert "UTF-16" in refuse(stays)


def test_a_loop_of_links_is_told_so(stays: Path):
    path = stays / "Späte Aufenthalte.CSV"
    path.unlink()
    path.symlink_to(path.name)
    assert "which leads nowhere" in refuse(stays)


def test_a_pipe_is_told_so_at_once(stays: Path):
    import os

    path = stays / "Späte Aufenthalte.CSV"
    path.unlink()
    os.mkfifo(path)
    assert "a pipe or a device" in refuse(stays)

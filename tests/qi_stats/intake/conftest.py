"""Files as hospitals have them, made of the public data that statsmodels ships."""

import csv
import datetime as dt
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from qi_stats.intake import Choices, accept, draft_files

FEW = 240


@pytest.fixture(scope="session")
def marriages() -> pd.DataFrame:
    """Some of the women of Fair's survey of 1978, with what is asked of them below."""
    from statsmodels.datasets import fair

    frame = fair.load_pandas().data.iloc[::26].head(FEW).reset_index(drop=True)
    frame["affair"] = frame["affairs"] > 0
    frame["believer"] = frame["religious"] >= 3
    return frame


@pytest.fixture(scope="session")
def workbook(tmp_path_factory, marriages) -> Path:
    """A messy Excel sheet: title rows, human heads, mixed spellings, N/A, dates, a footnote."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register 1978"
    sheet.append(["Register of the survey"])
    sheet.append(["exported on 3 March 1979, do not edit"])
    sheet.append([])
    sheet.append(
        ["MRN", "Patient Name", "Date of visit", "Follow-up", "Age (years)", "Faith group",
         "Outcome: affair", "Marriage rating", "Children", "Phone"]
    )  # fmt: skip
    spellings = {True: ("Yes", "yes", "Y"), False: ("No", "no", "No ")}
    for i, row in marriages.iterrows():
        visit = dt.date(1977 + i % 2, 1 + i % 12, 1 + i % 28)
        sheet.append(
            [
                700_000 + 13 * i,
                f"Doe, Jane{'abcdefghij'[i % 10]}",
                visit,
                visit + dt.timedelta(days=10 + i % 50) if i % 20 else "N/A",
                row["age"] if i % 25 else 999,
                "Believer" if row["believer"] else "Other",
                spellings[bool(row["affair"])][i % 3],
                ["very poor", "poor", "fair", "good", "very good"][int(row["rate_marriage"]) - 1]
                if i % 30
                else "unknown",
                row["children"],
                f"555-{100 + i:03d}-4567",
            ]
        )
    sheet.append([])
    sheet.append(["* N/A: moved away"])
    path = tmp_path_factory.mktemp("sheets") / "Register of 1978 (final).xlsx"
    book.save(path)
    return path


@pytest.fixture(scope="session")
def spss(tmp_path_factory, marriages) -> Path:
    """An SPSS file with value labels and user-missing codes."""
    import pyreadstat

    frame = pd.DataFrame(
        {
            "caseid": range(1, FEW + 1),
            "age": [99.0 if i % 16 == 0 else v for i, v in enumerate(marriages["age"])],
            "arm": marriages["believer"].map({True: 1.0, False: 2.0}),
            "outcome": marriages["affair"].map({True: 1.0, False: 0.0}),
            "rating": [
                8.0 if i % 20 == 0 else 9.0 if i % 21 == 0 else v
                for i, v in enumerate(marriages["rate_marriage"])
            ],
        }
    )
    path = tmp_path_factory.mktemp("spss") / "survey.sav"
    ratings = {1.0: "very poor", 2.0: "poor", 3.0: "fair", 4.0: "good", 5.0: "very good"}
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Case", "Age in years", "Arm of the study", "Outcome", "Rating"],
        variable_value_labels={
            "arm": {1.0: "Believers", 2.0: "Others"},
            "outcome": {0.0: "No", 1.0: "Yes"},
            "rating": {**ratings, 8.0: "Refused", 9.0: "Not asked"},
            "age": {99.0: "Unknown"},
        },
        missing_ranges={"rating": [{"lo": 8, "hi": 9}], "age": [99]},
    )
    return path


@pytest.fixture(scope="session")
def redcap(tmp_path_factory, marriages) -> tuple[Path, Path]:
    """A REDCap export with its data dictionary: choices, a checkbox, branching logic."""
    from qi_stats.intake.readers.redcap import COLUMNS

    folder = tmp_path_factory.mktemp("redcap")
    lines = [
        ("record_id", "text", "Record ID", "", "", "", ""),
        ("age", "text", "Age", "", "number", "", ""),
        ("arm", "radio", "<b>Arm</b>", "1, Believers | 2, Others", "", "", ""),
        ("outcome", "yesno", "Outcome", "", "", "", ""),
        ("help", "checkbox", "Help from", "1, Partner | 2, Friend", "", "", ""),
        ("email", "text", "E-mail", "", "email", "y", ""),
        ("kids", "text", "Children", "", "number", "", "[outcome] = '1'"),
    ]
    dictionary = folder / "dictionary.csv"
    with dictionary.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for name, kind, label, choices, validation, identifier, branching in lines:
            cells = [name, "form", "", kind, label, choices, "", validation, "", ""]
            writer.writerow([*cells, identifier, branching, *[""] * 6])
    export = folder / "export.csv"
    with export.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(
            ["record_id", "age", "arm", "outcome", "help___1", "help___2", "email", "kids"]
        )
        for i, row in marriages.iterrows():
            writer.writerow(
                [i + 1, row["age"], 1 if row["believer"] else 2, int(row["affair"]), i % 2,
                 int(i % 3 == 0), f"a{i}@example.org", row["children"] if row["affair"] else ""]
            )  # fmt: skip
    return export, dictionary


@pytest.fixture
def draft(tmp_path):
    """A function that drafts the table of a CSV text, every proposal accepted."""

    def make(text: str, answer=accept, **choices):
        path = tmp_path / "rows.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return draft_files([path], answer, Choices(**choices))[0]

    return make

"""Calls on a frame: the records of a plan, from pandas and polars, with and without a codebook."""

import doctest
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pytest
import yaml

import qi_stats as qi
from qi_files.errors import InputError
from qi_stats.api import analyses, calculations, regressions, series
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"
CODES = TINY / "codebook.yaml"
ROWS = {
    "arm": ["a", "b", "a", "b", "a", "b", None],
    "Age (years)": [30, 44, 51, 62, None, 70, 33],
    "fell": [0, 1, 0, 1, 1, 0, 1],
    "stage": ["II", "I", "III", "I", "II", "III", "I"],
}
CALLS = {
    "table_one": lambda frame: qi.table_one(
        frame,
        by="shift",
        variables=["score", "ward", "mood", "injured"],
        strata="fell",
        median=["score"],
        tests={"numbers": "mann_whitney", "levels": "fisher", "ward": "chi_square", "mood": "none"},
        differences=True,
        standardized=True,
        codebook=CODES,
    ),
    "compare": lambda frame: qi.compare(
        frame, "score", by="fell", methods=["welch", "student", "hedges_g"], codebook=CODES
    ),
    "logistic": lambda frame: qi.logistic(
        frame, "fell ~ score + shift", ["ml", "firth"], codebook=CODES
    ),
    "linear": lambda frame: qi.linear(frame, "score ~ ward", codebook=CODES),
}


@pytest.fixture
def residents():
    return pd.read_csv(TINY / "residents.csv")


@pytest.mark.parametrize("name", CALLS)
def test_a_call_and_a_plan_give_the_same_ledger(name, residents, tmp_path):
    result = CALLS[name](residents)
    plan = tmp_path / "plan.yaml"
    written = result.document.model_dump(mode="json", exclude_defaults=True)
    plan.write_text(yaml.safe_dump(written), encoding="utf-8")
    codebook = load_codebook(CODES)

    assert result.ledger == run_plan(load_plan(plan, codebook), load_study(TINY, codebook))


def test_frames_of_pandas_and_polars_give_the_same_records():
    calls = [qi.table_one(frame(ROWS), by="arm") for frame in (pd.DataFrame, pl.DataFrame)]

    assert calls[0].ledger == calls[1].ledger
    assert calls[0]["age_years.n"] == 5


def test_missing_values_are_counted_and_told():
    result = qi.compare(pd.DataFrame(ROWS), "Age (years)", by="arm")

    assert result["n"] == 5
    assert "2 of 7 rows are left out because a value is missing." in result.notices
    assert "2 of 7 rows are left out because a value is missing." in result.to_markdown()


def test_a_result_prints_shows_and_lists_its_records():
    result = qi.fisher_exact(pd.DataFrame(ROWS), "fell", by="arm")

    assert repr(result).startswith("| Analysis")
    assert "<table" in result._repr_html_()
    assert result.table.gt.as_raw_html()
    frame = result.records.set_index("key")
    assert frame.loc["compare.fisher.p", "stat"] == result["fisher.p"]
    assert frame.loc["compare.fisher.p", ["group", "variable"]].tolist() == ["arm", "fell"]


def test_levels_have_the_order_of_the_frame():
    levels = ["III", "II", "I"]
    pandas = pd.DataFrame(ROWS | {"stage": pd.Categorical(ROWS["stage"], levels, ordered=True)})
    polars = pl.DataFrame(ROWS | {"stage": pl.Series(ROWS["stage"], dtype=pl.Enum(levels))})

    for frame in (pandas, polars):
        variable = qi.table_one(frame, by="arm").codebook.variables("data")["stage"]
        assert [level.label for level in variable.levels] == levels
        assert variable.ordered


def test_an_ordered_outcome_of_two_levels_is_an_event():
    outcome = pd.Categorical(["lo", "hi", "hi", "lo", "hi", "lo"], ["lo", "hi"], ordered=True)
    plain = pd.DataFrame({"y": outcome == "hi", "x": [1, 2, 3, 4, 5, 6]})
    fits = [qi.logistic(frame, "y ~ x") for frame in (plain, plain.assign(y=outcome))]

    assert fits[0]["ml.x.odds_ratio"] == fits[1]["ml.x.odds_ratio"]


def test_what_columns_become():
    frame = pd.DataFrame(
        {
            "g": ["x", "y", "x"],
            "flag": [True, False, None],
            "day": pd.to_datetime(["2024-01-01", "2024-01-02", None]),
            "share": [0.1, 2.5e-7, np.nan],
            "site": [10, 20, 10],
        }
    )
    known = qi.compare(frame, "share", by="site").codebook.variables("data")

    kinds = {name: one.type for name, one in known.items()}
    assert kinds == {
        "g": "category", "flag": "binary", "day": "date", "share": "number", "site": "category",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda d: qi.table_one(d, by="Arm"), "did you mean “arm”"),
        (lambda d: qi.table_one([1], by="arm"), "an object of the type list"),
        (lambda d: qi.table_one(d.head(0), by="arm"), "a frame of 0 rows"),
        (lambda d: qi.table_one(d, by="arm", percent="rows"), "'column' or 'row'"),
        (lambda d: qi.compare(d, "fell", by="arm", methods=["wilch"]), "did you mean “welch”"),
        (lambda d: qi.compare(d, "fell", by="arm", groups=["a", "c"]), "“c”"),
        (lambda d: qi.logistic(d, "fell"), "such as “y ~ x + age”"),
        (lambda d: qi.logistic(d, "stage ~ fell"), "a variable of two levels"),
        (lambda d: qi.compare(d, "fell", by="arm", codebook=CODES), "no column of the codebook"),
    ],
)
def test_errors_say_what_to_do(call, message):
    rows = pd.DataFrame(ROWS)
    rows = rows.drop(columns="fell") if "codebook" in message else rows
    with pytest.raises(InputError) as caught:
        call(rows)

    assert message in str(caught.value)


def test_values_against_the_codebook_are_refused(residents):
    residents.loc[0, "score"] = 99
    with pytest.raises(InputError, match=r"the frame:1 \(score\)"):
        qi.linear(residents, "score ~ ward", codebook=CODES)


@pytest.mark.parametrize("module", [analyses, calculations, regressions, series])
def test_the_examples_of_the_reference_run(module):
    tried = doctest.testmod(module)

    assert tried.attempted >= 4
    assert tried.failed == 0


def test_audit_and_statistics_are_there_by_name():
    assert qi.audit.check_grim("5.19", 28).nearest == ("5.18", "5.21")
    assert qi.stats.fisher_exact([[3, 0], [0, 3]]).p == pytest.approx(0.1)
    assert set(qi.__all__) <= set(dir(qi))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        qi.nothing  # noqa: B018


def test_a_run_chart_prints_its_points_and_says_what_it_found():
    days = pd.date_range("2023-01-01", periods=12, freq="MS")
    rows = pd.DataFrame({"month": days, "wait": [9, 8, 9, 7, 9, 8, 2, 3, 2, 1, 3, 2]})
    text = qi.run_chart(rows, "wait", "month").to_markdown()

    assert "| 2023-12-01" in text
    assert "Run chart: few crossings" in text
    with pytest.raises(ValueError, match="two rows have the same month"):
        qi.control_chart(rows.assign(month=days[0]), "wait", "month")


def test_importing_loads_no_library():
    slow = "numpy", "pandas", "scipy", "narwhals", "pydantic", "matplotlib"
    code = f"import sys, qi_stats; print([one for one in {slow} if one in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"

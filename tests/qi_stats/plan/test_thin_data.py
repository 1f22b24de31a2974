"""Data that say little give records with words in place of numbers, from every method."""

import math

import pytest

from .conftest import HEADER, WORKUP


@pytest.mark.parametrize(
    ("rows", "key", "words"),
    [
        ("R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n", "all.score.mean", "no values"),
        ("R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n", "groups.n", "no rows to analyse"),
        ("R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n", "groups.welch.p", "empty"),
        ("R1,1,1,4,1,0,,\n", "all.score.sd", "one value"),
        ("R1,1,1,4,1,0,,\n", "groups.student.p", "empty"),
        ("R1,1,1,4,1,0,,\n", "linear.ols.shift.p", "few"),
        ("R1,1,1,4,1,0,,\n", "logistic.ml.score.p", ""),
        ("R1,1,1,4,1,0,,\n", "tables.fisher.odds_ratio", ""),
        ("R1,1,1,4,1,0,,\nR2,1,2,4,1,1,0,\nR3,2,1,4,1,1,0,\n", "groups.welch.p", ""),
        ("R1,1,1,4,1,0,,\nR2,1,2,4,1,0,,\nR3,2,1,4,1,1,0,\n", "linear.ols.shift.p", "few"),
        (
            "R1,1,1,4,1,0,,\nR2,1,2,4,1,0,,\nR3,2,1,4,1,1,0,\nR4,3,2,4,1,1,0,\nR5,3,1,4,1,0,,\n",
            "linear.ols.shift.p",
            "same",
        ),
        (
            "R1,1,1,1,1,0,,\nR2,1,2,2,1,0,,\nR3,2,1,8,1,1,0,\nR4,2,2,9,1,1,1,\n",
            "logistic.ml.score.odds_ratio",
            "separat",
        ),
    ],
)
def test_bad_data_give_words_in_place_of_a_number(run, rows, key, words):
    ledger = run(WORKUP, HEADER + rows)

    record = ledger.get(key)
    assert words in " ".join(record.warnings)
    assert record.stat is None or key == "groups.n"
    assert not any(isinstance(r.stat, float) and not math.isfinite(r.stat) for r in ledger)

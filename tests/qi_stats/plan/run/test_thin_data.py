"""Data that say little give records with words in place of numbers, from every method."""

import math

import pytest

from qi_files.errors import InputError

from ..conftest import HEADER, WORKUP

FRAGILE = """\
analyses:
  groups:
    title: Groups
    kind: compare
    table: residents
    variable: score
    by: fell
    methods: [welch, student]
    fragility: {of: [welch.p, student.p], trace: [welch.p]}
  linear:
    title: Linear
    kind: regression
    model: linear
    table: residents
    outcome: score
    terms: [mood]
    methods: [ols]
    fragility: {of: [ols.mood.p]}
  logistic:
    title: Logistic
    kind: regression
    model: logistic
    table: residents
    outcome: fell
    terms: [score]
    methods: [ml, firth]
    fragility: {of: [ml.score.p, ml.score.lr_p, firth.score.p], trace: [ml.score.p]}
"""


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


@pytest.mark.parametrize(
    "rows",
    [
        "R1,1,1,4,1,0,,\n",
        "R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n",
        "R1,1,1,4,1,0,,\nR2,1,1,4,1,1,0,\nR3,1,1,4,1,0,,\n",
        "R1,1,1,4,1,0,,\nR2,1,1,5,1,0,,\nR3,1,1,6,1,0,,\n",
    ],
    ids=["one row", "all missing", "constant", "one group"],
)
def test_fragility_of_what_has_no_p_is_told_in_words(run, rows):
    ledger = run(FRAGILE, HEADER + rows)

    for key in ("groups.welch", "linear.ols.mood", "logistic.ml.score", "logistic.firth.score"):
        record = ledger.get(f"{key}.fragility.index")
        assert record.stat is None
        assert any("nothing to" in one or "No recoding" in one for one in record.warnings)


def test_no_complete_rows_are_told_and_not_taken_for_constant_terms(run):
    ledger = run(WORKUP, HEADER + "R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n")

    for key in ("linear.ols.shift.coefficient", "logistic.ml.score.odds_ratio"):
        assert ledger.get(key).warnings == ("There are no observations.",)


def test_numbers_beyond_six_digits_keep_their_recodings_apart(folder, run):
    path = folder / "codebook.yaml"
    text = path.read_text(encoding="utf-8").replace("[0, 20]", "[0, 9000000000000000]")
    path.write_text(text, encoding="utf-8")
    scores = (1500001, 1500002, 1500003, 2000000000000000)
    rows = "".join(f"R{i},1,1,{one},1,{i % 2},,\n" for i, one in enumerate(scores, start=1))

    ledger = run(FRAGILE, HEADER + rows.replace("1,,", "1,0,"))

    for score in scores:
        cells = ("no", "yes") if scores.index(score) % 2 else ("yes", "no")
        move = "-to-".join(f"{fell}-{score}" for fell in cells)
        assert f"groups.welch.recoded.{move}.p" in ledger


@pytest.mark.parametrize(
    ("old", "new", "nearest"),
    [
        ("[ols.mood.p]", "[ols.moo.p]", "ols.mood.p"),
        ("[ml.score.p, ml.score.lr_p", "[ml.score.p, ml.scor.lr_p", "ml.score.lr_p"),
        ("[welch.p, student.p]", "[welch.p, student.pp]", "student.p"),
    ],
)
def test_a_p_value_that_there_is_not_is_answered_with_the_nearest(run, old, new, nearest):
    with pytest.raises(InputError, match="fragility › of") as caught:
        run(FRAGILE.replace(old, new))

    assert f"did you mean “{nearest}”" in str(caught.value)

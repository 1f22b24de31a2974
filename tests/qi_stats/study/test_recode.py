"""A second reviewer's files are read like any other, and replace the first one's codes."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.study import load_study

SECOND, CONSENSUS = "charts-second.csv", "charts-consensus.csv"


@pytest.fixture
def load(reviewed):
    """Return a function that loads the study after one change of a file."""

    def load_changed(file=SECOND, old="", new=""):
        path = reviewed / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_study(reviewed, load_codebook(reviewed / "codebook.yaml"))

    return load_changed


def read_column(study, coder, name):
    frame = study.recodings[coder].frames["charts"]
    return dict(zip(frame["chart_id"], frame[name], strict=True))


def test_rows_that_were_coded_again_change_and_others_stay(load):
    study = load()
    first = dict(zip(study.frame("charts")["chart_id"], study.frame("charts")["pain"], strict=True))
    second = read_column(study, "second", "pain")

    assert {one for one in first if first[one] != second[one]} == {"C04", "C10"}
    assert (second["C04"], second["C10"]) == ("much", "some")
    assert int(study.recodings["second"].rows["charts"].sum()) == 6


def test_where_there_is_no_consensus_the_first_code_stands(load):
    consensus = read_column(load(), "consensus", "pain")

    assert (consensus["C04"], consensus["C10"]) == ("much", "much")


def test_derived_variables_are_derived_anew(load):
    study = load()

    assert read_column(study, "second", "pain_and_better")["C04"] == "yes"
    assert list(study.frame("charts")["pain_and_better"][3:4]) == ["no"]


def test_what_does_not_fit_any_more_is_left_out_and_told(load):
    study = load()
    second = study.recodings["second"]

    assert second.frames["charts"]["reason"].isna()[3]
    assert second.warnings == (
        "Values of variables coded once that no longer apply, and are left out: 1.",
        "Values of variables coded once that are lacking where they now apply: 1.",
        "Rows that are now against a rule of the codebook: 1.",
    )
    assert study.recodings["consensus"].warnings == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        (SECOND, "C02,1,0,1", "C02,7,0,1", "“7”"),
        (SECOND, "C02,1,0,1", "C02,1,,1", "an empty cell"),
        (SECOND, "C02,1,0,1", "C04,1,0,1", "the same chart_id"),
        (SECOND, "C02,1,0,1", "C99,1,0,1", "a chart_id of that file"),
        (SECOND, "chart_id,pain", "chart_id,pein", "pain"),
        (SECOND, "C09,1,1,2", "C09,1,1,0", "Who got better was called"),
        (CONSENSUS, "C08,0,1,1", "C11,0,1,1", "charts-consensus.csv"),
    ],
)
def test_a_mistake_is_said_of_the_coders_own_file(load, file, old, new, words):
    with pytest.raises(InputError) as caught:
        load(file, old, new)

    assert file in str(caught.value)
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_an_error(reviewed):
    (reviewed / SECOND).unlink()

    with pytest.raises(InputError, match=r"charts-second\.csv"):
        load_study(reviewed, load_codebook(reviewed / "codebook.yaml"))


def test_a_second_file_without_rows_changes_nothing(load, reviewed):
    (reviewed / CONSENSUS).write_text("chart_id,pain,better,calls\n", encoding="utf-8")
    (reviewed / SECOND).write_text("chart_id,pain,better,calls\n", encoding="utf-8")
    study = load()

    assert not study.recodings["second"].rows["charts"].any()
    assert read_column(study, "second", "pain")["C04"] == "some"

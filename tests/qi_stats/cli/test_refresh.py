"""Results are brought up to date where anything they rest on has changed, and left alone else."""

import json
from pathlib import Path

import pytest

from qi_stats.cli import main
from qi_stats.cli.refresh import FROZEN, is_whole

LEDGER, ROWS = Path("results/ledger.json"), Path("data/residents.csv")
CLAIMS = """\
source: {authors: A. Author, title: Falls, journal: Journal, year: 2020}
claims:
  mean_score:
    text: "4.7"
    place: Table
    says: Mean score
    kind: mean
    key: residents.score.mean
    of: {table: residents, variable: score}
"""
ONE_CHAPTER = {"QUARTO_PROJECT_OUTPUT_DIR": "_site"}
ALL_CHAPTERS = {**ONE_CHAPTER, "QUARTO_PROJECT_RENDER_ALL": "1"}


@pytest.fixture
def fresh(study, capsys):
    """A project whose results are up to date."""
    assert main(["refresh"]) == 0
    capsys.readouterr()


def edit(path, old, new):
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def read_record(key):
    records = json.loads(LEDGER.read_text(encoding="utf-8"))["records"]
    return next(record for record in records if record["key"] == key)


def list_times():
    return {path: path.stat().st_ctime_ns for path in Path().rglob("*")}


def freeze():
    for folder in FROZEN:
        (folder / "chapters").mkdir(parents=True)
        (folder / "chapters" / "html.json").touch()


def test_where_nothing_has_changed_no_file_is_touched(fresh, capsys):
    freeze()
    before = list_times()

    assert main(["refresh"]) == 0

    assert (list_times(), capsys.readouterr().out) == (before, "")


def test_a_changed_row_changes_the_number_and_thaws_the_chapters(fresh, capsys):
    freeze()
    edit(ROWS, "R1,1,1,1,", "R1,1,1,8,")

    assert main(["refresh"]) == 0

    assert read_record("residents.score.mean")["stat"] == pytest.approx(
        (8 + 2 + 3 + 4 + 6 + 8 + 9) / 7
    )
    assert not any(folder.exists() for folder in FROZEN)
    assert "_freeze removed: its chapters run again" in capsys.readouterr().out


CHANGES = {
    "plan": ("data/plan.yaml", "Who the residents were", "The residents"),
    "codebook": ("data/codebook.yaml", "label: Score", "label: Points"),
    "ledger": (LEDGER, "4.71428571429", "9.9"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_the_chapters_rest_on_thaws_them(fresh, change):
    freeze()
    edit(*change)

    assert main(["refresh"]) == 0

    assert not any(folder.exists() for folder in FROZEN)
    assert read_record("residents.score.mean")["stat"] == pytest.approx(33 / 7)


def test_unusable_rows_leave_results_and_frozen_chapters(fresh, capsys):
    freeze()
    before = LEDGER.read_bytes()
    edit(ROWS, "R1,1,1,1,", "R1,1,1,99,")

    assert main(["refresh"]) == 2

    assert capsys.readouterr().err.startswith("data/residents.csv:2")
    assert (LEDGER.read_bytes(), all(folder.exists() for folder in FROZEN)) == (before, True)


def test_a_team_may_keep_its_rows_elsewhere(fresh):
    ROWS.unlink()
    Path("data/visits.csv").unlink()

    assert main(["refresh"]) == 0
    assert read_record("residents.score.mean")["stat"] == pytest.approx(33 / 7)


def test_an_audit_that_is_left_for_later_is_said_to_be(study, settle_nothing, monkeypatch, capsys):
    edit("data/codebook.yaml", "observed", "reconstructed")
    Path("data/published.yaml").write_text(CLAIMS, encoding="utf-8")
    set_variables(monkeypatch, ONE_CHAPTER)
    assert main(["refresh"]) == 0
    assert read_record("residents.score.sd")["identified"] == "unchecked"
    assert read_record("residents.score.mean")["identified"] == "published"
    assert not Path("results/audit.json").exists()

    set_variables(monkeypatch, ALL_CHAPTERS)
    assert main(["refresh"]) == 0
    assert read_record("residents.score.sd")["identified"] == "illustrative"

    edit("data/published.yaml", "4.7", "4.8")
    set_variables(monkeypatch, ONE_CHAPTER)
    assert main(["refresh"]) == 0
    assert read_record("residents.score.sd")["identified"] == "unchecked"
    capsys.readouterr()


def set_variables(monkeypatch, variables):
    monkeypatch.delenv("QUARTO_PROJECT_RENDER_ALL", raising=False)
    for name, text in variables.items():
        monkeypatch.setenv(name, text)


@pytest.mark.parametrize(
    ("variables", "whole"), [({}, True), (ALL_CHAPTERS, True), (ONE_CHAPTER, False)]
)
def test_a_render_says_whether_it_is_of_the_whole_book(variables, whole):
    assert is_whole(variables) == whole

"""What a check tells: by file, column and cause, the gravest first, by stage."""

import json
import shutil
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.cli import main
from qi_stats.intake.problems import describe_problems, group_problems, render_html

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"


def make(line: int, column: str, found: str, do: str = "mend it") -> InputError:
    return InputError(f"rows.csv:{line} ({column})", found, "1 (Male) or 2 (Female)", do)


def test_many_cells_of_one_cause_are_one_problem_with_counts_and_first_lines():
    errors = [make(n, "sex", "“Male”", "write its code, 1") for n in range(2, 302)]
    errors += [make(400, "sex", "“F”", "write its code, 2")]
    errors += [InputError("rows.csv", "no such file", "a CSV file", "add it")]

    assert "\n".join(describe_problems(group_problems(errors), "draft")) == (
        "rows.csv: no such file\n"
        "  expected  a CSV file\n"
        "  do        add it\n"
        "\n"
        "rows.csv, sex: 301 cells hold “Male” (300), “F” (1)\n"
        "  expected  1 (Male) or 2 (Female)\n"
        "  lines     2, 3, 4, 5, 6 and 296 more\n"
        "  do        write its code, 1\n"
        "  or        write its code, 2\n"
        "\n"
        "2 problems in 302 places"
    )


def test_a_page_shows_what_was_typed_as_text():
    page = render_html(group_problems([make(2, "sex", "“<script>”")]))
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


@pytest.fixture
def study(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(shutil.copytree(TINY, tmp_path / "data").parent)
    return Path()


def test_results_that_are_missing_or_of_other_rows_wait_for_the_review(study, capsys):
    assert main(["check"]) == 0
    assert "1 more before review: qi-stats check --stage review" in capsys.readouterr().out
    assert main(["check", "--stage", "review"]) == 1
    assert "run qi-stats run" in capsys.readouterr().err
    assert main(["run"]) == 0
    assert main(["check", "--stage", "review"]) == 0
    rows = study / "data" / "residents.csv"
    rows.write_text(rows.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    capsys.readouterr()
    assert main(["check", "--stage", "review"]) == 1
    assert "results of other rows" in capsys.readouterr().err


def test_problems_as_json_and_as_a_page(study, capsys):
    rows = study / "data" / "residents.csv"
    rows.write_text(rows.read_text(encoding="utf-8").replace("R1,", "R2,"), encoding="utf-8")
    assert main(["check", "--json"]) == 1
    problems = json.loads(capsys.readouterr().out)
    assert {one["file"] for one in problems} == {"data/residents.csv", "data/visits.csv"}
    assert {one["stage"] for one in problems} == {"draft"}
    assert main(["check", "--html", "check.html"]) == 1
    assert "resident_id" in (study / "check.html").read_text(encoding="utf-8")

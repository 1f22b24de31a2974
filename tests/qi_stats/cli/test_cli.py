"""The command line says what happened in a few lines, and never shows a traceback."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qi_stats.book.project import read_verdicts
from qi_stats.cli import commands, main
from qi_stats.cli.commands import COMMANDS
from qi_stats.cli.parser import build_parser

CLAIMS = """\
source: {authors: A. Author, title: Falls, journal: Journal, year: 2020}
claims:
  residents:
    text: "8"
    place: Methods
    says: Residents
    kind: count
    key: residents.n
    of: {table: residents}
  mean_score:
    text: "4.7"
    place: Table
    says: Mean score
    kind: mean
    key: residents.score.mean
    of: {table: residents, variable: score}
  falls_unrelated:
    text: not associated
    place: Results
    says: Score and falls are not associated
    kind: not_significant
    key: score_by_fall.welch.p
    of: {table: residents, variables: [score, fell]}
"""


def publish(study, claims=CLAIMS):
    """Make the study a reconstructed one with published claims."""
    path = study / "codebook.yaml"
    text = path.read_text(encoding="utf-8").replace("observed", "reconstructed")
    path.write_text(text, encoding="utf-8")
    (study / "published.yaml").write_text(claims, encoding="utf-8")


@pytest.fixture
def ledger(study, capsys):
    assert main(["run"]) == 0
    capsys.readouterr()
    return Path("results/ledger.json")


def test_run_writes_the_ledger_and_says_what_it_did(study, capsys):
    assert main(["run"]) == 0

    rows, records, written = capsys.readouterr().out.splitlines()
    assert rows == "Residents: 8 rows; Visits: 3 rows"
    assert records.startswith("7 analyses, ")
    assert written == "results/ledger.json written"


def test_long_work_is_told_step_by_step(study, capsys, monkeypatch):
    monkeypatch.setattr(commands, "LONG_WORK", 1)
    assert main(["run"]) == 0

    first, second, checked, *analyses = capsys.readouterr().err.splitlines()
    assert [first, second] == ["reading residents.csv", "reading visits.csv"]
    assert checked == "checking 11 rows"
    assert analyses[0].startswith("analysis 1 of ")


def test_a_second_run_leaves_the_file_alone(ledger, capsys):
    before = (ledger.read_bytes(), ledger.stat().st_mtime_ns)

    assert main(["run"]) == 0

    assert capsys.readouterr().out.endswith("results/ledger.json unchanged\n")
    assert before == (ledger.read_bytes(), ledger.stat().st_mtime_ns)


def test_run_takes_files_from_elsewhere_and_writes_csv(study, capsys):
    shutil.move(study / "plan.yaml", "plan.yaml")
    shutil.move(study / "codebook.yaml", "codebook.yaml")

    arguments = ["--plan", "plan.yaml", "--codebook", "codebook.yaml", "--out", "out/all.csv"]
    assert main(["run", "--data", "data", *arguments]) == 0

    header, first, *_ = Path("out/all.csv").read_text(encoding="utf-8").splitlines()
    assert header.startswith("key,analysis,")
    assert first.startswith("fall_by_shift.group.day.mean,")


def test_claims_beside_the_data_mark_the_records(study, capsys):
    publish(study)

    assert main(["run"]) == 0

    records = json.loads(Path("results/ledger.json").read_text(encoding="utf-8"))["records"]
    states = {r["key"]: (r["identified"], r.get("claim")) for r in records}
    assert states["residents.score.mean"] == ("published", "mean_score")
    assert states["score_by_fall.welch.p"] == ("unchecked", "falls_unrelated")
    assert states["residents.score.sd"] == ("unchecked", None)


def test_reconstructed_rows_need_the_numbers_that_they_come_from(ledger, study, capsys):
    before = ledger.read_bytes()
    publish(study)
    (study / "published.yaml").unlink()

    assert main(["run"]) == 2

    assert capsys.readouterr().err.startswith("data/published.yaml\n  found     no such file\n")
    assert ledger.read_bytes() == before


def test_check_counts_rows_and_writes_nothing(study, capsys):
    assert main(["check"]) == 0

    assert "Residents: 8 rows of 8 columns (data/residents.csv)" in capsys.readouterr().out
    assert not Path("results").exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("residents.csv", "R1,1,1,1", "R1,7,1,1", "“7”"),
        ("residents.csv", "R8,", "R1,", "residents.csv:9 "),
        ("visits.csv", "R4,1,30", "R9,1,30", "visits.csv:4 "),
        ("plan.yaml", "variable: score", "variable: scor", "did you mean “score”?"),
        ("codebook.yaml", "type: id", "type: idd", "codebook.yaml:"),
    ],
)
@pytest.mark.parametrize("command", ["run", "check"])
def test_a_bad_input_leaves_old_results_untouched(ledger, capsys, command, name, old, new, words):  # noqa: PLR0917
    before = ledger.read_bytes()
    path = Path("data") / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    assert main([command]) == 2

    output = capsys.readouterr()
    assert words in output.err
    assert "Traceback" not in output.err
    assert output.out == ""
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    "rows",
    [
        "R1,1,1,4,1,0,,\n",
        "R1,1,1,,1,0,,\nR2,1,1,,1,0,,\n",
        "R1,1,1,4,1,1,0,\nR2,1,1,4,1,1,0,\nR3,1,1,4,1,1,0,\n",
        "R1,1,1,1,1,0,,\nR2,1,2,2,1,0,,\nR3,2,1,8,2,1,0,\nR4,2,2,9,5,1,1,\n",
    ],
    ids=["one row", "all missing", "constant", "separated"],
)
def test_data_that_say_little_run_to_the_end(study, capsys, rows):
    header = (study / "residents.csv").read_text(encoding="utf-8").splitlines()[0]
    (study / "residents.csv").write_text(f"{header}\n{rows}", encoding="utf-8")
    (study / "visits.csv").write_text("resident_id,visit,minutes\nR1,1,10\n", encoding="utf-8")

    assert main(["run"]) == 0

    assert " without a value" in capsys.readouterr().out
    text = Path("results/ledger.json").read_text(encoding="utf-8")
    assert all("warnings" in r for r in json.loads(text)["records"] if r["stat"] is None)


def test_missing_folder_is_told_in_words(study, capsys):
    assert main(["run", "--data", "nowhere"]) == 2

    assert "nowhere/codebook.yaml" in capsys.readouterr().err


def test_an_output_that_can_not_be_written_is_told_in_words(study, capsys):
    Path("results").write_text("a file where a folder should be", encoding="utf-8")

    assert main(["run"]) == 2

    assert "results" in capsys.readouterr().err


def test_show_prints_one_result_with_its_origin(ledger, capsys):
    assert main(["show", "residents.score.mean"]) == 0

    output = capsys.readouterr().out
    assert "  shown as   4.7\n" in output
    assert "describe_numbers(values=score[7], level=0.95, quantiles=type7)" in output
    assert "  sha256     residents " in output


def test_show_prints_the_published_counterpart_with_its_verdict(monkeypatch, capsys):
    monkeypatch.chdir(Path(__file__).parents[3])
    verdict = next(one for one in read_verdicts() if one.outcome == "reproduced")

    assert main(["show", verdict.claim.key]) == 0
    words = f"  published  {verdict.claim.text} ({verdict.claim.place}): reproduced\n"
    assert words in capsys.readouterr().out


def test_show_lists_all_that_begins_with_the_words(ledger, capsys):
    assert main(["show", "residents.ward.north"]) == 0

    keys = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert keys == [
        f"residents.ward.north.{n}" for n in ("high", "low", "n", "proportion", "total")
    ]


def test_show_without_a_key_lists_everything(ledger, capsys):
    assert main(["show"]) == 0

    count = len(json.loads(ledger.read_text(encoding="utf-8"))["records"])
    assert len(capsys.readouterr().out.splitlines()) == count


def test_show_of_an_unknown_key_names_the_nearest(ledger, capsys):
    assert main(["show", "residents.scor.mean"]) == 2

    assert "did you mean “residents.score.mean”?" in capsys.readouterr().err


def test_show_of_an_analysis_that_was_not_run_says_to_run_it(ledger, capsys):
    plan = Path("data/plan.yaml")
    plan.parent.mkdir(exist_ok=True)
    analysis = "{title: New, kind: describe, table: residents, variables: [score]}"
    plan.write_text(f"analyses: {{resident: {analysis}}}", encoding="utf-8")
    assert main(["show", "resident.score.mean"]) == 2

    said = capsys.readouterr().err
    assert "“resident”, of which the ledger has no results" in said
    assert "run `qi-stats run`" in said
    assert "did you mean" not in said


def test_diff_of_the_same_ledger_finds_nothing(ledger, capsys):
    assert main(["diff", str(ledger), str(ledger)]) == 0

    assert capsys.readouterr().out == (
        "0 removed, 0 added, 0 renamed, 0 changed; 0 read differently\n"
    )


def test_diff_shows_a_changed_value_and_minds_the_tolerance(ledger, capsys):
    text = ledger.read_text(encoding="utf-8")
    Path("new.json").write_text(text.replace('"stat": 20.0,', '"stat": 20.2,', 1), encoding="utf-8")

    assert main(["diff", str(ledger), "new.json"]) == 1
    assert "~ first_visits.minutes.mean  20 → 20.2 (+0.2, +1%)\n" in capsys.readouterr().out
    assert main(["diff", str(ledger), "new.json", "--rtol", "0.011"]) == 0


@pytest.mark.usefixtures("settle_nothing")
def test_audit_of_claims_that_hold_is_clean(study, capsys):
    publish(study)

    assert main(["run"]) == main(["audit"]) == 0

    output = capsys.readouterr().out
    assert "3 claims: reproduced 2, possible, not shown 1\n" in output
    assert output.endswith("results/audit.json written\n")


@pytest.mark.usefixtures("settle_nothing")
@pytest.mark.parametrize(("arguments", "shown"), [([], True), (["--quiet"], False)])
def test_audit_finds_a_claim_that_does_not_come_out(study, capsys, arguments, shown):
    publish(study, CLAIMS.replace('"4.7"', '"5.7"'))

    assert main(["run"]) == 0
    assert main(["audit", *arguments]) == 1

    output = capsys.readouterr().out
    assert ("Not reproduced: “5.7” (Table)\n" in output) is shown
    assert "3 claims: reproduced 1, possible, not shown 1, not reproduced 1\n" in output


def test_audit_without_claims_is_told_in_words(ledger, capsys):
    assert main(["audit"]) == 2

    assert "data/published.yaml" in capsys.readouterr().err


def test_reconstruct_never_writes_over_observed_data(study, capsys):
    (study / "published.yaml").write_text(CLAIMS, encoding="utf-8")
    before = (study / "residents.csv").read_bytes()

    assert main(["reconstruct"]) == 2

    assert "“observed”" in capsys.readouterr().err
    assert before == (study / "residents.csv").read_bytes()


@pytest.mark.usefixtures("settle_nothing")
def test_reconstructed_rows_satisfy_the_claims(study, capsys):
    publish(study, CLAIMS.replace('"4.7"', '"4.6"'))  # of 8 numbers, as 37 / 8 = 4.625
    path = study / "codebook.yaml"  # free text is beyond any solver
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(x for x in lines if "remark" not in x), encoding="utf-8")

    assert main(["reconstruct"]) == 0
    first = capsys.readouterr().out
    assert main(["reconstruct"]) == main(["run"]) == main(["audit"]) == 0

    assert first == "data/residents.csv written\ndata/visits.csv written\n"
    assert "data/residents.csv unchanged\ndata/visits.csv unchanged\n" in capsys.readouterr().out

    (study / "visits.csv").write_text("edited", encoding="utf-8")
    assert main(["reconstruct", "--check"]) == 1
    assert "data/visits.csv differs\n" in capsys.readouterr().out
    assert (study / "visits.csv").read_text(encoding="utf-8") == "edited"


@pytest.mark.parametrize(
    "arguments", [[], ["rnu"], ["diff"], ["diff", "a", "b", "--rtol", "-1"], ["run", "--x"]]
)
def test_wrong_words_are_told_with_the_usage(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    assert caught.value.code == 2
    assert "usage: qi-stats" in capsys.readouterr().err


def test_help_shows_each_command_and_an_example(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])

    output = capsys.readouterr().out
    assert caught.value.code == 0
    assert all(f"  {name}" in output and f"qi-stats {name}" in output for name in COMMANDS)


def test_every_command_of_the_parser_can_be_run():
    parser = build_parser()

    (action,) = [a for a in parser._actions if a.dest == "command"]
    assert set(action.choices) == set(COMMANDS)


def test_importing_the_package_does_no_work():
    code = "import sys, qi_stats.cli; print([m for m in ('pandas', 'scipy') if m in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"

"""`qi-stats audit` on the numbers of a paper, as docs/auditing-a-paper.md shows it."""

from pathlib import Path

import pytest

from qi_stats.cli import main

ROOT = Path(__file__).parents[3]


def test_the_document_shows_what_the_command_prints(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    document = (ROOT / "docs" / "auditing-a-paper.md").read_text(encoding="utf-8")
    command = "qi-stats audit docs/examples/made-up-paper.yaml"
    assert command in document
    assert main(command.split()[1:]) == 1
    assert f"```\n{capsys.readouterr().out}```" in document


def test_new_writes_a_file_that_can_be_audited(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["audit", "--new"]) == 0
    assert main(["audit", "published.yaml"]) == 0
    assert main(["audit", "--new", "published.yaml"]) == 2
    assert "a name that is free" in capsys.readouterr().err


def test_quiet_prints_totals_and_out_writes_json(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    paper = ROOT / "docs" / "examples" / "made-up-paper.yaml"
    assert main(["audit", str(paper), "--quiet", "--out", "found.json"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 2
    assert printed[1] == "found.json written"
    assert (tmp_path / "found.json").is_file()


def test_calibrate_prints_a_table(capsys):
    assert main(["audit", "--calibrate", "3"]) == 0
    assert "3 clean papers (seed 2017): 0 false alarms." in capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "many", "-1"])
def test_calibrate_needs_a_number_of_papers(number, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["audit", "--calibrate", number])
    assert stop.value.code == 2
    assert "--calibrate" in capsys.readouterr().err

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


ODD = {
    "": "an empty file",
    "claims: [": "where a bracket does not end",
    "source: {authors: A, title: B}\nclaims: {x: {text: many, place: T, says: S, kind: count,"
    " of: {table: t}}}\n": "copy the number as printed",
    "source: {authors: A, title: B}\nclaims: {x: {text: '5', place: T, says: S, kind: cuont}}\n":
    "did you mean “count”?",
}  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_a_file_that_is_no_paper_is_told_in_words(text, tmp_path, capsys):
    path = tmp_path / "paper.yaml"
    path.write_text(text, encoding="utf-8")

    assert main(["audit", str(path)]) == 2

    assert ODD[text] in capsys.readouterr().err


def test_a_paper_of_a_million_people_takes_no_longer(tmp_path, capsys):
    """Nobody is both, so that 33.3% and 66.7% can be all, and 33.3% and 66.9% too many."""
    paper = """\
source: {{authors: A, title: B}}
claims:
  n: {{text: "1,000,000", place: T, says: All, kind: count, of: {{table: t}}}}
  m: {{text: "33.3%", place: T, says: Men, kind: percent, of: {{table: t, where: {{sex: male}}}}}}
  w: {{text: "{women}", place: T, says: Women, kind: percent,
      of: {{table: t, where: {{sex: female}}}}}}
"""
    path = tmp_path / "paper.yaml"
    for women, code in (("66.7%", 0), ("66.9%", 1)):
        path.write_text(paper.format(women=women), encoding="utf-8")
        assert main(["audit", str(path)]) == code

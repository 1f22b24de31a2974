"""Names of files that can't be used are answered in words, and each command shows examples."""

import shutil
from pathlib import Path

import pytest

from qi_stats.cli import main

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working directory, with the tiny study in it."""
    shutil.copytree(TINY, tmp_path / "tiny")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_a_folder_is_no_file_to_write(capsys):
    assert main(["run", "--data", "tiny", "--out", "tiny"]) == 2

    error = capsys.readouterr().err
    assert "the name of a file to write" in error
    assert "tiny/ledger.json" in error


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", [["show", "--ledger"], ["diff", "ledger.json"]])
def test_a_ledger_as_csv_is_told_apart_from_a_broken_one(capsys, command):
    for name in ("ledger.csv", "ledger.json"):
        assert main(["run", "--data", "tiny", "--out", name]) == 0
    assert main([*command, "ledger.csv"]) == 2

    assert "a name that ends in .json" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "show", "diff"])
def test_help_shows_examples_of_the_command(capsys, command):
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])

    assert stop.value.code == 0
    assert f"examples:\n  qi-stats {command}" in capsys.readouterr().out

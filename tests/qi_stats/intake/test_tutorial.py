"""The tutorial shows what the commands print, and the codebook that it shows can be read."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from qi_stats.cli import main
from qi_stats.codebook.document import VariableEntry

DOCS = Path(__file__).parents[3] / "docs"
PAGE = DOCS / "your-own-review.md"


@pytest.fixture
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_new_and_run_print_what_the_tutorial_shows(page, tmp_path, monkeypatch, capsys):
    shutil.copy(DOCS / "examples" / "falls-register.xlsx", tmp_path)
    monkeypatch.chdir(tmp_path)
    first, second = re.findall(r"```text\n(.*?)```", page, flags=re.DOTALL)
    assert main(["new", "my-review", "--from", "falls-register.xlsx", "--yes"]) == 0
    assert capsys.readouterr().out == first
    monkeypatch.chdir(tmp_path / "my-review")
    assert main(["run"]) == 0
    assert capsys.readouterr().out == second


def test_every_command_of_the_tutorial_is_one(page):
    from qi_stats.cli.commands import COMMANDS

    assert set(re.findall(r"qi-stats ([a-z]+)", page)) <= set(COMMANDS)


def test_the_codebook_of_the_tutorial_has_the_keys_that_there_are(page):
    (block,) = re.findall(r"```yaml\n(.*?)```", page, flags=re.DOTALL)
    for entry in yaml.safe_load(block).values():
        VariableEntry.model_validate(entry)


def test_every_picture_and_link_of_the_tutorial_is_there(page):
    for target in re.findall(r"\]\(([^)#]+)\)", page):
        assert (DOCS / target).is_file(), target

"""What is committed in results/ is what the plan gives on what is committed in data/."""

import shutil
from pathlib import Path

import pytest

from qi_stats.cli import main

ROOT = Path(__file__).parents[2]


RESULTS = ROOT / "results"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to write in, with the project's data/ in view and no results yet."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "results").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def compare(project, name):
    return (project / "results" / name).read_bytes() == (RESULTS / name).read_bytes()


def test_running_the_plan_again_gives_the_same_bytes(project):
    shutil.copy(RESULTS / "audit.json", "results")

    assert main(["run"]) == 0

    assert compare(project, "ledger.json")


def test_an_audit_is_recalled_while_its_sources_stay_as_they_are(project, capsys):
    for name in ("audit.json", "ledger.json"):
        shutil.copy(RESULTS / name, "results")

    assert main(["audit", "--no-fail"]) == 0

    assert "results/audit.json unchanged" in capsys.readouterr().out
    assert compare(project, "audit.json")
    assert compare(project, "ledger.json")


@pytest.mark.timeout(900)
def test_an_audit_from_nothing_gives_the_same_bytes(project):
    """It takes most of a minute: the solver settles every record, and draws whole datasets."""
    assert main(["run"]) == 0
    assert main(["audit", "--no-fail", "--quiet"]) == 0

    assert compare(project, "audit.json")
    assert compare(project, "ledger.json")

"""What is committed in results/ is what the plan gives on what is committed in data/."""

from pathlib import Path

import pytest

from qi_stats.cli import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A folder to write in, with the project's data/ and results/ in view."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_running_the_plan_again_gives_the_same_bytes(project):
    assert main(["run"]) == 0

    committed = (ROOT / "results" / "ledger.json").read_bytes()
    assert (project / "results" / "ledger.json").read_bytes() == committed


def test_judging_the_claims_again_gives_the_same_bytes(project):
    main(["audit", "--ledger", str(ROOT / "results" / "ledger.json")])

    committed = (ROOT / "results" / "audit.json").read_bytes()
    assert (project / "results" / "audit.json").read_bytes() == committed

"""The tiny study as a project of its own."""

import shutil
from pathlib import Path

import pytest

from qi_stats.audit.feasible.provenance import Settlement
from qi_stats.audit.reproduction import assess

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"


@pytest.fixture
def settle_nothing(monkeypatch):
    """Leave out what takes an audit longest: what the claims leave open of each record."""
    monkeypatch.setattr(assess, "settle_plan", lambda *_: Settlement({}))


@pytest.fixture
def study(tmp_path, monkeypatch):
    """The tiny study in data/ of the working directory."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(TINY, tmp_path / "data")).relative_to(tmp_path)

"""The papers that the bench measures are right: nothing is found in them, and all is decided."""

import importlib.util
from pathlib import Path

import pytest

from qi_stats.audit.paper.audit import audit_paper

SOURCE = Path(__file__).parents[3] / "long_paper.py"


@pytest.fixture(scope="module")
def long_paper():
    spec = importlib.util.spec_from_file_location("long_paper", SOURCE)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_two_hundred_right_claims_have_no_finding(long_paper, tmp_path):
    text, count = long_paper.write_claims()
    path = tmp_path / "paper.yaml"
    path.write_text(text, encoding="utf-8")
    assert count >= 200
    assert audit_paper(path).findings == ()


def test_every_statistic_of_the_article_is_read(long_paper, tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(long_paper.write_article(), encoding="utf-8")
    done = audit_paper(path)
    assert len(done.reading.found) == 80
    assert done.findings == ()

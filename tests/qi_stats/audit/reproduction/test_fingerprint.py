"""What makes an audit stale."""

from pathlib import Path

import pytest

from qi_stats.audit.reproduction import fingerprint
from qi_stats.audit.reproduction.fingerprint import digest_sources

DATA = Path(__file__).parents[4] / "data"
NAMES = ("codebook", "published", "plan")


@pytest.fixture
def copies(tmp_path):
    for name in NAMES:
        (tmp_path / f"{name}.yaml").write_bytes((DATA / f"{name}.yaml").read_bytes())
    return [tmp_path / f"{name}.yaml" for name in NAMES]


def test_the_same_sources_have_the_same_digest_wherever_they_are(copies):
    originals = [DATA / f"{name}.yaml" for name in NAMES]

    assert digest_sources(*copies) == digest_sources(*originals)


@pytest.mark.parametrize("number", [0, 1])
def test_a_changed_byte_of_codebook_or_claims_is_another_digest(copies, number):
    before = digest_sources(*copies)
    with copies[number].open("a", encoding="utf-8") as file:
        file.write("# a comment\n")

    assert digest_sources(*copies) != before


def test_of_the_plan_only_what_is_analysed_counts(copies):
    before, text = digest_sources(*copies), copies[2].read_text(encoding="utf-8")

    copies[2].write_text(text + "\n# a comment\n", encoding="utf-8")
    assert digest_sources(*copies) == before
    copies[2].write_text(text.replace("power: 0.8", "power: 0.9", 1), encoding="utf-8")
    assert digest_sources(*copies) != before


def test_another_method_is_another_digest(copies, monkeypatch):
    before = digest_sources(*copies)
    monkeypatch.setattr(fingerprint, "METHOD", fingerprint.METHOD + 1)

    assert digest_sources(*copies) != before

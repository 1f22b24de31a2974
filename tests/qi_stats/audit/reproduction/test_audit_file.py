"""An audit as a file: read back as it was written, and refused if it is none."""

import json

import pytest

from qi_files.errors import InputError
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.feasible.integer_samples import Samples
from qi_stats.audit.feasible.provenance import Settlement
from qi_stats.audit.reproduction.assess import Survey
from qi_stats.audit.reproduction.audit_file import (
    FORMAT,
    AuditFile,
    SamplesEntry,
    load_audit_file,
)
from qi_stats.audit.reproduction.survey_entries import record_survey
from qi_stats.ledger import State

STATES = {"a": State("identified", value=3), "b": State("bounded", (0.123456789012345, 2.0))}
FOUND = Finding("contradiction", ("x", "y"), "“5” can't be.")
SURVEY = Survey(
    (FOUND,), Settlement(STATES, 1000), (), (), {"m": Samples(6, (1, 1), (1.0, 2.0), (3, 4), None)}
)


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "audit.json"
    path.write_text(AuditFile(digest="abc", survey=record_survey(SURVEY)).render(), "utf-8")
    return path


def test_what_is_written_is_read_back(path):
    found = load_audit_file(path)

    assert found.digest == "abc"
    assert found.survey.findings == (FOUND,)
    assert found.survey.states == {
        "a": State("identified", value=3),
        "b": State("bounded", (0.123456789012, 2)),
    }
    assert found.survey.samples["m"] == SamplesEntry(
        number=6, minimum=(1, 1), median=(1, 2), maximum=(3, 4), skewness=None
    )
    assert found.survey.sampled.datasets == 1000


def test_the_document_has_a_line_for_each_state(path):
    lines = path.read_text(encoding="utf-8").splitlines()

    assert '  "a": ["identified", 3],' in lines
    assert '  "b": ["bounded", 0.123456789012, 2.0]' in lines


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (None, "no such file"),
        ("", "a damaged file"),
        ("[]", "a damaged file"),
        ('{"format": 1}', "format 1"),
        (json.dumps({"format": FORMAT, "states": {}}), "a damaged file"),
    ],
)
def test_another_file_is_refused(path, text, found):
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=found):
        load_audit_file(path)

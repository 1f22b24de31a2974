"""An audit made by hand: eight guests, three of them tall, four happy, and a test that says so."""

import json

import pytest

from qi_stats.audit.reproduction.audit_file import FORMAT, load_audit_file
from qi_stats.audit.reproduction.records.write import Writer


def verdict(claim, kind, text, outcome="reproduced"):
    says = {"says": claim.title(), "place": "In short"}
    return {"claim": claim, "kind": kind, "text": text, "outcome": outcome, **says}


def table(both, p, outcome):
    """Return a table by its number of guests who are tall and happy."""
    pairs = [["no", "no", 1 + both], ["yes", "no", 4 - both], ["no", "yes", 3 - both]]
    return {
        "counts": [*pairs, ["yes", "yes", both]],
        "values": {"test": p, "way": both - 2},
        "outcomes": {"test": outcome, "way": "reproduced" if both > 1 else "not_reproduced"},
    }


DOCUMENT = {
    "format": FORMAT,
    "digest": "d1",
    "counts": {"reproduced": 4, "allowed": 0, "truncated": 0, "not_reproduced": 0, "conflict": 1,
               "not_answerable": 0, "definition": 0},
    "verdicts": [
        verdict("mean", "mean", "2.5"), verdict("test", "p", ".03"),
        verdict("way", "direction", "+"), verdict("none", "words", "none", "conflict"),
        verdict("happy_code", "code", "1"),
    ],
    "findings": [{"rank": "contradiction", "claims": ["none"], "message": "It can't hold."}],
    "tested": [
        {"analysis": "happy_by_tall", "variables": ["happy", "tall"], "claims": ["test", "way"],
         "tables": [table(1, 0.2, "not_reproduced"), table(2, 0.034, "reproduced"),
                    table(3, None, "not_reproduced")]},
        {"analysis": "score_by_tall", "variables": ["score", "tall"], "claims": ["test"],
         "tables": None},
    ],
    "readings": [
        {"analysis": "happy_by_tall", "reading": "all_day", "says": "Happy all day",
         "claims": ["test", "way"], "tables": [table(0, 0.5, "truncated")]},
    ],
    "premises": [{"kind": "rule", "name": "rule_1", "says": "The tall are happy",
                  "loosens": ["guests.happy."], "results": 5}],
    "samples": {"mean": {"number": 2, "minimum": [1, 1], "median": [2, 3], "maximum": [4, 5],
                         "skewness": [-0.5, 0.5]}},
    "sampled": {"datasets": 9, "seed": 1},
    "states": {},
}  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    path = tmp_path / "audit.json"
    path.write_text(json.dumps(DOCUMENT), encoding="utf-8")
    return load_audit_file(path)


@pytest.fixture
def writer(archive):
    return Writer(archive)

"""The audit's tables show each claim beside the recomputed value, with its verdict."""

import re
from dataclasses import replace

import pytest

from qi_stats.audit import load_claims
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.verdicts import Verdict
from qi_stats.ledger import Ledger
from qi_stats.tables.markup import to_text
from qi_stats.tables.reproduction import (
    FIRST,
    lay_out_claims,
    lay_out_conflicts,
    lay_out_findings,
    lay_out_tally,
)


@pytest.fixture
def verdicts(mock_project, mock_codebook):
    age, north = load_claims(mock_project / "data" / "published.yaml", mock_codebook)
    return [
        Verdict(age, "reproduced", "50.1"),
        Verdict(north, "conflict", "4", reason="Others need <4>."),
    ]


def read(grid):
    return [re.sub(r"<[^>]+>", "", " | ".join((row.label, *row.cells))) for row in grid.rows]


def test_claims_to_look_at_come_first_and_the_others_under_their_place(verdicts, mock):
    grid = lay_out_claims(verdicts, mock)

    assert read(grid) == [
        "In the &lt;north&gt; | Conflict<br><small>Results. Others need &lt;4&gt;.</small> | 3 | 4",
        "Mean age | Reproduced | 50.1 | 50.1",
    ]
    assert [row.group for row in grid.rows] == [FIRST, "Table"]
    assert 'data-key="people.age.mean"' in grid.rows[1].cells[2]


def test_only_conflicts_are_among_the_conflicts(verdicts, mock):
    assert read(lay_out_conflicts("conflicts", verdicts, mock)) == [
        "In the &lt;north&gt; (Results) | 3 | 4 | Others need &lt;4&gt;."
    ]


@pytest.mark.parametrize(
    ("kind", "record", "texts"),
    [
        ("direction", {"fmt": "decimal2", "stat_label": "Log odds"}, ("−2.56", "Log odds −2.56")),
        ("not_significant", {"fmt": "p"}, (".86", "P = .86")),
        ("significant", {"fmt": "p"}, ("<.001", "P <.001")),
        ("mean", {"fmt": "decimal1"}, ("50.1", "50.1")),
    ],
)
def test_a_value_beside_words_says_what_it_is(verdicts, make_record, kind, record, texts):
    claim = replace(verdicts[0].claim, kind=KINDS[kind])
    verdict = Verdict(claim, "reproduced", texts[0])
    (row,) = lay_out_claims([verdict], Ledger([make_record(claim.key, 0.5, **record)])).rows

    assert to_text(row.cells[2]) == texts[1]


def test_verdicts_are_counted_by_place(verdicts):
    assert read(lay_out_tally("verdicts", verdicts, Ledger(()))) == [
        "Table | 1 | 0",
        "Results | 0 | 1",
        "All | 1 | 1",
    ]


def test_a_count_leads_to_its_record_where_the_audit_has_one(verdicts, make_record):
    outcome = verdicts[0].outcome
    key = f"audit.claims.by_place.table.{outcome}.n"
    (row, *_) = lay_out_tally("verdicts", verdicts, Ledger([make_record(key, 1)])).rows

    assert f'data-key="{key}"' in row.cells[0]
    with pytest.raises(ValueError, match="1 claims were counted"):
        lay_out_tally("verdicts", verdicts, Ledger([make_record(key, 2)]))


def test_a_finding_stands_under_its_rank_with_the_sentences_it_is_about(verdicts):
    age, north = verdicts
    quoted = replace(age, claim=replace(age.claim, quote="aged <50> on average"))
    findings = [Finding("ambiguous", (north.claim.name, age.claim.name), "It is <unclear>.")]

    grid = lay_out_findings("findings", findings, [quoted, north])

    assert read(grid) == [
        "In the &lt;north&gt; (Results) | It is &lt;unclear&gt;.Table: “aged &lt;50&gt; on average”"
    ]
    assert grid.rows[0].group == "Ambiguous reading or denominator"

"""A verdict for each claim, from records made by hand."""

import json
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.audit import load_claims
from qi_stats.audit.claims.verdicts import judge_claims, qualify_verdicts
from qi_stats.audit.feasible.provenance import Settlement
from qi_stats.audit.reproduction.assess import Survey
from qi_stats.audit.reproduction.audit_file import load_audit_file
from qi_stats.audit.reproduction.fingerprint import digest_sources
from qi_stats.audit.reproduction.report import count_outcomes, render_audit
from qi_stats.audit.reproduction.survey_entries import record_survey
from qi_stats.codebook import load_codebook
from qi_stats.ledger import Inputs, Ledger, Method, Record, load_ledger

ROOT = Path(__file__).parents[4]
GUESTS = "of: {table: guests}"
TESTED = "of: {table: guests, variables: [happy, tall]}"


def answer(stat, fmt, key="a.b"):
    return Record(
        key=key,
        analysis="a",
        stat_name="b",
        stat_label="B",
        stat=stat,
        fmt=fmt,
        inputs=Inputs("guests", ()),
        method=Method("module:function"),
        warnings=() if stat is not None else ("All values are equal.",),
    )


def judge(load, codebook, claim, stat, fmt="decimal2"):
    """Return the verdict on one claim about a record with this value."""
    claims = load(claim=f"{{place: T, says: S, {claim}}}")
    ledger = Ledger([answer(stat, fmt, "a.c"), answer(8, "integer")])
    return judge_claims(claims, ledger, codebook)[1]


@pytest.mark.parametrize(
    ("claim", "stat", "expected"),
    [
        (f"text: Eight, kind: count, key: a.c, {GUESTS}", 8, ("reproduced", "8")),
        (f"text: '7', kind: count, key: a.c, {GUESTS}", 8, ("not_reproduced", "8")),
        (f"text: '62.5%', kind: percent, key: a.c, {GUESTS}", 15 / 24, ("reproduced", "62.5%")),
        (f"text: '.03', kind: p, key: a.c, {TESTED}", 0.0348, ("reproduced", ".03")),
        (f"text: '.03', kind: p, key: a.c, {TESTED}", 0.0353, ("truncated", ".04")),
        (f"text: '.04', kind: p, key: a.c, {TESTED}", 0.0348, ("not_reproduced", ".03")),
        (f"text: '<.05', kind: p, key: a.c, {TESTED}", 0.0348, ("reproduced", ".03")),
        (f"text: not, kind: not_significant, key: a.c, {TESTED}", 0.05, ("reproduced", "0.05")),
        (
            f"text: not, kind: not_significant, key: a.c, {TESTED}",
            0.049,
            ("not_reproduced", "0.05"),
        ),
        (f"text: Half, kind: words, means: half, key: a.c, {GUESTS}", 0.5, ("reproduced", "0.50")),
        (
            f"text: All, kind: words, means: all, key: a.c, {GUESTS}",
            0.9,
            ("not_reproduced", "0.90"),
        ),
        (
            f"text: less, kind: direction, means: negative, key: a.c, {TESTED}",
            -1.0,
            ("reproduced", "−1.00"),
        ),
        (
            f"text: less, kind: direction, means: negative, key: a.c, {TESTED}",
            -8.5e-17,
            ("not_reproduced", "0.00"),
        ),
        (
            f"text: '7', kind: count, unanswered: No such record., {GUESTS}",
            8,
            ("not_answerable", None),
        ),
        (
            f"text: '7', kind: count, key: a.c, {GUESTS}, gives_way: {{to: [guests], why: Why}}",
            8,
            ("conflict", "8"),
        ),
        (
            "text: '2', kind: code, of: {table: guests, variable: house, level: blue}",
            8,
            ("definition", "2"),
        ),
        (
            "text: '3', kind: code, of: {table: guests, variable: house, level: blue}",
            8,
            ("not_reproduced", "2"),
        ),
    ],
)
def test_a_claim_has_its_verdict(load, codebook, claim, stat, expected):
    verdict = judge(load, codebook, claim, stat)

    assert (verdict.outcome, verdict.recomputed) == expected
    assert (verdict.reason is None) == (verdict.outcome in {"reproduced", "definition"})


def test_a_record_without_value_says_why(load, codebook):
    verdict = judge(load, codebook, f"text: '.03', kind: p, key: a.c, {TESTED}", None)

    assert (verdict.outcome, verdict.reason) == ("not_reproduced", "All values are equal.")


def test_a_key_that_no_record_has_is_an_error(load, codebook):
    with pytest.raises(InputError, match=r"“a\.d”"):
        judge(load, codebook, f"text: '7', kind: count, key: a.d, {GUESTS}", 8)


def test_an_audit_is_the_same_text_each_time(load, codebook):
    claims, ledger = load(), Ledger([answer(9, "integer")])
    verdicts = judge_claims(claims, ledger, codebook)

    survey = record_survey(Survey((), Settlement({}), (), (), {}))
    text = render_audit(claims, verdicts, "digest", survey)
    assert text == render_audit(claims, verdicts, "digest", survey)
    assert json.loads(text)["counts"]["not_reproduced"] == 1
    assert json.loads(text)["verdicts"][0]["recomputed"] == "9"


def test_the_projects_audit_is_up_to_date():
    codebook = load_codebook(ROOT / "data/codebook.yaml")
    claims = load_claims(ROOT / "data/published.yaml", codebook)
    ledger = load_ledger(ROOT / "results/ledger.json")
    verdicts = qualify_verdicts(judge_claims(claims, ledger, codebook), ledger)

    found = load_audit_file(ROOT / "results/audit.json")
    sources = (ROOT / "data" / f"{name}.yaml" for name in ("codebook", "published", "plan"))
    assert found.digest == digest_sources(*sources)
    text = (ROOT / "results/audit.json").read_text(encoding="utf-8")
    assert render_audit(claims, verdicts, found.digest, found.survey) == text
    assert count_outcomes(verdicts)["not_reproduced"] == 0

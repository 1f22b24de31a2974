"""A paper's text to a report: what is found, what is shown, what is written."""

import csv
import json

import pytest

from qi_stats.audit.paper.audit import audit_paper
from qi_stats.cli import main

TEXT = """\
Scores differed significantly, t(28) = 1.20, p = .03.
Of the sample, 10 of 24 patients (41.7%) were women and 13 of 24 patients (50.0%) smoked.
The odds ratio was 2.00 (95% CI, 1.20-3.33; P = .008). Means were 3.4 ± 1.2.
A <script>alert(1)</script> effect was seen, F(1, 28) = 4.84, p = .036.
"""


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "paper.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_findings_of_a_text(paper):
    done = audit_paper(paper)
    told = {(one.rank, one.claims[0]) for one in done.findings if one.is_fault}
    assert told == {("conclusion", "s1_word"), ("impossible", "s3_percent")}
    assert done.unread == ("Means were 3.4 ± 1.2.",)


def test_the_command_shows_what_was_found_where(paper, capsys):
    assert main(["audit", str(paper)]) == 1
    shown = capsys.readouterr().out
    assert "Found t(28)=1.20 p=.03: “Scores differed significantly, t(28) = 1.20" in shown
    assert "Not understood: “Means were 3.4 ± 1.2.”" in shown
    assert "Changes the conclusion: “significant” (Line 1:" in shown


def test_extracted_claims_can_be_audited_again(paper, tmp_path):
    claims = tmp_path / "claims.yaml"
    first = audit_paper(paper, extract=claims)
    again = audit_paper(claims)
    assert [one.message for one in again.findings] == [one.message for one in first.findings]
    assert "#   Means were 3.4 ± 1.2." in claims.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["html", "md", "csv", "json"])
def test_results_are_written_in_four_formats(paper, tmp_path, suffix):
    out = tmp_path / f"found.{suffix}"
    done = audit_paper(paper, out=out)
    text = out.read_text(encoding="utf-8")
    assert "13 of 24 prints as 54.2" in text.replace("\\", "")
    if suffix == "html":
        assert "<script>" not in text
        assert text.count("<svg") == sum(
            one.consistency is not None and one.consistency.possible is not None
            for one in done.findings
        )
        assert "http" not in text.replace('http-equiv="Content', "")
    if suffix == "csv":
        rows = list(csv.DictReader(text.splitlines()))
        assert rows[0]["grade"] == "Changes the conclusion"
        assert len(rows) == len(done.findings)
    if suffix == "json":
        assert len(json.loads(text)["findings"]) == len(done.findings)
    assert not audit_paper(paper, out=out).written[out]


def test_a_text_without_statistics_is_refused_in_plain_words(tmp_path, capsys):
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir, we saw nothing.", encoding="utf-8")
    assert main(["audit", str(path)]) == 2
    assert "no statistic that is understood" in capsys.readouterr().err

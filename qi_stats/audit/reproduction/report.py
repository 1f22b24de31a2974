"""The audit of a publication as a file: every claim, its verdict and the reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import write_atomically
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.claims.verdicts import OUTCOMES, judge_claims, qualify_verdicts
from qi_stats.audit.reproduction.audit_file import (
    AuditFile,
    VerdictEntry,
    load_audit_file,
)
from qi_stats.audit.reproduction.fingerprint import digest_sources
from qi_stats.audit.reproduction.marks import mark_ledger
from qi_stats.audit.reproduction.survey_entries import record_survey
from qi_stats.codebook import load_codebook
from qi_stats.ledger import load_ledger, save_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.claims.verdicts import Outcome, Verdict
    from qi_stats.audit.reproduction.audit_file import SurveyFile


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Attributes
    ----------
    verdicts
        One for each claim, in the order of the claims.
    findings
        What is wrong or unclear, the gravest first.
    out
        File of the audit, and whether it was `written`; False when it held the same already.
    surveyed
        Whether the claims were surveyed anew; False when nothing had changed since.
    marked
        Whether the ledger's states were changed.
    """

    verdicts: tuple[Verdict, ...]
    findings: tuple[Finding, ...]
    out: Path
    written: bool
    surveyed: bool
    marked: bool

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many claims have each outcome, in the order of `OUTCOMES`."""
        return count_outcomes(self.verdicts)

    @property
    def is_clean(self) -> bool:
        """Whether no number that is printed can be wrong as it stands, and all come out again."""
        failed = any(self.counts[name] for name in ("truncated", "not_reproduced", "conflict"))
        return not failed and not any(one.is_fault for one in self.findings)


def run_audit(
    folder: Path,
    plan_path: Path,
    ledger_path: Path,
    out: Path,
    advance: Callable[[float], None] = lambda _: None,
) -> Audit:
    """Survey and judge the claims of the publication in `folder`, and write that to `out`.

    The survey is taken from `out` where nothing that it rests on has changed. The states that it
    proves are then marked in the ledger.

    Parameters
    ----------
    folder
        Holds codebook.yaml and published.yaml.
    plan_path
        The plan whose analyses answer the claims of tests.
    ledger_path
        The ledger that answers the claims.
    out
        The file to write.
    advance
        Called with the share of a survey that is done.

    Raises
    ------
    InputError
        If a file is unusable, a claim's key is no record of the ledger, or a claim gives way
        although it could hold; `out` is then left as it was.
    """
    codebook_path, claims_path = folder / "codebook.yaml", folder / "published.yaml"
    codebook = load_codebook(codebook_path)
    claims = load_claims(claims_path, codebook)
    ledger = load_ledger(ledger_path)
    verdicts = judge_claims(claims, ledger, codebook)
    digest = digest_sources(codebook_path, claims_path, plan_path)
    survey = _recall_survey(out, digest)
    surveyed = survey is None
    if survey is None:
        survey = _survey_anew(claims, plan_path, advance)
    verdicts = qualify_verdicts(verdicts, mark_ledger(ledger, verdicts, survey.states))
    written = write_atomically(out, render_audit(claims, verdicts, digest, survey))
    survey = load_audit_file(out).survey
    marked = save_ledger(mark_ledger(ledger, verdicts, survey.states), ledger_path)
    return Audit(verdicts, survey.findings, out, written, surveyed, marked)


def _recall_survey(out: Path, digest: str) -> SurveyFile | None:
    """Return the survey in the file of an earlier audit of the same sources, if it is one."""
    try:
        found = load_audit_file(out)
    except InputError:
        return None
    return found.survey if found.digest == digest else None


def _survey_anew(claims: Claims, plan_path: Path, advance: Callable[[float], None]) -> SurveyFile:
    from qi_stats.audit.reproduction.assess import survey_claims
    from qi_stats.plan import load_plan

    return record_survey(survey_claims(claims, load_plan(plan_path, claims.codebook), advance))


def render_audit(
    claims: Claims, verdicts: Sequence[Verdict], digest: str, survey: SurveyFile
) -> str:
    """Return the audit as JSON: the same text for the same claims, verdicts and survey."""
    return AuditFile(
        digest=digest,
        source=dict(claims.source),
        counts=count_outcomes(verdicts),
        verdicts=tuple(_record_verdict(one) for one in verdicts),
        survey=survey,
    ).render()


def count_outcomes(verdicts: Sequence[Verdict]) -> dict[Outcome, int]:
    """Return how many verdicts have each outcome, in the order of `OUTCOMES`."""
    tally: Mapping[str, int] = Counter(one.outcome for one in verdicts)
    return {name: tally.get(name, 0) for name in OUTCOMES}


def _record_verdict(verdict: Verdict) -> VerdictEntry:
    claim = verdict.claim
    return VerdictEntry(
        claim=claim.name,
        place=claim.place,
        says=claim.says,
        kind=claim.kind.name,
        text=claim.text,
        recomputed=verdict.recomputed,
        outcome=verdict.outcome,
        policies=verdict.policies,
        key=claim.key,
        reading=claim.reading,
        reason=verdict.reason,
        gives_way_to=None if claim.gives_way is None else claim.gives_way.to,
    )

"""Carry out a plan on a folder of data, and keep the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors
from qi_files.paths import show_path, write_atomically
from qi_files.progress import tell_nothing
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.claims.verdicts import judge_claims
from qi_stats.audit.reproduction.audit_file import load_audit_file
from qi_stats.audit.reproduction.fingerprint import digest_sources
from qi_stats.audit.reproduction.marks import mark_ledger
from qi_stats.cli.results import AUDIT
from qi_stats.codebook import load_codebook
from qi_stats.intake.guard import find_identifiers
from qi_stats.ledger import ledger_to_csv, render_ledger
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan.run.failure import FAILURE
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qi_stats.ledger import Ledger, Record, State


@dataclass(frozen=True, slots=True)
class Run:
    """What a run did.

    Attributes
    ----------
    rows
        Number of rows of each table, by its label.
    analyses
        Number of analyses in the plan.
    ledger
        All records.
    out
        File of the ledger, and whether it was `written`; False when it held the same already.
    is_stale
        Whether there is no audit of these claims, codebook and plan beside the ledger, so that
        what the claims prove is not marked.
    """

    rows: Mapping[str, int]
    analyses: int
    ledger: Ledger
    out: Path
    written: bool
    is_stale: bool = False

    @property
    def failures(self) -> tuple[Record, ...]:
        """What says of an analysis that it could not be carried out."""
        return tuple(record for record in self.ledger if record.context == FAILURE)


def run_study(
    folder: Path,
    plan_path: Path,
    codebook_path: Path,
    out: Path,
    tell: Callable[[str], None] = tell_nothing,
) -> Run:
    """Validate the data in `folder`, carry the plan out, and write the ledger to `out`.

    `tell` is told what is being done.

    A name that ends in .csv is written as CSV, any other as JSON. Where the folder has a
    published.yaml, the records take the states that its claims settle, as far as the audit in the
    folder of `out` has them.

    Raises
    ------
    InputError
        If codebook, plan, data or claims are unusable, or there are no claims of which the rows
        could have been reconstructed; `out` is then left as it was.
    """
    if out.is_dir():
        do = f"name a file in it, such as {show_path(out / 'ledger.json')}"
        raise InputError(show_path(out), "a folder", "the name of a file to write", do)
    codebook = load_codebook(codebook_path)
    plan = load_plan(plan_path, codebook)
    study = load_study(folder, codebook, tell)
    raise_errors(find_identifiers(study))
    ledger = run_plan(plan, study, tell)
    published, is_stale = folder / "published.yaml", False
    if codebook.provenance == "reconstructed" and not published.is_file():
        raise InputError(
            show_path(published),
            "no such file",
            "the published numbers that the rows were reconstructed from",
            f"add it, or say “provenance: observed” in {show_path(codebook_path)}",
        )
    if published.is_file():
        claims = load_claims(published, codebook)
        proven = _recall_states(out.with_name(AUDIT), codebook_path, published, plan_path)
        is_stale = proven is None and codebook.provenance != "observed"
        ledger = mark_ledger(ledger, judge_claims(claims, ledger, codebook), proven)
    text = ledger_to_csv(ledger) if out.suffix.lower() == ".csv" else render_ledger(ledger)
    return Run(
        rows={one.label: len(study.frames[name]) for name, one in codebook.tables.items()},
        analyses=len(plan.ids),
        ledger=ledger,
        out=out,
        written=write_atomically(out, text),
        is_stale=is_stale,
    )


def _recall_states(
    audit: Path, codebook: Path, published: Path, plan: Path
) -> Mapping[str, State] | None:
    """Return the states that an audit of these sources proved; None without such an audit."""
    try:
        found = load_audit_file(audit)
    except InputError:
        return None
    is_current = found.digest == digest_sources(codebook, published, plan)
    return found.survey.states if is_current else None

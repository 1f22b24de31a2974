"""Carry out a plan on a folder of data, and keep the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.claims import load_claims
from qi_stats.audit.states import settle_states
from qi_stats.audit.verdicts import judge_claims
from qi_stats.codebook import load_codebook
from qi_stats.ledger import annotate_ledger, ledger_to_csv, render_ledger
from qi_stats.paths import write_atomically
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.ledger import Ledger


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
    """

    rows: Mapping[str, int]
    analyses: int
    ledger: Ledger
    out: Path
    written: bool


def run_study(folder: Path, plan_path: Path, codebook_path: Path, out: Path) -> Run:
    """Validate the data in `folder`, carry the plan out, and write the ledger to `out`.

    A name that ends in .csv is written as CSV, any other as JSON. Where the folder has a
    published.yaml, the records take the states that its claims settle.

    Raises
    ------
    InputError
        If codebook, plan, data or claims are unusable; `out` is then left as it was.
    """
    codebook = load_codebook(codebook_path)
    plan = load_plan(plan_path, codebook)
    study = load_study(folder, codebook)
    ledger = run_plan(plan, study)
    published = folder / "published.yaml"
    if published.is_file():
        claims = load_claims(published, codebook)
        ledger = annotate_ledger(ledger, settle_states(judge_claims(claims, ledger, codebook)))
    text = ledger_to_csv(ledger) if out.suffix.lower() == ".csv" else render_ledger(ledger)
    return Run(
        rows={one.label: len(study.frames[name]) for name, one in codebook.tables.items()},
        analyses=len(plan.ids),
        ledger=ledger,
        out=out,
        written=write_atomically(out, text),
    )

"""The results that a project has: those of its ledger, and those of the audit beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.ledger import Ledger

AUDIT = "audit.json"
DATA = Path("data")


def find_results(ledger: Path) -> Ledger:
    """Return the records of the ledger, and of the audit beside it if the project has both.

    Raises
    ------
    InputError
        If a file is missing or damaged.
    """
    from qi_stats.audit.reproduction.records import load_results
    from qi_stats.ledger import load_ledger

    audit = ledger.with_name(AUDIT)
    sources = [DATA / f"{name}.yaml" for name in ("codebook", "published", "plan")]
    if not all(path.is_file() for path in (audit, *sources)):
        return load_ledger(ledger)
    return load_results(ledger, audit, *sources)


def find_counterparts(key: str, ledger: Ledger) -> tuple[Verdict, ...]:
    """Return the verdict on each published number that a record answers, if there are any.

    Raises
    ------
    InputError
        If the codebook or the list of claims is malformed.
    """
    from qi_stats.audit.claims.load import load_claims
    from qi_stats.audit.claims.verdicts import judge_claim
    from qi_stats.codebook import load_codebook

    codebook, published = DATA / "codebook.yaml", DATA / "published.yaml"
    if not (codebook.is_file() and published.is_file()):
        return ()
    claims = load_claims(published, load_codebook(codebook))
    return tuple(judge_claim(claim, ledger) for claim in claims if claim.key == key)

"""The records of the audit joined to those of the ledger."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from qi_stats.audit.reproduction.audit_file import load_archive
from qi_stats.audit.reproduction.fingerprint import digest_sources
from qi_stats.audit.reproduction.records.possible import list_readings, list_tables
from qi_stats.audit.reproduction.records.samples import list_samples
from qi_stats.audit.reproduction.records.tallies import list_tallies
from qi_stats.audit.reproduction.records.write import Writer
from qi_stats.codebook import load_codebook
from qi_stats.displays.marks import UNCHECKED
from qi_stats.ledger import Ledger, load_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from qi_stats.audit.reproduction.audit_file import Archive
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Record


def load_results(ledger: Path, audit: Path, codebook: Path, claims: Path, plan: Path) -> Ledger:
    """Return the records of the ledger, and those of the audit where there is one.

    The records of an audit that was not made from this codebook, these claims and the analyses of
    this plan say that they are not checked, instead of what was true before.

    Raises
    ------
    InputError
        If a file is damaged.
    """
    found = load_ledger(ledger)
    if not audit.is_file():
        return found
    archive = load_archive(audit)
    joined = join_audit(found, archive, load_codebook(codebook))
    if archive.digest == digest_sources(codebook, claims, plan):
        return joined
    return Ledger(record if record.key in found else _withdraw(record) for record in joined)


def _withdraw(record: Record) -> Record:
    """Return a record of the audit without its value, which was true of other sources."""
    return replace(record, stat=UNCHECKED, fmt="text", identified="unchecked")


def join_audit(ledger: Ledger, archive: Archive, codebook: Codebook) -> Ledger:
    """Return the ledger with the records of the audit beside its own."""
    writer = Writer(archive)
    audit = chain(
        list_tallies(writer, ledger),
        list_tables(writer, codebook),
        list_readings(writer, codebook),
        list_samples(writer),
    )
    return Ledger((*ledger, *audit))

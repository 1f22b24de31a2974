"""One function for each table that a chapter can ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote, suggest
from qi_stats.tables.grid import DrawnTable, draw_grid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.audit.reproduction.audit_file import PremiseEntry
    from qi_stats.codebook import Codebook
    from qi_stats.displays.tables import AuditTable, ReviewersTable, TableOneTable, TableSpec
    from qi_stats.ledger import Ledger
    from qi_stats.plan_file.document import PlanDocument
    from qi_stats.tables.layout import Grid


@dataclass(frozen=True, slots=True)
class Sources:
    """What tables are drawn from.

    `judge` gives the verdicts on the claims, `find` the findings of the audit, and `list_premises`
    what its identified results rest on, when needed.
    """

    displays: PlanDocument
    ledger: Ledger
    codebook: Codebook
    judge: Callable[[], Sequence[Verdict]]
    find: Callable[[], Sequence[Finding]]
    list_premises: Callable[[], Sequence[PremiseEntry]]


def draw_table(name: str, sources: Sources) -> DrawnTable:
    """Return the table that the plan's file lays out under `name`.

    Raises
    ------
    InputError
        If no table has this name, or a record, variable or level that it names is not there.
    """
    from qi_stats.displays.tables import (
        InferenceTable,
        ReviewersTable,
        SummaryTable,
        TableOneTable,
    )

    tables = sources.displays.shells
    if name not in tables:
        expected = f"one of the tables of the plan: {', '.join(tables)}"
        do = suggest(name, tables, "choose one of these, or add it to “tables”")
        raise InputError("data/plan.yaml (tables)", quote(name), expected, do)
    shell = tables[name]
    shows_records = isinstance(
        shell, SummaryTable | InferenceTable | ReviewersTable | TableOneTable
    )
    return draw_grid(_lay_out(name, shell, sources), sources.ledger if shows_records else None)


def draw_claims(verdicts: Sequence[Verdict], ledger: Ledger) -> DrawnTable:
    """Return every claim of the publication with its verdict."""
    from qi_stats.tables.reproduction import lay_out_claims

    return draw_grid(lay_out_claims(verdicts, ledger))


def draw_methods(
    methods: Sequence[Mapping[str, Any]], agreement: Sequence[Mapping[str, Any]]
) -> DrawnTable:
    """Return every method with its function, its source, and what it was checked against."""
    from qi_stats.tables.methods import lay_out_methods

    return draw_grid(lay_out_methods(methods, agreement))


def draw_agreement(agreement: Sequence[Mapping[str, Any]]) -> DrawnTable:
    """Return how far each statistic is from that of R."""
    from qi_stats.tables.methods import lay_out_agreement

    return draw_grid(lay_out_agreement(agreement))


def draw_dictionary(table: str, codebook: Codebook) -> DrawnTable:
    """Return the variables of one table of the data, as the codebook describes them."""
    from qi_stats.tables.dictionary import lay_out_dictionary

    return draw_grid(lay_out_dictionary(table, codebook))


def draw_rules(codebook: Codebook) -> DrawnTable:
    """Return the rules that hold within and between the tables of the data."""
    from qi_stats.tables.dictionary import lay_out_rules

    return draw_grid(lay_out_rules(codebook))


def draw_outline(displays: PlanDocument, ledger: Ledger, codebook: Codebook) -> DrawnTable:
    """Return the plan: what each analysis asks, of which rows and variables, by which methods."""
    from qi_stats.tables.outline import lay_out_outline

    return draw_grid(lay_out_outline(displays, ledger, codebook))


def _lay_out(  # noqa: PLR0911 - one return for each kind of table
    name: str, shell: TableSpec, sources: Sources
) -> Grid:
    """Return the grid of the table that `shell` describes."""
    from qi_stats.displays.tables import (
        AuditTable,
        CodingTable,
        RecordsTable,
        ReviewersTable,
        SummaryTable,
        TableOneTable,
    )
    from qi_stats.tables.coding import lay_out_coding
    from qi_stats.tables.inference import lay_out_inference
    from qi_stats.tables.records import lay_out_records
    from qi_stats.tables.summary import lay_out_summary

    ledger, codebook = sources.ledger, sources.codebook
    if isinstance(shell, SummaryTable):
        return lay_out_summary(name, shell, ledger, codebook)
    if isinstance(shell, TableOneTable):
        return _lay_out_table_one(name, shell, sources)
    if isinstance(shell, CodingTable):
        return lay_out_coding(name, shell, codebook)
    if isinstance(shell, RecordsTable):
        return lay_out_records(name, shell, ledger)
    if isinstance(shell, AuditTable):
        return _lay_out_audit(name, shell, sources)
    if isinstance(shell, ReviewersTable):
        return _lay_out_reviewers(name, shell, sources)
    return lay_out_inference(name, shell, ledger, sources.displays.titles)


def _lay_out_table_one(name: str, shell: TableOneTable, sources: Sources) -> Grid:
    """Return the grid of the table by group that an analysis declares."""
    from qi_stats.plan_file.table_one import TableOneSpec
    from qi_stats.tables.table_one import lay_out_table_one

    spec = sources.displays.analyses[shell.analysis]
    assert isinstance(spec, TableOneSpec)  # noqa: S101 - `check_displays` has seen to it
    return lay_out_table_one(name, shell, spec, sources.ledger, sources.codebook)


def _lay_out_reviewers(name: str, shell: ReviewersTable, sources: Sources) -> Grid:
    """Return the grid of the part of the reviewers' comparison that `shell` shows."""
    from qi_stats.tables import reviewers

    if shell.show == "agreement":
        return reviewers.lay_out_agreement(name, shell, sources.ledger, sources.codebook)
    if shell.show == "disagreements":
        return reviewers.lay_out_disagreements(name, shell, sources.ledger, sources.codebook)
    return reviewers.lay_out_conclusions(name, shell, sources.ledger, sources.displays.titles)


def _lay_out_audit(name: str, shell: AuditTable, sources: Sources) -> Grid:
    """Return the grid of the part of the audit that `shell` shows."""
    from qi_stats.tables import reproduction
    from qi_stats.tables.premises import lay_out_premises

    if shell.show == "premises":
        return lay_out_premises(name, sources.list_premises(), sources)
    verdicts = sources.judge()
    if shell.show == "tally":
        return reproduction.lay_out_tally(name, verdicts, sources.ledger)
    if shell.show == "conflicts":
        return reproduction.lay_out_conflicts(name, verdicts, sources.ledger)
    if shell.show == "findings":
        return reproduction.lay_out_findings(name, sources.find(), verdicts)
    return reproduction.lay_out_claims(verdicts, sources.ledger)

"""Results in lines for a terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qi_files.paths import show_path
from qi_stats.audit.checks.findings import RANKS
from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.audit.paper.audit import PaperAudit
    from qi_stats.audit.reproduction.report import Audit
    from qi_stats.cli.refresh import Refresh
    from qi_stats.cli.run import Run
    from qi_stats.ledger import Record
    from qi_stats.plan.catalogue import CatalogueEntry
    from qi_stats.study import TableSummary


def describe_tables(tables: Sequence[TableSummary], analyses: int) -> Iterator[str]:
    """Yield what a check found in order."""
    for table in tables:
        yield f"{table.label}: {table.rows} rows of {table.columns} columns ({table.file})"
    yield f"Plan: {analyses} analyses"
    yield "All as the codebook says."


def describe_run(run: Run) -> Iterator[str]:
    """Yield what was read, what was computed, and where it was written."""
    yield "; ".join(f"{label}: {count} rows" for label, count in run.rows.items())
    warned = [record for record in run.ledger if record.warnings]
    missing = [record for record in warned if record.stat is None]
    yield (
        f"{run.analyses} analyses, {len(run.ledger)} records, "
        f"{len(warned)} with a warning, {len(missing)} without a value"
    )
    state = "written" if run.written else "unchanged"
    yield f"{show_path(run.out)} {state}"
    for record in run.failures:
        yield f"{record.analysis}: {record.warnings[0]}"
    if run.is_stale:
        yield (
            "There is no audit of these claims, codebook and plan: what the claims prove is marked "
            "as not checked. Run `qi-stats audit`."
        )


def describe_audit(audit: Audit, *, quiet: bool) -> Iterator[str]:
    """Yield each finding and each claim that does not come out, unless `quiet`, and the totals."""
    for finding in () if quiet else audit.findings:
        yield f"{RANKS[finding.rank]}: {finding.message}"
    for verdict in () if quiet else audit.verdicts:
        if verdict.outcome != "reproduced":
            yield f"{OUTCOMES[verdict.outcome]}: “{verdict.claim.text}” ({verdict.claim.place})"
            yield f"  {verdict.claim.says}"
            yield f"  {verdict.reason}"
    yield f"{len(audit.findings)} findings"
    counts = audit.counts
    totals = (f"{words.lower()} {counts[name]}" for name, words in OUTCOMES.items() if counts[name])
    if audit.marked:
        yield "The ledger is marked anew."
    yield f"{len(audit.verdicts)} claims: {', '.join(totals)}"
    yield f"{show_path(audit.out)} {'written' if audit.written else 'unchanged'}"


def describe_refresh(done: Refresh) -> Iterator[str]:
    """Yield what was brought up to date before a render."""
    if done.run is not None:
        yield from describe_run(done.run)
    if done.audit is not None:
        yield from describe_audit(done.audit, quiet=True)
    for folder in done.thawed:
        yield f"{show_path(folder)} removed: its chapters run again"


def describe_findings(audit: PaperAudit, *, quiet: bool) -> Iterator[str]:
    """Yield each finding, unless `quiet`, and how many of each rank there are.

    Of a paper that was read as text, what was found in which sentence comes first.
    """
    if audit.reading is not None and not quiet:
        for one in audit.reading.found:
            yield f"Found {one.label}: “{audit.reading.sentence(one.start, one.end)}”"
        for sentence in audit.unread:
            yield f"Not understood: “{sentence}”"
    for finding in audit.findings:
        if not quiet:
            yield f"{RANKS[finding.rank]}: {finding.message}"
    totals = [f"{RANKS[rank].lower()} {count}" for rank, count in audit.counts.items()]
    found = ", ".join(totals) or "nothing found"
    yield f"{len(audit.claims)} claims, {audit.sound} without fault: {found}"
    yield from describe_files(audit.written, "written")


def describe_files(changed: Mapping[Path, bool], word: str) -> Iterator[str]:
    """Yield one line for each file; `word` says of a changed one what was done or found."""
    for path, is_changed in changed.items():
        yield f"{show_path(path)} {word if is_changed else 'unchanged'}"


def list_methods(entries: Iterable[CatalogueEntry]) -> Iterator[str]:
    """Yield each method of a plan by its name, under the heading of its group."""
    group = ""
    for entry in entries:
        if not entry.name:
            continue
        if entry.group != group:
            group = entry.group
            yield group
        yield f"  {entry.name:<18} {entry.label}"


def show_value(record: Record) -> str:
    """Return the record's value as the report shows it."""
    if isinstance(record.stat, str):
        return record.stat
    return format_number(record.stat, record.fmt)


def describe_record(record: Record, verdicts: Sequence[Verdict] = ()) -> Iterator[str]:
    """Yield everything that the project has on one result, one fact a line.

    `verdicts` are those on the published numbers that the result answers.
    """
    facts = {
        "what": record.stat_label,
        "shown as": show_value(record),
        "value": "none" if record.stat is None else str(record.stat),
        "n": record.n,
        "variable": _join_level(record.variable, record.variable_level),
        "group": _join_level(record.group, record.group_level),
        "analysis": record.analysis,
        "method": record.context,
        "definition": record.definition,
        "call": f"{record.method.function}({_write_arguments(record)})",
        "table": record.inputs.table,
        "columns": ", ".join(record.inputs.columns),
        "rows where": _write_json(record.inputs.where),
        "state": record.identified,
        "range": None if record.range is None else f"{record.range[0]:g} to {record.range[1]:g}",
        "claim": record.claim,
    }
    published = [
        f"{one.claim.text} ({one.claim.place}): {OUTCOMES[one.outcome].lower()}" for one in verdicts
    ]
    yield record.key
    for name, fact in facts.items():
        if fact not in (None, ""):
            yield f"  {name:<11}{fact}"
    for words in published:
        yield f"  {'published':<11}{words}"
    for table, digest in record.inputs.sha256.items():
        yield f"  {'sha256':<11}{table} {digest}"
    for warning in record.warnings:
        yield f"  {'warning':<11}{warning}"


def list_records(records: Sequence[Record]) -> Iterator[str]:
    """Yield one line for each record: key and value."""
    width = max(len(record.key) for record in records)
    for record in records:
        yield f"{record.key:<{width}}  {show_value(record)}"


def describe_untold(keys: Sequence[str], version: str) -> Iterator[str]:
    """Yield the keys of changed numbers that nothing is said of, and what to do."""
    if not keys:
        yield "Every number that reads differently is told of."
        return
    yield f"{len(keys)} numbers read differently, and nothing is said of them:"
    yield from (f"  {key}" for key in keys)
    yield (
        f"Name them in CHANGELOG.md, below “Numbers changed” of {version}, or in data/errata.yaml; "
        "`qi-stats diff --format markdown` writes the list."
    )


def _join_level(name: str | None, level: str | None) -> str | None:
    return name if level is None else f"{name} = {level}"


def _write_arguments(record: Record) -> str:
    return ", ".join(f"{name}={value}" for name, value in record.method.arguments.items())


def _write_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""

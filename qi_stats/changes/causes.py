"""Finds what each change comes from, by recomputing between two releases."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.changes.dependencies import LOCK, describe_dependencies
from qi_stats.changes.recompute import AUDIT, Stage, Step, exchange_files, read_stage, run_old_code
from qi_stats.changes.rows import describe_rows
from qi_stats.codebook import load_codebook
from qi_stats.ledger import Ledger, diff_ledgers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qi_stats.changes.recompute import CarryOut

DATA = "data"
PACKAGES = "qi_stats", "qi_files"
SETTINGS = {
    "codebook.yaml": "the codebook",
    "plan.yaml": "the plan",
    "published.yaml": "the list of published numbers",
}
CODE, UNKNOWN = "the code", "not found by recomputing"


@dataclass(frozen=True, slots=True)
class End:
    """One end of the way: a release's recorded ledger, and its sources."""

    ledger: Ledger
    sources: Path


def find_causes(
    old: End, new: End, carry_out: CarryOut, report: Callable[[str], None]
) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """Return for each key that differs what its change comes from, and what was not found out.

    Parameters
    ----------
    old, new
        The two ends.
    carry_out
        Carries plan and audit of a data folder out by today's code.
    report
        Told what is being done.
    """
    with tempfile.TemporaryDirectory(prefix="between-") as name:
        work = Path(name)
        notes: list[str] = []
        stages = list(_list_stages((old, new), carry_out, work, notes, report))
    return _attribute(old.ledger, stages), tuple(notes)


def _list_stages(
    ends: tuple[End, End],
    carry_out: CarryOut,
    work: Path,
    notes: list[str],
    report: Callable[[str], None],
) -> Iterator[Stage]:
    """Yield the ledgers from the old release to the new one."""
    old, new = ends
    dependencies = describe_dependencies(old.sources / LOCK, new.sources / LOCK)
    code, before = dependencies, old.ledger
    out = work / "old"
    out.mkdir()
    audit = old.sources / "results" / AUDIT
    if audit.is_file():
        (out / AUDIT).write_bytes(audit.read_bytes())
    if _list_code(old.sources) not in ({}, _list_code(new.sources)):
        report("the old release's code on its own data")
        try:
            run_old_code(old.sources, old.sources / DATA, out)
            before = read_stage(out, old.sources / DATA, before)
            yield Stage(dependencies, before)
            code = CODE
        except InputError as error:
            code = f"{CODE}, or {dependencies}"
            notes.append(f"{error.where}: {error.found}; code and dependencies are not told apart")
    steps = tuple(list_steps(old.sources / DATA, new.sources / DATA))
    report(f"today's code, with {len(steps)} files exchanged one after the other")
    folders = old.sources / DATA, new.sources / DATA
    for stage in exchange_files(folders, steps, carry_out, work / "now", before):
        yield stage if stage.words else Stage(code, stage.ledger)
    yield Stage(UNKNOWN, new.ledger)


def _list_code(sources: Path) -> dict[str, bytes]:
    """Return the modules of the packages that sources hold themselves, by their places."""
    return {
        path.relative_to(sources).as_posix(): path.read_bytes()
        for name in PACKAGES
        for path in (sources / name).rglob("*.py")
    }


def list_steps(old: Path, new: Path) -> Iterator[Step]:
    """Yield the files of two data folders that differ: rows first, then what describes them."""
    tables = _find_tables(old) | _find_tables(new)
    names = {path.name for folder in (old, new) for path in folder.iterdir() if path.is_file()}
    for name in [*sorted(names - SETTINGS.keys()), *(one for one in SETTINGS if one in names)]:
        before, after = old / name, new / name
        if before.is_file() and after.is_file() and before.read_bytes() == after.read_bytes():
            continue
        if name in SETTINGS:
            yield Step(name, SETTINGS[name])
        elif name in tables:
            yield Step(name, describe_rows(before, after, *tables[name]))
        elif Path(name).suffix != ".md":
            yield Step(name, f"the file {name}")


def _find_tables(folder: Path) -> dict[str, tuple[tuple[str, ...], str]]:
    """Return the key and the label of each table, by its file's name."""
    try:
        codebook = load_codebook(folder / "codebook.yaml")
    except InputError:
        return {}
    return {
        Path(table.file).name: (tuple(table.key), table.label) for table in codebook.tables.values()
    }


def _attribute(old: Ledger, stages: list[Stage]) -> dict[str, list[str]]:
    """Return the exchanges at which each record changed, came or went, by key."""
    causes: dict[str, list[str]] = {}
    before = old
    for stage in stages:
        difference = diff_ledgers(before, stage.ledger)
        changed = (change.key for change in difference.changed)
        singles = (record.key for record in (*difference.added, *difference.removed))
        for key in (*changed, *singles):
            causes.setdefault(key, []).append(stage.words)
        before = stage.ledger
    return causes

"""The files of the project that a chapter draws from, each read once until it changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from qi_files.errors import InputError
from qi_files.paths import find_root, show_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qi_stats.audit import Claims
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.audit.reproduction.audit_file import Archive
    from qi_stats.book.guideline import GuidelineDocument
    from qi_stats.book.listings import Listing
    from qi_stats.codebook import Codebook
    from qi_stats.displays import Displays
    from qi_stats.ledger import Ledger, Record

    Content = TypeVar("Content")

LEDGER = "results/ledger.json"
AUDIT = "results/audit.json"
AUDITED = "audit"
"""First word of the keys of the audit's records."""
SETTINGS = "_quarto.yml"
CODEBOOK = "data/codebook.yaml"
PLAN = "data/plan.yaml"
CLAIMS = "data/published.yaml"
METHODS = "results/methods.json"
AGREEMENT = "results/agreement-with-r.json"


def read_ledger() -> Ledger:
    """Return the project's ledger."""
    from qi_stats.ledger import load_ledger

    return _read(load_ledger, LEDGER)


def find_record(key: str) -> Record:
    """Return the record with this key; the audit is read only for one of its own.

    Raises
    ------
    InputError
        If there is none.
    """
    found = read_results() if key.startswith(f"{AUDITED}.") else read_ledger()
    return found.get(key)


def read_results() -> Ledger:
    """Return the project's ledger, with the records of the audit where there is one.

    Raises
    ------
    InputError
        If the audit was made from another codebook, plan or list of claims.
    """
    return _read(_load_results, LEDGER, AUDIT, CODEBOOK, CLAIMS, PLAN)


def read_listings() -> tuple[Listing, ...]:
    """Return which chapters list which records; together they list each record once.

    Raises
    ------
    InputError
        If the settings leave an analysis out, or name one twice.
    """
    from qi_stats.book.listings import complete_listings, load_listings

    names = tuple(dict.fromkeys(record.analysis for record in read_results()))
    return complete_listings(_read(load_listings, SETTINGS), names)


def read_audit() -> Archive:
    """Return the audit of the publication."""
    from qi_stats.audit.reproduction.audit_file import load_archive

    return _read(load_archive, AUDIT)


def read_codebook() -> Codebook:
    """Return the project's codebook."""
    from qi_stats.codebook import load_codebook

    return _read(load_codebook, CODEBOOK)


def read_displays() -> Displays:
    """Return the shells of the project's tables and figures."""
    return _read(_load_displays, PLAN)


def read_claims() -> Claims:
    """Return the claims of the publication."""
    return _read(_load_claims, CLAIMS)


def read_methods() -> list[dict[str, Any]]:
    """Return the catalogue of methods, as `qi-stats methods` writes it."""
    return _read(_load_json, METHODS)


def read_agreement() -> list[dict[str, Any]]:
    """Return how far each statistic is from that of R."""
    return _read(_load_json, AGREEMENT)


def read_guideline(name: str) -> GuidelineDocument:
    """Return the reporting guideline in a file of the project, with where it is answered."""
    return _read(_load_guideline, name)


def has_claims() -> bool:
    """Return whether the project retells a publication, and so has its claims."""
    return (find_root() / CLAIMS).is_file()


def has_methods() -> bool:
    """Return whether the project keeps the catalogue of methods."""
    return (find_root() / METHODS).is_file()


def read_verdicts() -> tuple[Verdict, ...]:
    """Return the verdict on each claim, as the project's ledger answers it."""
    from qi_stats.audit.claims.verdicts import judge_claims, qualify_verdicts

    ledger = read_ledger()
    return qualify_verdicts(judge_claims(read_claims(), ledger, read_codebook()), ledger)


def read_findings() -> tuple[Finding, ...]:
    """Return what the audit found wrong or unclear in the claims."""
    return read_audit().findings


def read_premises() -> list[dict[str, Any]]:
    """Return the readings and rules that identified results rest on."""
    premises: list[dict[str, Any]] = read_audit().document["premises"]
    return premises


def _load_displays(path: Path) -> Displays:
    from qi_stats.displays import check_displays, load_displays

    displays = load_displays(path)
    check_displays(displays, path, read_codebook())
    return displays


def _load_guideline(path: Path) -> GuidelineDocument:
    from qi_files.documents import read_document
    from qi_stats.book.guideline import GuidelineDocument

    return read_document(path, GuidelineDocument)


def _load_json(path: Path) -> list[dict[str, Any]]:
    import json

    if not path.is_file():
        raise InputError(
            show_path(path),
            "no such file",
            "a file that the project keeps beside its ledger",
            "CONTRIBUTING.md says which command writes it",
        )
    entries: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return entries


def _load_claims(path: Path) -> Claims:
    from qi_stats.audit import load_claims

    return load_claims(path, read_codebook())


def _load_results(*paths: Path) -> Ledger:
    from qi_stats.audit.reproduction.records import load_results

    return load_results(*paths)


def _read(load: Callable[..., Content], *names: str) -> Content:
    """Return what `load` makes of these files of the project; again only if one has changed."""
    root = find_root()
    return cast("Content", _load(load, tuple(_note(root / name) for name in names)))


def _note(path: Path) -> tuple[Path, int, int]:
    """Return the path with what tells one state of the file from another."""
    if not path.is_file():
        return path, 0, 0
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


@lru_cache(maxsize=32)
def _load(load: Callable[..., Any], files: tuple[tuple[Path, int, int], ...]) -> object:
    """Return what `load` makes of the files in this state."""
    return load(*(path for path, *_ in files))

"""The files of the project that a chapter draws from, each read once until it changes."""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from qi_files.errors import InputError
from qi_files.paths import find_root, show_path
from qi_stats.ledger import AUDITED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from qi_stats.audit import Claims
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.audit.reproduction.audit_file import PremiseEntry
    from qi_stats.book.guideline_items import GuidelineDocument
    from qi_stats.book.listings import Listing
    from qi_stats.changes.model import Changes
    from qi_stats.changes.notes import Erratum
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan_file.document import PlanDocument

    Content = TypeVar("Content")

LEDGER = "results/ledger.json"
AUDIT = "results/audit.json"
"""First word of the keys of the audit's records."""
SETTINGS = "_quarto.yml"
DATA = "data"
CODEBOOK = "data/codebook.yaml"
PLAN = "data/plan.yaml"
CLAIMS = "data/published.yaml"
METHODS = "results/methods.json"
AGREEMENT = "results/agreement-with-r.json"


def read_ledger() -> Ledger:
    """Return the project's ledger.

    Raises
    ------
    InputError
        If it was made from other rows than the project has now.
    """
    return _read(_load_ledger, LEDGER, *_list_rows())


def find_record(key: str) -> Record:
    """Return the record with this key; the audit is read only for one of its own.

    Raises
    ------
    InputError
        If there is none.
    """
    found = read_results() if key.startswith(f"{AUDITED}.") else read_ledger()
    with expect_results():
        return found.get(key)


@contextmanager
def expect_results() -> Iterator[None]:
    """Say where a key is unknown because its analysis has not been run; costs nothing else."""
    try:
        yield
    except InputError as error:
        from qi_stats.plan_file import explain_missing_results

        with explain_missing_results(find_root() / PLAN):
            raise error from None


def read_results() -> Ledger:
    """Return the project's ledger, with the records of the audit where there is one.

    Raises
    ------
    InputError
        If the ledger was made from other rows than the project has now.
    """
    return _read(_load_results, LEDGER, AUDIT, CODEBOOK, CLAIMS, PLAN, *_list_rows())


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


def read_releases() -> tuple[Changes, ...]:
    """Return what changed in each release that the project keeps, the oldest first."""
    from qi_stats.changes.kept import list_changes
    from qi_stats.changes.model import FILE, load_changes

    return tuple(load_changes(one.folder / FILE) for one in list_changes(find_root()))


def read_errata() -> tuple[Erratum, ...]:
    """Return the notes on corrected numbers; none where there is no file."""
    from qi_stats.changes.notes import ERRATA, load_errata

    return load_errata(find_root() / ERRATA)


def read_codebook() -> Codebook:
    """Return the project's codebook."""
    from qi_stats.codebook import load_codebook

    return _read(load_codebook, CODEBOOK)


def read_displays() -> PlanDocument:
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
    return _read(_load_findings, AUDIT, CODEBOOK, CLAIMS, PLAN)


def read_premises() -> tuple[PremiseEntry, ...]:
    """Return the readings and rules that identified results rest on."""
    return _read(_load_premises, AUDIT, CODEBOOK, CLAIMS, PLAN)


def _load_displays(path: Path) -> PlanDocument:
    from qi_stats.plan_file import check_displays, load_plan_file

    displays = load_plan_file(path)
    check_displays(displays, path, read_codebook())
    return displays


def _load_guideline(path: Path) -> GuidelineDocument:
    from qi_files.documents import read_document
    from qi_stats.book.guideline_items import GuidelineDocument

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


def _load_findings(audit: Path, *sources: Path) -> tuple[Finding, ...]:
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.reproduction.audit_file import load_audit_file
    from qi_stats.audit.reproduction.fingerprint import digest_sources
    from qi_stats.displays.marks import UNCHECKED

    found = load_audit_file(audit)
    if found.digest == digest_sources(*sources):
        return found.survey.findings
    return (Finding("not_recomputable", (), f"{UNCHECKED.capitalize()}."),)


def _load_premises(audit: Path, *sources: Path) -> tuple[PremiseEntry, ...]:
    from qi_stats.audit.reproduction.audit_file import load_audit_file
    from qi_stats.audit.reproduction.fingerprint import digest_sources

    found = load_audit_file(audit)
    return found.survey.premises if found.digest == digest_sources(*sources) else ()


def _load_ledger(ledger: Path, *_: Path) -> Ledger:
    from qi_stats.ledger import load_ledger

    return _check_rows(load_ledger(ledger))


def _load_results(*paths: Path) -> Ledger:
    from qi_stats.audit.reproduction.records import load_results

    return _check_rows(load_results(*paths[:5]))


def _check_rows(ledger: Ledger) -> Ledger:
    """Return the ledger if its rows are those of today, as far as the project has its rows.

    The codebook, which says what each file is called, is heavy to read for a single number. So a
    file named as its table is held against that table, and the others against all.
    """
    from hashlib import sha256

    own = (record for record in ledger if record.analysis != AUDITED)
    used = dict(pair for record in own for pair in record.inputs.sha256.items())
    root = find_root()
    found = {name: sha256((root / name).read_bytes()).hexdigest() for name in _list_rows()}
    lost = {name for name, digest in used.items() if digest not in found.values()}
    changed = any(f"{DATA}/{name}.csv" in found for name in lost)
    if not lost or (not changed and len(found) < len(used)):
        return ledger
    raise InputError(
        show_path(root / LEDGER),
        f"results of other rows than those in {DATA}/",
        "results of the rows as they are now",
        "run `qi-stats run`",
    )


def _list_rows() -> list[str]:
    root = find_root()
    return sorted(path.relative_to(root).as_posix() for path in (root / DATA).glob("*.csv"))


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

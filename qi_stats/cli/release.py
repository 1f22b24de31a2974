"""Compare releases, and keep one."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import find_root
from qi_stats.changes.compare import name_plainly
from qi_stats.changes.keep import (
    Tools,
    check_release,
    compare_ledgers,
    compare_releases,
    keep_release,
)
from qi_stats.changes.kept import FORM, find_release
from qi_stats.changes.model import FILE, Changes, load_changes
from qi_stats.changes.notes import gather_told, list_untold
from qi_stats.cli.results import AUDIT, DATA, find_results
from qi_stats.ledger import load_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.changes.compare import NameRecord
    from qi_stats.ledger import Ledger

NOW = "now"
LEDGER = Path("results/ledger.json")


def carry_out(data: Path, out: Path) -> None:
    """Carry plan and audit of a data folder out, and write `ledger.json` and `audit.json`."""
    from qi_stats.audit.reproduction.report import run_audit
    from qi_stats.cli.run import run_study

    plan = data / "plan.yaml"
    run_study(data, plan, data / "codebook.yaml", out / "ledger.json")
    if (data / "published.yaml").is_file():
        run_audit(data, plan, out / "ledger.json", out / AUDIT)


def make_tools(report: Callable[[str], None], *, causes: bool = True) -> Tools:
    """Return what a comparison needs, with the words of the project in the working directory."""
    return Tools(carry_out, report, _find_names(), causes)


def _find_names() -> NameRecord:
    """Return what names a record in the words of the project's codebook and plan."""
    from qi_stats.codebook import load_codebook
    from qi_stats.displays import load_displays
    from qi_stats.tables.naming import Vocabulary, name_record

    try:
        codebook = load_codebook(DATA / "codebook.yaml")
        displays = load_displays(DATA / "plan.yaml")
    except InputError:
        return name_plainly
    vocabulary = Vocabulary(codebook, displays.titles, parts=displays.parts)
    return lambda record: name_record(record, vocabulary)


def is_version(name: str) -> bool:
    """Say whether a word of the command line names a release, or the results as they are now."""
    return name == NOW or (FORM.fullmatch(name) is not None and not Path(name).is_file())


def compare_names(old: str, new: str, rtol: float, tools: Tools) -> Changes:
    """Return what changed between two releases, or two files of ledgers.

    Raises
    ------
    InputError
        If one is no release that is kept and no file.
    """
    if not is_version(old):
        ends = ((old, load_ledger(Path(old))), _load(new))
        return compare_ledgers(*ends, tools, rtol)
    root = find_root()
    release = find_release(root, old)
    if new != NOW and is_version(new):
        other = find_release(root, new)
        kept = other.folder / FILE
        if tools.causes and kept.is_file() and load_changes(kept).before == release.name:
            return load_changes(kept)
        return compare_releases(root, release, (other.name, other.load_ledger(), None), tools)
    sources = root if new == NOW else None
    if sources is None:
        return compare_ledgers((old, release.load_ledger()), _load(new), tools, rtol)
    return compare_releases(root, release, (NOW, find_results(LEDGER), sources), tools)


def _load(name: str) -> tuple[str, Ledger]:
    if name == NOW:
        return name, find_results(LEDGER)
    if is_version(name):
        return name, find_release(find_root(), name).load_ledger()
    return name, load_ledger(Path(name))


def release_study(version: str, tools: Tools, *, write: bool) -> tuple[Changes, tuple[str, ...]]:
    """Keep a release, or check one that is kept; return its changes and the keys left untold.

    Raises
    ------
    InputError
        If the version can't be kept, or is not kept as the project is now.
    """
    root = find_root()
    release = find_release(root, version)
    ledger = find_results(root / LEDGER)
    if write:
        tools.report("carrying the plan out")
        _require_fresh(root)
        changes = keep_release(root, release, ledger, tools)
        return changes, list_untold(changes, gather_told(root, release.name))
    untold = check_release(root, release, ledger)
    return load_changes(release.folder / FILE), untold


def _require_fresh(root: Path) -> None:
    """Check that the results are what the data, codebook and plan give now."""
    results = root / LEDGER.parent
    with TemporaryDirectory(prefix="release-") as name:
        out = Path(name)
        if (results / AUDIT).is_file():
            (out / AUDIT).write_bytes((results / AUDIT).read_bytes())
        carry_out(root / DATA, out)
        for file in (LEDGER.name, AUDIT):
            kept, made = results / file, out / file
            if made.is_file() and (not kept.is_file() or kept.read_bytes() != made.read_bytes()):
                raise InputError(
                    f"{LEDGER.parent.as_posix()}/{file}",
                    "a file of another state of the project",
                    "what the data, codebook and plan give now",
                    "run `qi-stats run`, and `qi-stats audit` if there are claims",
                )

"""Bring the results up to date before a book is rendered, in no time where they are."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.paths import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qi_stats.audit.reproduction.report import Audit
    from qi_stats.cli.run import Run

DATA, RESULTS = Path("data"), Path("results")
SETTINGS = (Path("_quarto.yml"), Path("pyproject.toml"))
"""What chapters read besides data and results: which appendix lists what, and the version."""
LEDGER = RESULTS / "ledger.json"
STATE = RESULTS / ".refresh.json"
FROZEN = (Path("_freeze"), Path(".quarto/_freeze"))
"""Where Quarto keeps what cells gave; it looks at a chapter's text alone, never at its data."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What was brought up to date.

    Attributes
    ----------
    run
        The run of the plan; None where the rows are kept elsewhere.
    audit
        The audit; None without claims or rows, or where it would have kept an author waiting.
    is_checked
        Whether every state in the ledger rests on the claims and the plan as they are now.
    thawed
        Folders of frozen chapters that were removed.
    """

    run: Run | None
    audit: Audit | None
    is_checked: bool
    thawed: tuple[Path, ...] = ()


def is_whole(environment: Mapping[str, str]) -> bool:
    """Say whether a whole book is rendered, or nobody says what; not one chapter or a preview."""
    told = "QUARTO_PROJECT_OUTPUT_DIR" in environment
    return not told or environment.get("QUARTO_PROJECT_RENDER_ALL") == "1"


def refresh_results(
    *, whole: bool, advance: Callable[[float], None] = lambda _: None
) -> Refresh | None:
    """Carry out plan and audit in the working folder if anything that they rest on has changed.

    Parameters
    ----------
    whole
        Whether the audit may survey the claims anew, which takes minutes. Where it may not and has
        to, what it said before is marked as not checked.
    advance
        Called with the share of a survey that is done.

    Returns
    -------
    Refresh or None
        None where nothing has changed: no file was touched.

    Raises
    ------
    InputError
        If the data, a description of them, or the claims are unusable.
    """
    before = _read_state()
    if before.get("digest") == digest_inputs() and (before.get("checked") or not whole):
        return None
    done = _compute(advance, whole=whole) if _has_rows() else Refresh(None, None, is_checked=True)
    thawed = tuple(folder for folder in FROZEN if folder.is_dir())
    for folder in thawed:
        shutil.rmtree(folder)
    state = {"digest": digest_inputs(), "checked": done.is_checked}
    write_atomically(STATE, json.dumps(state) + "\n")
    return replace(done, thawed=thawed)


def _has_rows() -> bool:
    """Say whether the rows are here; a team may publish a report's sources without them."""
    return not LEDGER.is_file() or any(DATA.glob("*.csv"))


def _compute(advance: Callable[[float], None], *, whole: bool) -> Refresh:
    from qi_stats.audit.reproduction.report import run_audit
    from qi_stats.cli.run import run_study

    plan = DATA / "plan.yaml"
    run = run_study(DATA, plan, DATA / "codebook.yaml", LEDGER)
    is_checked = whole or not run.is_stale
    if not is_checked or not (DATA / "published.yaml").is_file():
        return Refresh(run, None, is_checked)
    return Refresh(run, run_audit(DATA, plan, LEDGER, RESULTS / "audit.json", advance), is_checked)


def digest_inputs() -> str:
    """Return the digest of all that chapters draw from: data, results, settings, and programs."""
    digest = hashlib.sha256("\n".join(_list_packages()).encode())
    for path in sorted(_list_files()):
        digest.update(f"{path.as_posix()}\n".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _list_files() -> Iterator[Path]:
    yield from (path for path in SETTINGS if path.is_file())
    yield from Path(__file__).parents[1].rglob("*.py")
    for folder in (DATA, RESULTS):
        files = (path for path in folder.rglob("*") if path.is_file())
        yield from (path for path in files if not path.name.startswith("."))


def _list_packages() -> list[str]:
    """Return Python's version and the names, with versions, of all packages it can import."""
    found = {item.name for entry in sys.path for item in Path(entry).glob("*.dist-info")}
    return [sys.version, *sorted(found)]


def _read_state() -> dict[str, object]:
    try:
        state = json.loads(STATE.read_bytes())
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}

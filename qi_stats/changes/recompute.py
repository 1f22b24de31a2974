"""Ledgers between two releases: the same analyses with one thing exchanged after the other.

Each step carries plan and audit out on a folder of data in which one file more is the new one, so
that a number's change can be put down to that file. The old code runs from the old release's own
sources, in the packages that are installed now.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.reproduction.records import load_results
from qi_stats.ledger import AUDITED, Ledger, load_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    CarryOut = Callable[[Path, Path], None]
    """Carries plan and audit of a data folder out, and writes `ledger.json` to another folder."""

LEDGER, AUDIT = "ledger.json", "audit.json"
CLAIMS = "published.yaml"


@dataclass(frozen=True, slots=True)
class Step:
    """One exchange: the file of the data folder, and what a change from it is called."""

    file: str
    words: str


@dataclass(frozen=True, slots=True)
class Stage:
    """A ledger on the way, and what was exchanged since the one before."""

    words: str
    ledger: Ledger


def run_old_code(sources: Path, data: Path, out: Path) -> None:
    """Carry plan and audit of a data folder out with the packages in an old release's sources.

    Raises
    ------
    InputError
        If the old code can't do it.
    """
    command = [sys.executable, "-m", "qi_stats.cli"]
    ledger = str(out / LEDGER)
    _run([*command, "run", "--data", str(data), "--out", ledger], sources)
    if (data / CLAIMS).is_file():
        audit = ["--ledger", ledger, "--out", str(out / AUDIT), "--quiet", "--no-fail"]
        _run([*command, "audit", "--data", str(data), *audit], sources)


def _run(command: Sequence[str], sources: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=sources,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        raise InputError(
            "the old release's code",
            lines[-1] if lines else f"exit code {done.returncode}",
            "the ledger that it once gave",
            "install the packages of its requirements.lock to have it told apart",
        )


def read_stage(out: Path, data: Path, before: Ledger) -> Ledger:
    """Return the ledger in a folder, joined with the audit beside it.

    Where there is no audit that today's code can read, the audit's records are those of `before`:
    nothing is known of their change.
    """
    ledger = load_ledger(out / LEDGER)
    audit, sources = out / AUDIT, [data / name for name in ("codebook.yaml", CLAIMS, "plan.yaml")]
    if all(path.is_file() for path in (audit, *sources)):
        with suppress(InputError):
            return load_results(out / LEDGER, audit, *sources)
    kept = (record for record in before if record.analysis == AUDITED)
    return Ledger((*ledger, *kept))


def exchange_files(
    folders: tuple[Path, Path],
    steps: Sequence[Step],
    carry_out: CarryOut,
    work: Path,
    before: Ledger,
) -> Iterator[Stage]:
    """Yield the ledgers of today's code, first of the old data folder, then step by step.

    Files that can't do without one another, such as a new column and the codebook that names it,
    are exchanged together.

    Parameters
    ----------
    folders
        The old and the new folder of data.
    steps
        The files to exchange, in their order.
    carry_out
        Carries plan and audit out.
    work
        A folder that does not exist yet; an audit beside it is taken for the first step's.
    before
        The ledger before the first step.
    """
    old, new = folders
    mixed = work / "data"
    mixed.mkdir(parents=True)
    for path in old.iterdir():
        if path.is_file():
            (mixed / path.name).write_bytes(path.read_bytes())
    pending: list[str] = []
    audit = work.with_name("old") / AUDIT
    for number, step in enumerate([None, *steps]):
        if step is not None:
            _exchange(new / step.file, mixed / step.file)
            pending.append(step.words)
        out = work / f"step-{number}"
        out.mkdir()
        if (
            audit.is_file()
        ):  # its survey holds as long as no row but the claims, codebook and plan stay
            (out / AUDIT).write_bytes(audit.read_bytes())
        try:
            carry_out(mixed, out)
        except InputError:
            if step is None:
                pending.append("the code")
            continue
        before = read_stage(out, mixed, before)
        yield Stage(" with ".join(pending), before)
        pending, audit = [], out / AUDIT


def _exchange(new: Path, place: Path) -> None:
    if new.is_file():
        place.write_bytes(new.read_bytes())
    else:
        place.unlink(missing_ok=True)

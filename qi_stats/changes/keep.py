"""Keeps a release: its ledger, and what changed since the one before."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import write_atomically
from qi_stats.changes.causes import DATA, End, find_causes
from qi_stats.changes.compare import describe_changes, list_singles, name_plainly, split_renamed
from qi_stats.changes.kept import AUDIT, LEDGER, Release, find_previous
from qi_stats.changes.model import FILE, Changes, load_changes, render_changes
from qi_stats.changes.notes import gather_told, list_untold
from qi_stats.changes.prose import compare_chapters
from qi_stats.changes.sources import export_sources
from qi_stats.ledger import Ledger, diff_ledgers, render_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.changes.compare import NameRecord
    from qi_stats.changes.recompute import CarryOut


@dataclass(frozen=True, slots=True)
class Tools:
    """What a comparison needs beside the two ends.

    Attributes
    ----------
    carry_out
        Carries plan and audit of a data folder out by today's code.
    report
        Told what is being done.
    name
        Returns what a record is in words.
    causes
        Whether causes are looked for.
    """

    carry_out: CarryOut
    report: Callable[[str], None] = lambda _: None
    name: NameRecord = name_plainly
    causes: bool = True


def compare_ledgers(
    old: tuple[str, Ledger], new: tuple[str, Ledger], tools: Tools, rtol: float = 1e-9
) -> Changes:
    """Return what changed between two ledgers, each with its name, without causes."""
    return _describe(old, new, {}, tools, rtol)


def _describe(
    old: tuple[str, Ledger],
    new: tuple[str, Ledger],
    causes: dict[str, list[str]],
    tools: Tools,
    rtol: float = 1e-9,
) -> Changes:
    renamed, difference = split_renamed(diff_ledgers(old[1], new[1], rtol))
    return Changes(
        before=old[0],
        after=new[0],
        changed=describe_changes(old[1], new[1], difference, causes, tools.name),
        added=tuple(list_singles(difference.added, causes, tools.name)),
        removed=tuple(list_singles(difference.removed, causes, tools.name)),
        renamed=renamed,
    )


def compare_releases(
    root: Path, old: Release, new: tuple[str, Ledger, Path | None], tools: Tools
) -> Changes:
    """Return what changed since a kept release, with the causes and the chapters that changed.

    Parameters
    ----------
    root
        The project's folder, in its repository.
    old
        The kept release.
    new
        Name, ledger and sources of the other end; None for the sources of the kept release of
        that name.
    tools
        What else is needed.

    Raises
    ------
    InputError
        If a ledger is missing or damaged. Where sources are missing, a note says so.
    """
    before = old.load_ledger()
    changes = _describe((old.name, before), (new[0], new[1]), {}, tools)
    with tempfile.TemporaryDirectory(prefix="compare-") as name:
        ends = Path(name) / "old", Path(name) / "new"
        try:
            sources = [ends[0], new[2] or ends[1]]
            _export(root, old, ends[0])
            if new[2] is None:
                _export(root, Release(new[0], old.folder.with_name(new[0])), ends[1])
        except InputError as error:
            note = f"{error.where}: {error.found}; causes are not told ({error.do})"
            return replace(changes, notes=(note,))
        chapters = tuple(compare_chapters(*sources))
        if not changes or not tools.causes:
            return replace(changes, chapters=chapters)
        ends_found = End(before, sources[0]), End(new[1], sources[1])
        if not all((one.sources / DATA / "plan.yaml").is_file() for one in ends_found):
            note = f"no {DATA}/plan.yaml at both ends; causes are not told"
            return replace(changes, chapters=chapters, notes=(note,))
        causes, notes = find_causes(*ends_found, tools.carry_out, tools.report)
    found = _describe((old.name, before), (new[0], new[1]), causes, tools)
    return replace(found, chapters=chapters, notes=notes)


def _export(root: Path, release: Release, to: Path) -> None:
    to.mkdir()
    export_sources(root, release, to)


def keep_release(root: Path, release: Release, ledger: Ledger, tools: Tools) -> Changes:
    """Write a release's ledger, and what changed since the one before, into the project.

    Parameters
    ----------
    root
        The project's folder.
    release
        The release.
    ledger
        All records of the project, those of the audit included.
    tools
        What a comparison needs.

    Raises
    ------
    InputError
        If a newer release is kept, or this one was published already with another ledger.
    """
    text = render_ledger(ledger)
    kept = release.folder / LEDGER
    if release.find_commit() and (not kept.is_file() or kept.read_text("utf-8") != text):
        raise InputError(
            f"release {release.name}",
            "a release that was published, with another ledger",
            "a version that is not published yet",
            "give it a new version",
        )
    previous = find_previous(root, release)
    if previous is None:
        changes = Changes("", release.name)
    else:
        changes = compare_releases(root, previous, (release.name, ledger, root), tools)
    audit = root / "results" / AUDIT
    if audit.is_file():
        write_atomically(release.folder / AUDIT, audit.read_bytes())
    write_atomically(release.folder / FILE, render_changes(changes))
    write_atomically(release.folder / LEDGER, text)
    return changes


def check_release(root: Path, release: Release, ledger: Ledger) -> tuple[str, ...]:
    """Return the keys of numbers that readers see changed and that nothing is said of.

    Raises
    ------
    InputError
        If the release is not kept, or with another ledger than the project's.
    """
    kept = release.folder / LEDGER
    if not kept.is_file() or kept.read_text(encoding="utf-8") != render_ledger(ledger):
        raise InputError(
            f"release {release.name}",
            "another ledger than the project's" if kept.is_file() else "no kept ledger",
            "the ledger that is released",
            f"run `qi-stats release {release.name}`, read what it lists, and commit",
        )
    changes = load_changes(release.folder / FILE)
    return list_untold(changes, gather_told(root, release.name))

"""The page that says which numbers changed from release to release, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from qi_stats.book.inline import escape_markdown
from qi_stats.book.project import read_errata, read_releases, read_results

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.changes.model import Changes, NumberChange, Single
    from qi_stats.changes.notes import Erratum
    from qi_stats.ledger import Ledger

HEAD = (
    "| Number | Before | Now | Difference | Cause |",
    "|:-----------------|:-------|:-------|:--------------|:--------------------|",
)
MOST = 200
"""Numbers of one release that are listed; the rest stands in its file."""
NONE = "No release is kept yet, so that there is nothing to compare."


@dataclass(frozen=True, slots=True, repr=False)
class ChangeList:
    """What changed in each release, the newest first."""

    releases: tuple[Changes, ...]
    errata: tuple[Erratum, ...]
    ledger: Ledger

    def _repr_markdown_(self) -> str:
        """Return a section for each release, as Markdown."""
        if not self.releases:
            return NONE
        return "\n".join(line for one in reversed(self.releases) for line in self._write(one))

    def _write(self, changes: Changes) -> Iterator[str]:
        name = escape_markdown(changes.after)
        yield f"## Version {name} {{#changes-{changes.after.replace('.', '-')} .unnumbered}}\n"
        if not changes.before:
            yield "The first release: there is none before it to compare with.\n"
            return
        unseen = len(changes.changed) - len(changes.shown)
        rest = f" {unseen} more differ in digits or notes that are not shown." * bool(unseen)
        singles = f"{len(changes.added)} are new and {len(changes.removed)} are gone"
        yield (
            f"Since version {escape_markdown(changes.before)}, {len(changes.shown)} numbers read "
            f"differently, {singles}.{rest}\n"
        )
        if changes.shown:
            yield "\n".join([*HEAD, *map(self._write_row, changes.shown[:MOST])]) + "\n"
        yield from self._write_rest(changes)

    def _write_row(self, change: NumberChange) -> str:
        notes = [
            one.note for one in self.errata if any(fnmatchcase(change.key, p) for p in one.keys)
        ]
        size = "" if not change.absolute else f"{change.absolute:+.3g}".replace("-", "−")
        if size and change.relative is not None:
            size += f" ({100 * change.relative:+.2g}%)".replace("-", "−")
        difference = [words for words in (size, change.conclusion, change.state) if words]
        cells = [
            f"{escape_markdown(change.name)}: `{change.key}`",
            escape_markdown(change.old),
            self._wrap(change.key, change.new),
            "; ".join(map(escape_markdown, difference)),
            ". ".join(map(escape_markdown, [change.why or "not found", *notes])),
        ]
        return f"| {' | '.join(cells)} |"

    def _wrap(self, key: str, text: str) -> str:
        """Return text with the key of its record, as a link to the record where there is one."""
        shown = escape_markdown(text)
        if key not in self.ledger:
            return shown
        state = self.ledger.get(key).identified
        return f'[{shown}]{{.stat data-key="{key}" data-identified="{state}"}}'

    def _write_rest(self, changes: Changes) -> Iterator[str]:
        lists = {
            "Renamed, and the same": [f"`{one.old}` is now `{one.new}`" for one in changes.renamed],
            "New numbers": list(_list_singles(changes.added)),
            "Numbers that are gone": list(_list_singles(changes.removed)),
            "Chapters that say something else": [
                f"{escape_markdown(one.title)}: {one.added} lines new, {one.removed} gone"
                for one in changes.chapters
            ],
            "Not found out": [escape_markdown(note) for note in changes.notes],
        }
        if len(changes.shown) > MOST:
            words = f"{len(changes.shown) - MOST} more numbers read differently"
            lists["Not listed here"] = [f"{words}: see `results/releases/{changes.after}/`"]
        for title, entries in lists.items():
            if entries:
                yield f"**{title}**\n"
                yield "\n".join(f"- {entry}" for entry in entries) + "\n"


def _list_singles(singles: Sequence[Single]) -> Iterator[str]:
    for one in singles[:MOST]:
        why = f" ({escape_markdown('; '.join(one.causes))})" if one.causes else ""
        yield f"{escape_markdown(one.name)}, `{one.key}`: {escape_markdown(one.value)}{why}"
    if len(singles) > MOST:
        yield f"and {len(singles) - MOST} more"


def changes() -> ChangeList:
    """Return which numbers changed in each release that the project keeps, and why.

    Raises
    ------
    InputError
        If what is kept of a release is damaged.
    """
    return ChangeList(read_releases(), read_errata(), read_results())

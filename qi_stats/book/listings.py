"""Which chapter lists which records: one lists all of them, unless `_quarto.yml` shares them out.

The same setting tells `filters/link-records.lua` which page a number leads to:

    extensions:
      link-records:
        chapters/counts.qmd: {holds: counts, analyses: [people, visits]}
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote, raise_errors, suggest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

DEFAULT = "chapters/all-results.qmd"
WHOLE = "all results"
SETTING = ("extensions", "link-records")
WHERE = f"_quarto.yml ({' › '.join(SETTING)})"


@dataclass(frozen=True, slots=True)
class Listing:
    """A chapter, what its list holds in words, and the analyses whose records it lists."""

    chapter: str
    holds: str
    analyses: tuple[str, ...]


def load_listings(path: Path) -> tuple[Listing, ...]:
    """Return the listings that the settings in the file at `path` name; often none.

    Raises
    ------
    InputError
        If the setting has another form than the module's docstring shows.
    """
    import yaml

    found: Any = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    for name in SETTING:
        found = found.get(name) if isinstance(found, dict) else None
    if found is None:
        return ()
    if not isinstance(found, dict):
        raise _refuse(WHERE, found)
    return tuple(_read_listing(str(chapter), entry) for chapter, entry in found.items())


def _read_listing(chapter: str, entry: Mapping[str, Any]) -> Listing:
    if not isinstance(entry, dict) or set(entry) != {"holds", "analyses"}:
        raise _refuse(f"{WHERE} › {chapter}", entry)
    if not isinstance(entry["analyses"], list):
        raise _refuse(f"{WHERE} › {chapter} › analyses", entry["analyses"])
    return Listing(chapter, str(entry["holds"]), tuple(map(str, entry["analyses"])))


def _refuse(where: str, found: object) -> InputError:
    expected = "for each chapter that lists records, “holds” (words) and “analyses” (a list)"
    return InputError(where, quote(str(found)), expected, "write it as CONTRIBUTING.md shows")


def complete_listings(listings: Sequence[Listing], names: Sequence[str]) -> tuple[Listing, ...]:
    """Return the listings, or one of all analyses where there are none.

    Parameters
    ----------
    listings
        What `load_listings` found.
    names
        Ids of the analyses that have records.

    Raises
    ------
    InputError
        If an analysis is listed nowhere or twice, or one is listed that has no records; all
        misfits at once.
    """
    if not listings:
        return (Listing(DEFAULT, WHOLE, tuple(names)),)
    raise_errors(list(_find_misfits(listings, names)))
    return tuple(listings)


def _find_misfits(listings: Iterable[Listing], names: Sequence[str]) -> Iterator[InputError]:
    counts = Counter(name for one in listings for name in one.analyses)
    for name in dict.fromkeys([*names, *counts]):
        if name not in names:
            do = suggest(name, names, "remove it, or run `qi-stats run` if it is new")
            yield InputError(WHERE, f"{quote(name)}, which has no records", "an analysis", do)
        elif counts[name] == 0:
            yield InputError(WHERE, f"no {quote(name)}", "each analysis once", "add it to a list")
        elif counts[name] > 1:
            found = f"{quote(name)} {counts[name]} times"
            yield InputError(WHERE, found, "each analysis once", "leave it in one list")


def find_listing(chapter: str | None, listings: Sequence[Listing]) -> Listing:
    """Return the listing of a chapter; without a name, the only one.

    Raises
    ------
    InputError
        If no listing is that chapter's, or none is named and there are several.
    """
    if chapter is None and len(listings) == 1:
        return listings[0]
    found = {one.chapter: one for one in listings}
    if chapter not in found:
        asked = "no name" if chapter is None else quote(chapter)
        do = suggest(chapter or "", found, f"name the chapter that calls, or add it to {WHERE}")
        raise InputError("book.results", asked, f"one of {', '.join(found)}", do)
    return found[chapter]

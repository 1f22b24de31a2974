"""How many claims, findings, and records of which state there are."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_stats.audit.checks.findings import RANKS
from qi_stats.audit.claims.verdicts import OUTCOMES, RESULTS
from qi_stats.ledger.record import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qi_stats.audit.reproduction.records.write import Writer
    from qi_stats.ledger import Record

_NO_WORD = re.compile(r"[^a-z0-9]+")


def list_counts(writer: Writer, ledger: Iterable[Record]) -> Iterator[Record]:
    """Yield the numbers of claims by verdict, findings by rank, and records by state."""
    counts = writer.audit.counts
    yield writer.write("claims.n", "Published claims", sum(counts.values()))
    for outcome, words in OUTCOMES.items():
        label = f"Published claims: {words.lower()}"
        yield writer.write(f"claims.{outcome}.n", label, counts[outcome])
    results = sum(counts[outcome] for outcome in RESULTS)
    yield writer.write("claims.results.n", "Published results that records can answer", results)
    yield from _list_places(writer)
    ranks = Counter(one.rank for one in writer.audit.survey.findings)
    yield writer.write("findings.n", "Findings of the audit", ranks.total())
    for rank, words in RANKS.items():
        label = f"Findings of the audit: {words.lower()}"
        yield writer.write(f"findings.{rank}.n", label, ranks[rank])
    for one in writer.audit.survey.premises:
        label = f"Results that rest on the {one.kind} “{one.says}”"
        yield writer.write(f"premises.{one.name}.n", label, one.results)
    yield from _list_states(writer, ledger)


def _list_places(writer: Writer) -> Iterator[Record]:
    """Yield the number of claims of each place and verdict that has any."""
    found = Counter((one.place, one.outcome) for one in writer.audit.verdicts)
    places = list(dict.fromkeys(place for place, _ in found))
    _refuse_alike(places)
    for place in places:
        for outcome, words in OUTCOMES.items():
            label = f"Published claims of {place}: {words.lower()}"
            yield writer.write(name_place(place, outcome), label, found[place, outcome])


def _refuse_alike(places: Sequence[str]) -> None:
    """Raise for two places of the publication whose names give one key, or that give none."""
    named: dict[str, str] = {}
    for place in places:
        word = _find_word(place)
        other = named.setdefault(word, place)
        if other != place or not word:
            raise InputError(
                "data/published.yaml (claims, place)",
                quote(place) + (f" beside {quote(other)}" if other != place else ""),
                "places that differ in their Latin letters and digits",
                "name the place with letters from a to z, or digits, of its own",
            )


def name_place(place: str, outcome: str) -> str:
    """Return the key, after its first word, of the number of claims of a place with a verdict."""
    return f"claims.by_place.{_find_word(place)}.{outcome}.n"


def _find_word(place: str) -> str:
    """Return the word of a key for a place; "" for one without Latin letters and digits."""
    return _NO_WORD.sub("_", place.lower()).strip("_")


def _list_states(writer: Writer, ledger: Iterable[Record]) -> Iterator[Record]:
    states: Counter[str] = Counter(record.identified for record in ledger)
    yield writer.write("states.n", "Results of the analyses", states.total())
    for state in (one for one in STATES if one != "unchecked"):
        words = f"Results of the analyses that are {state}"
        yield writer.write(f"states.{state}.n", words, states[state])
        share = states[state] / states.total() if states else None
        missing = "There are no results."
        path, words = f"states.{state}.proportion", f"Share of the results that are {state}"
        yield writer.write(path, words, share, "percent1", missing)

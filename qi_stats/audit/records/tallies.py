"""How many claims, findings, and records of which state there are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qi_stats.audit.findings import RANKS
from qi_stats.audit.verdicts import OUTCOMES
from qi_stats.ledger.record import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.records.write import Writer
    from qi_stats.ledger import Record


def list_tallies(writer: Writer, ledger: Iterable[Record]) -> Iterator[Record]:
    """Yield the numbers of claims by verdict, findings by rank, and records by state."""
    counts = writer.archive.document["counts"]
    yield writer.write("claims.n", "Claims", sum(counts.values()))
    for outcome, words in OUTCOMES.items():
        yield writer.write(f"claims.{outcome}.n", f"Claims, {words.lower()}", counts[outcome])
    codes = [one for one in writer.archive.document["verdicts"] if one["kind"] == "code"]
    yield writer.write("claims.code.n", "Claims, codes of the coding scheme", len(codes))
    ranks = Counter(one.rank for one in writer.archive.findings)
    yield writer.write("findings.n", "Findings", ranks.total())
    for rank, words in RANKS.items():
        yield writer.write(f"findings.{rank}.n", f"Findings, {words.lower()}", ranks[rank])
    yield from _list_states(writer, ledger)


def _list_states(writer: Writer, ledger: Iterable[Record]) -> Iterator[Record]:
    states: Counter[str] = Counter(record.identified for record in ledger)
    yield writer.write("states.n", "Records of the analyses", states.total())
    for state in STATES:
        words = f"Records of the analyses that are {state}"
        yield writer.write(f"states.{state}.n", words, states[state])
        share = states[state] / states.total() if states else None
        missing = "There are no records."
        path = f"states.{state}.proportion"
        yield writer.write(path, f"Share of records that are {state}", share, "percent1", missing)

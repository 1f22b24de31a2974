"""The tests of a publication asked again under other meanings of a variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.feasible.bounds import MOST_BOUND
from qi_stats.audit.feasible.cross_tables import list_crossings
from qi_stats.audit.feasible.feasible_set import MOST_MARGINS
from qi_stats.audit.feasible.tested import examine_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qi_stats.audit.claims.model import Claim, Reading
    from qi_stats.audit.feasible.feasible_set import Space
    from qi_stats.audit.feasible.model.cells import Content
    from qi_stats.audit.feasible.tested import Tested, TestedTable


@dataclass(frozen=True, slots=True)
class Reread:
    """What the `claims` about one analysis give on every table that a reading allows.

    The reading fixes the margin of its variable; what else the codebook says of the variable is
    not asked of it, since it would be another variable.
    """

    analysis: str
    reading: Reading
    claims: tuple[Claim, ...]
    tables: tuple[TestedTable, ...]

    def count_fitting(self, claim: str) -> int:
        """Return on how many tables the claim of this name comes out as printed."""
        return sum(one.keeps([claim]) for one in self.tables)


def reread_tests(
    space: Space, tested: Iterable[Tested], readings: Iterable[Reading]
) -> Iterator[Reread]:
    """Yield each tested analysis of a reading's variable, asked under the reading."""
    listed = tuple(readings)
    for one in tested:
        if all(claim.kind.quantity is None for claim in one.claims):
            continue  # words on significance fit too many tables
        table, names = one.question.scope
        conditions = {condition.variable for condition in one.question.conditions}
        for reading in listed:
            if reading.table != table or reading.variable not in names:
                continue
            if reading.variable in conditions:
                continue
            found = _list_tables(space, one, reading)
            if found is not None:
                yield Reread(one.analysis, reading, one.claims, found)


def _list_tables(space: Space, tested: Tested, reading: Reading) -> tuple[TestedTable, ...] | None:
    question = tested.question
    margins: list[tuple[Mapping[Content, int], ...]] = []
    for name in question.scope[1]:
        if name == reading.variable:
            margins.append((dict(reading.counts.items()),))
            continue
        known = space.list_margins(question, name, MOST_MARGINS)
        if known is None:
            return None
        margins.append(known)
    cells = tuple(space.model.cross(question.scope, question.conditions))
    tables = []
    for one in list_crossings(cells, margins):
        tables.append(one)
        if len(tables) > MOST_BOUND:
            return None
    return tuple(examine_tables(question, tables, tested.claims, space.codebook))

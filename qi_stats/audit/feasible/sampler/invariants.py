"""What claims demand of a whole dataset, checked unit by unit without the solver.

Each demand adds up a few numbers over the units, and says of the totals whether they will do. So a
dataset can be checked, and checked again at once when a unit changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.claims.restrictions import MomentRestriction, RowCount
from qi_stats.audit.feasible.feasible_set import select_known
from qi_stats.audit.feasible.model.cells import THERE, Cell
from qi_stats.audit.feasible.model.constraints import list_restrictions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.claims.restrictions import Restriction, Total
    from qi_stats.audit.feasible.model.cells import Assignment, Content, Layout, Place
    from qi_stats.audit.feasible.model.count_model import CountModel
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.codebook import Condition

    Totals: TypeAlias = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """`length` numbers to add up over units, from the values of `cells`, and what will do."""

    cells: tuple[Cell, ...]
    length: int
    measure: Callable[[Assignment], Totals]
    accepts: Callable[[Totals], bool]
    _known: dict[tuple[Content, ...], Totals] = field(default_factory=dict)

    @property
    def nothing(self) -> Totals:
        """What a unit without these cells adds."""
        return (0,) * self.length

    def add_up(self, values: tuple[Content, ...]) -> Totals:
        """Return what a unit with these values of `cells` adds to the totals."""
        if values not in self._known:
            self._known[values] = self.measure(dict(zip(self.cells, values, strict=True)))
        return self._known[values]


def list_demands(model: CountModel, claims: Sequence[Claim]) -> Iterator[Demand]:
    """Yield what the claims that count or describe rows demand, each demand once."""
    for one in list_restrictions(select_known(model, claims)):
        demand = _demand(model.layout, one)
        if demand.cells:  # without cells it counts all units, which is given
            yield demand


def demand_tables(layout: Layout, question: Question, tables: Sequence[CountTable]) -> Demand:
    """Return the demand that the counts of a question are one of `tables`."""
    combinations = list(tables[0])
    allowed = {tuple(one[pair] for pair in combinations) for one in tables}
    return count_question(layout, question, combinations, lambda totals: totals in allowed)


def count_question(
    layout: Layout,
    question: Question,
    combinations: Sequence[tuple[Content, ...]],
    accepts: Callable[[Totals], bool] = lambda _: True,
) -> Demand:
    """Return the counts of a question's combinations as a demand."""
    table, names = question.scope
    conditions = question.conditions
    cells = _list_cells(layout, table, conditions, names)
    order = {one: number for number, one in enumerate(combinations)}

    def measure(given: Assignment) -> Totals:
        totals = [0] * len(order)
        for place in layout.places[table]:
            if is_counted(layout, place, conditions, given):
                totals[order[tuple(given[layout.find_cell(place, n)] for n in names)]] += 1
        return tuple(totals)

    return Demand(cells, len(order), measure, accepts)


def is_counted(
    layout: Layout, place: Place, conditions: tuple[Condition, ...], given: Assignment
) -> bool:
    """Say whether the row at `place` is there and meets `conditions`."""
    presence = layout.find_presence(place)
    there = presence is None or given[presence] == THERE
    return there and layout.holds(place, conditions, given)


def _list_cells(
    layout: Layout, table: str, conditions: tuple[Condition, ...], names: Sequence[str] = ()
) -> tuple[Cell, ...]:
    cells: dict[Cell, None] = {}
    for place in layout.places[table]:
        presence = layout.find_presence(place)
        cells |= dict.fromkeys(() if presence is None else (presence,))
        cells |= dict.fromkeys(layout.list_cells(place, conditions))
        cells |= dict.fromkeys(layout.find_cell(place, name) for name in names)
    return tuple(cells)


def _demand(layout: Layout, restriction: Restriction) -> Demand:
    if isinstance(restriction, MomentRestriction):
        return _add_up_moments(layout, restriction)
    totals = restriction.totals
    cells: dict[Cell, None] = {}
    for one in totals:
        names = () if isinstance(one, RowCount) else (one.variable,)
        cells |= dict.fromkeys(_list_cells(layout, one.table, one.conditions, names))

    def measure(given: Assignment) -> Totals:
        return tuple(_count_rows(layout, one, given) for one in totals)

    return Demand(tuple(cells), len(totals), measure, restriction.admits)


def _count_rows(layout: Layout, total: Total, given: Assignment) -> int:
    if isinstance(total, RowCount):
        places = layout.places[total.table]
        return sum(is_counted(layout, one, total.conditions, given) for one in places)
    numbers = _list_numbers(layout, total.table, total.conditions, total.variable, given)
    return sum(total.counts(one) for one in numbers)


def _list_numbers(
    layout: Layout,
    table: str,
    conditions: tuple[Condition, ...],
    variable: str,
    given: Assignment,
) -> Iterator[int]:
    for place in layout.places[table]:
        value = given[layout.find_cell(place, variable)]
        if value is not None and is_counted(layout, place, conditions, given):
            yield int(value)


def _add_up_moments(layout: Layout, one: MomentRestriction) -> Demand:
    cells = _list_cells(layout, one.table, one.conditions, (one.variable,))

    def measure(given: Assignment) -> Totals:
        numbers = list(_list_numbers(layout, one.table, one.conditions, one.variable, given))
        return len(numbers), sum(numbers), sum(number * number for number in numbers)

    return Demand(cells, 3, measure, one.admits)

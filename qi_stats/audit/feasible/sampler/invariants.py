"""What claims demand of a whole dataset, checked unit by unit without the solver.

Each demand adds up a few numbers over the units, and says of the totals whether they will do. So a
dataset can be checked, and checked again at once when a unit changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.consistency.rounding import admit_rounded
from qi_stats.audit.feasible.feasible_set import select_known
from qi_stats.audit.feasible.model.cells import THERE, Cell
from qi_stats.audit.feasible.model.constraints import admits_share, bound_squares, is_exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qi_stats.audit.claims.model import Claim, Target
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
    """Yield what the claims that count or describe rows demand, each quantity once."""
    layout = model.layout
    seen: set[tuple[object, ...]] = set()
    for claim in select_known(model, claims):
        target = claim.target
        asked = (claim.kind, claim.means, claim.text, target)
        if target is None or asked in seen or not is_exact(claim):
            continue
        seen.add(asked)
        find = _DEMANDED.get(claim.kind)
        demand = None if find is None else find(layout, claim, target)
        if demand is not None and demand.cells:  # without cells it counts all units, which is given
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


def _count_share(layout: Layout, claim: Claim, target: Target) -> Demand:
    part = (*target.where, *target.denominator)
    cells = _list_cells(layout, target.table, part)

    def measure(given: Assignment) -> Totals:
        places = layout.places[target.table]
        return (
            sum(is_counted(layout, one, part, given) for one in places),
            sum(is_counted(layout, one, target.denominator, given) for one in places),
        )

    return Demand(cells, 2, measure, lambda totals: admits_share(claim, *totals))


def _list_numbers(layout: Layout, target: Target, given: Assignment) -> Iterator[int]:
    for place in layout.places[target.table]:
        value = given[layout.find_cell(place, target.variable or "")]
        if value is not None and is_counted(layout, place, target.where, given):
            yield int(value)


def _reach_bound(layout: Layout, claim: Claim, target: Target) -> Demand:
    """Return that the bound is reached and no number lies beyond it."""
    bound, sign = int(claim.printed.value), 1 if claim.kind == "maximum" else -1
    cells = _list_cells(layout, target.table, target.where, (target.variable or "",))

    def measure(given: Assignment) -> Totals:
        numbers = list(_list_numbers(layout, target, given))
        return numbers.count(bound), sum(sign * one > sign * bound for one in numbers)

    return Demand(cells, 2, measure, lambda totals: totals[0] > 0 and totals[1] == 0)


def _add_moments(layout: Layout, claim: Claim, target: Target) -> Demand:
    cells = _list_cells(layout, target.table, target.where, (target.variable or "",))

    def measure(given: Assignment) -> Totals:
        numbers = list(_list_numbers(layout, target, given))
        return len(numbers), sum(numbers), sum(one * one for one in numbers)

    def accepts(totals: Totals) -> bool:
        n, total, squares = totals
        if n == 0:
            return False
        if claim.kind == "mean":
            return Fraction(total, n) in admit_rounded(claim.printed, "binary")
        low, high = bound_squares(claim, n, total)
        return low <= squares <= high

    return Demand(cells, 3, measure, accepts)


_DEMANDED: dict[str, Callable[[Layout, Claim, Target], Demand]] = {
    "count": _count_share,
    "percent": _count_share,
    "words": _count_share,
    "minimum": _reach_bound,
    "maximum": _reach_bound,
    "mean": _add_moments,
    "sd": _add_moments,
}

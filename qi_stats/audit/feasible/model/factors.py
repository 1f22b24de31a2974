"""What a codebook demands of the cells of one unit, as factors."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qi_stats.audit.feasible.model.cells import ABSENT, THERE, Cell, Factor, Place
from qi_stats.audit.feasible.model.domains import OPERATORS, refuse_form
from qi_stats.codebook import (
    ChildCount,
    ChildExists,
    Comparison,
    DerivedCount,
    DerivedExists,
    DerivedIs,
    Implication,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.feasible.model.cells import Assignment, Content, Layout
    from qi_stats.codebook import Rule, Variable


def list_factors(layout: Layout) -> Iterator[Factor]:
    """Yield every demand of the codebook on cells: rows in order, variables that apply, rules."""
    for factor in _list_all(layout):
        if all(cell in layout.domains for cell in factor.cells):
            yield factor


def _list_all(layout: Layout) -> Iterator[Factor]:
    for table in layout.codebook.tables.values():
        for place in layout.places[table.name]:
            yield from _order_rows(layout, place)
            for variable in table.variables.values():
                if variable.type != "id":
                    yield _fill_cell(layout, place, variable)
    for rule in layout.codebook.rules:
        for place in layout.places[rule.table]:
            yield _follow_rule(layout, place, rule)


def _order_rows(layout: Layout, place: Place) -> Iterator[Factor]:
    """Yield that a child row is there only if the one before it, or its parent, is."""
    present = layout.find_presence(place)
    if present is None:
        return
    *above, number = place.path
    before = Place(place.table, (*above, number - 1))
    if number == 0:
        parent = layout.codebook.table(place.table).parent or ""
        before = Place(parent, tuple(above))
    earlier = layout.find_presence(before)
    if earlier is not None:
        yield Factor((present, earlier), partial(_is_ordered, present, earlier))


def _is_ordered(present: Cell, earlier: Cell, given: Assignment) -> bool:
    return given[present] == ABSENT or given[earlier] == THERE


def _fill_cell(layout: Layout, place: Place, variable: Variable) -> Factor:
    """Return that a cell has a value where its variable applies, and the derived one if it is.

    The value of a variable that may be missing may be absent where it applies, too.
    """
    cell = Cell(place, variable.name)
    own = tuple(filter(None, [layout.find_presence(place)]))
    if variable.derived is None:
        cells = layout.list_cells(place, variable.only_if)

        def allows(given: Assignment) -> bool:
            there = all(given[one] == THERE for one in own)
            applies = there and layout.holds(place, variable.only_if, given)
            filled = given[cell] is not None
            return filled == applies or (variable.missing and not filled)

        return Factor(tuple(dict.fromkeys((cell, *own, *cells))), allows)
    derived = variable.derived
    if isinstance(derived, DerivedIs):
        sources = layout.list_cells(place, derived.conditions)
    elif isinstance(derived, DerivedCount | DerivedExists):
        sources = tuple(layout.list_children(place, derived.child))
    else:
        raise refuse_form(variable)
    return Factor(
        tuple(dict.fromkeys((cell, *own, *sources))),
        lambda given: given[cell] == _derive(layout, place, variable, given),
    )


def _derive(layout: Layout, place: Place, variable: Variable, given: Assignment) -> Content:
    present = layout.find_presence(place)
    if present is not None and given[present] == ABSENT:
        return None
    match variable.derived:
        case DerivedIs(conditions):
            if layout.holds(place, conditions, given):
                return "yes"
            refuted = any(layout.refutes(place, one, given) for one in conditions)
            return "no" if refuted else None
        case DerivedCount(child):
            return sum(given[one] == THERE for one in layout.list_children(place, child))
        case DerivedExists(child):
            found = any(given[one] == THERE for one in layout.list_children(place, child))
            return "yes" if found else "no"
        case _:
            message = f"{variable.name} is not derived"
            raise TypeError(message)


def _follow_rule(layout: Layout, place: Place, rule: Rule) -> Factor:
    """Return that the row at `place` keeps `rule`."""
    if isinstance(rule, Implication):
        cells = (*layout.list_cells(place, rule.when), *layout.list_cells(place, rule.then))
        return Factor(
            tuple(dict.fromkeys(cells)),
            lambda given: (
                not layout.holds(place, rule.when, given) or layout.holds(place, rule.then, given)
            ),
        )
    if isinstance(rule, Comparison):
        return _compare_cells(layout, place, rule)
    return _count_children(layout, place, rule)


def _compare_cells(layout: Layout, place: Place, rule: Comparison) -> Factor:
    left, right = (layout.find_cell(place, name) for name in (rule.left, rule.right))
    compare = OPERATORS[rule.operator]

    def allows(given: Assignment) -> bool:
        one, two = given[left], given[right]
        if one is None or two is None or not layout.holds(place, rule.when, given):
            return True
        return bool(compare(int(one), int(two) + rule.plus))

    cells = (left, right, *layout.list_cells(place, rule.when))
    return Factor(tuple(dict.fromkeys(cells)), allows)


def _count_children(layout: Layout, place: Place, rule: ChildCount | ChildExists) -> Factor:
    column = Cell(place, rule.column)
    children = layout.list_children(place, rule.child)

    def allows(given: Assignment) -> bool:
        found = sum(given[one] == THERE for one in children)
        if given[column] is None:
            return found == 0
        if isinstance(rule, ChildExists):
            return (given[column] == "yes") == (found > 0)
        return given[column] == found

    return Factor((column, *children), allows)

"""Cross-tables of two variables inside the CP-SAT model, and in a solution of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.model.domains import admits
from qi_stats.codebook import Condition

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Target
    from qi_stats.audit.feasible.model.domains import Literal, Value
    from qi_stats.audit.feasible.model.solver import Solution
    from qi_stats.audit.reconstruct.rows import RowModel, Slot

    Pair: TypeAlias = tuple[Value, Value]


def cross_variables(rows: RowModel, target: Target) -> dict[Pair, Literal]:
    """Return the model's counts of each pair of values of the target's two variables.

    Only rows count that meet the target's conditions and have both values.
    """
    joints: dict[Pair, list[Literal]] = {}
    for slot in rows.slots[target.table]:
        for pair, joint in _cross_row(rows, slot, target).items():
            joints.setdefault(pair, []).append(joint)
    counts = {pair: rows.name_sum(one) for pair, one in joints.items()}
    _add_margins(rows, target, counts)
    return counts


def count_pairs(rows: RowModel, target: Target, solution: Solution) -> dict[Pair, int]:
    """Return how often each pair of values of the target's two variables is in a solution."""
    counts: dict[Pair, int] = {}
    for slot in rows.slots[target.table]:
        left, right = (_read_value(slot, one, solution) for one in target.variables)
        selected = solution(slot.present) and _meets_all(slot, target.where, solution)
        if selected and left is not None and right is not None:
            counts[left, right] = counts.get((left, right), 0) + 1
    return counts


def _cross_row(rows: RowModel, slot: Slot, target: Target) -> dict[Pair, Literal]:
    """Return a Boolean for each pair of values; one is true where the row has both values.

    Sums over a side tie the pairs to the cells more tightly than a product for each pair.
    """
    held = rows.holds(slot, target.where)
    sides = [
        {value: rows.join_all([held, one]) for value, one in slot.find_cells(name)[0].items()}
        for name in target.variables
    ]
    joints = {(one, two): rows.new_bool() for one in sides[0] for two in sides[1]}
    for number, cells in enumerate(sides):
        for value, cell in cells.items():
            side = [joint for pair, joint in joints.items() if pair[number] == value]
            rows.solver_model.add(cp_model.LinearExpr.sum(side) <= cell)
    both = rows.join_all([rows.join_any(one.values()) for one in sides])
    rows.solver_model.add(cp_model.LinearExpr.sum(list(joints.values())) == both)
    return joints


def _add_margins(rows: RowModel, target: Target, counts: dict[Pair, Literal]) -> None:
    """Bound each row and column of a cross-table by its margin: it spares long searches."""
    for number, name in enumerate(target.variables):
        for value in dict.fromkeys(pair[number] for pair in counts):
            side = [count for pair, count in counts.items() if pair[number] == value]
            margin = rows.count(target.table, (*target.where, Condition(name, (value,))))
            rows.solver_model.add(cp_model.LinearExpr.sum(side) <= margin)


def _meets_all(slot: Slot, conditions: tuple[Condition, ...], solution: Solution) -> bool:
    values = [(one, _read_value(slot, one.variable, solution)) for one in conditions]
    return all(value is not None and admits(one, value) for one, value in values)


def _read_value(slot: Slot, variable: str, solution: Solution) -> Value | None:
    cells, _ = slot.find_cells(variable)
    return next((value for value, one in cells.items() if solution(one)), None)

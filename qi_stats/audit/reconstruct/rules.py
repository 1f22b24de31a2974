"""Rules of a codebook as constraints of the CP-SAT model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.model.domains import OPERATORS
from qi_stats.codebook import ChildCount, ChildExists, Comparison, Condition, Implication

if TYPE_CHECKING:
    from qi_stats.audit.reconstruct.rows import RowModel, Slot


def add_rules(rows: RowModel) -> None:
    """Add every rule of the model's codebook, for every row."""
    for rule in rows.codebook.rules:
        for slot in rows.slots[rule.table]:
            if isinstance(rule, Implication):
                _add_implication(rows, rule, slot)
            elif isinstance(rule, Comparison):
                _add_comparison(rows, rule, slot)
            else:
                _add_child_rule(rows, rule, slot)


def _add_implication(rows: RowModel, rule: Implication, slot: Slot) -> None:
    when = rows.holds(slot, rule.when)
    for condition in rule.then:
        rows.solver_model.add_implication(when, rows.holds(slot, (condition,)))


def _add_comparison(rows: RowModel, rule: Comparison, slot: Slot) -> None:
    """Compare two numbers of a row where both are given."""
    left, _ = slot.find_cells(rule.left)
    right, _ = slot.find_cells(rule.right)
    compare = OPERATORS[rule.operator]
    bound = _weigh(left) - _weigh(right) - rule.plus
    given = [
        rows.holds(slot, (Condition(name, low=-cp_model.INT32_MAX),))
        for name in (rule.left, rule.right)
    ]
    when = rows.holds(slot, rule.when)
    rows.solver_model.add(compare(bound, 0)).only_enforce_if([when, *given])


def _add_child_rule(rows: RowModel, rule: ChildCount | ChildExists, slot: Slot) -> None:
    children = [child.present for child in slot.children[rule.child]]
    cells, _ = slot.find_cells(rule.column)
    if isinstance(rule, ChildCount):
        rows.solver_model.add(_weigh(cells) == sum(children))
    else:
        rows.solver_model.add_max_equality(cells["yes"], children)


def _weigh(cells: dict[str | int, cp_model.IntVar]) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(list(cells.values()), [int(value) for value in cells])

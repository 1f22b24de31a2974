"""Every table that a codebook allows, as a CP-SAT model: one Boolean for each value of each cell.

A table of the unit of study has a fixed number of rows. A child table has as many slots for each
row of its parent as the codebook allows, each with a Boolean that says whether the row is there.
Sums over rows, squares and cross-tables are then linear, so all arithmetic is exact.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.model.domains import admits, find_limit, list_domain, refuse_form
from qi_stats.codebook import Condition, DerivedCount, DerivedExists, DerivedIs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qi_stats.audit.feasible.model.domains import Bounds, Literal, Value
    from qi_stats.codebook import Codebook, Table, Variable


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """A place for one row: whether it is there, and for each variable value → Boolean."""

    table: str
    parent: Slot | None
    present: Literal
    cells: dict[str, dict[Value, Literal]] = field(default_factory=dict)
    children: dict[str, list[Slot]] = field(default_factory=dict)

    def find_cells(self, variable: str) -> tuple[dict[Value, Literal], bool]:
        """Return the Booleans of `variable`, and whether they are of the row's own table."""
        if variable in self.cells:
            return self.cells[variable], True
        if self.parent is None:
            raise KeyError(variable)
        return self.parent.find_cells(variable)[0], False


class RowModel:
    """The CP-SAT model of all tables of a codebook.

    Parameters
    ----------
    codebook
        Tables, variables and levels; its rules are added by `rules.add_rules`.
    rows
        Number of rows of each table that has no parent.
    bounds
        Lowest and highest value of numeric variables where they are known, by table and name.

    Raises
    ------
    InputError
        If a variable has no finite set of values, or the number of child rows has no limit.
    """

    def __init__(
        self,
        codebook: Codebook,
        rows: Mapping[str, int],
        bounds: Mapping[tuple[str, str], Bounds] | None = None,
    ) -> None:
        self.codebook = codebook
        self._bounds = bounds or {}
        self.solver_model = cp_model.CpModel()
        self.true = self.solver_model.new_constant(1)
        self.false = self.solver_model.new_constant(0)
        self.slots: dict[str, list[Slot]] = {}
        self._known: dict[tuple[int, tuple[Condition, ...]], Literal] = {}
        for table in sorted(codebook.tables.values(), key=self._measure_depth):
            self.slots[table.name] = self._open_slots(table, rows)
        for table in codebook.tables.values():
            for slot in self.slots[table.name]:
                self._close_cells(table, slot)

    def holds(self, slot: Slot, conditions: tuple[Condition, ...]) -> Literal:
        """Return the Boolean that the row is there and all `conditions` hold."""
        known = (id(slot), conditions)
        if known not in self._known:
            parts, own = [], False
            for condition in conditions:
                cells, is_own = slot.find_cells(condition.variable)
                parts.append(self.join_any(one for v, one in cells.items() if admits(condition, v)))
                own = own or is_own
            self._known[known] = self.join_all(parts if own else [slot.present, *parts])
        return self._known[known]

    def limit_rows(self, table: str) -> int:
        """Return how many rows `table` can have."""
        return len(self.slots[table])

    def count(self, table: str, conditions: tuple[Condition, ...]) -> Literal:
        """Return an integer variable: the rows of `table` for which all `conditions` hold."""
        return self.name_sum([self.holds(one, conditions) for one in self.slots[table]])

    def list_values(
        self, table: str, variable: str, conditions: tuple[Condition, ...]
    ) -> list[tuple[int, Literal]]:
        """Return (value, Boolean that a row has it and all `conditions` hold) over all rows."""
        found = []
        for slot in self.slots[table]:
            held = self.holds(slot, conditions)
            for value, cell in slot.find_cells(variable)[0].items():
                joint = cell if not conditions else self.join_all([cell, held])
                found.append((int(value), joint))
        return found

    def name_sum(self, literals: list[Literal]) -> Literal:
        """Return an integer variable that is the number of `literals` that are true."""
        named = self.solver_model.new_int_var(0, len(literals), "")
        self.solver_model.add(named == cp_model.LinearExpr.sum(literals))
        return named

    def new_bool(self) -> Literal:
        """Return a new Boolean."""
        return self.solver_model.new_bool_var("")

    def join_any(self, literals: Iterable[Literal]) -> Literal:
        """Return a Boolean that is true if one of `literals` is; false if there are none."""
        parts = list(literals)
        if len(parts) < 2:
            return parts[0] if parts else self.false
        joint = self.new_bool()
        self.solver_model.add_max_equality(joint, parts)
        return joint

    def join_all(self, literals: Iterable[Literal]) -> Literal:
        """Return a Boolean that is true if all `literals` are; true if there are none."""
        parts = [one for one in literals if one is not self.true]
        if len(parts) < 2:
            return parts[0] if parts else self.true
        joint = self.new_bool()
        self.solver_model.add_min_equality(joint, parts)
        return joint

    def _measure_depth(self, table: Table) -> int:
        return len(self.codebook.lineage(table.name))

    def _open_slots(self, table: Table, rows: Mapping[str, int]) -> list[Slot]:
        if table.parent is None:
            slots = [Slot(table.name, None, self.true) for _ in range(rows[table.name])]
        else:
            limit = find_limit(self.codebook, table)
            slots = [
                slot
                for parent in self.slots[table.parent]
                for slot in self._open_children(table.name, parent, limit)
            ]
        for number, slot in enumerate(slots):
            for variable in table.stored:
                if variable.sequence:
                    place = number % find_limit(self.codebook, table) + 1
                    slot.cells[variable.name] = {place: slot.present}
                elif variable.type != "id":
                    values = self._list_values(variable)
                    slot.cells[variable.name] = {one: self.new_bool() for one in values}
        return slots

    def _list_values(self, variable: Variable) -> list[Value]:
        values = list_domain(self.codebook, variable)
        low, high = self._bounds.get((variable.table, variable.name), (None, None))
        return [value for value in values if admits(Condition("", (), low, high), value)]

    def _open_children(self, table: str, parent: Slot, limit: int) -> list[Slot]:
        slots = [Slot(table, parent, self.new_bool()) for _ in range(limit)]
        for before, after in zip([parent, *slots], slots, strict=False):
            self.solver_model.add_implication(after.present, before.present)
        parent.children[table] = slots
        return slots

    def _close_cells(self, table: Table, slot: Slot) -> None:
        """Give every stored cell one value where it applies, and derived cells theirs."""
        for variable in table.stored:
            if variable.type != "id" and not variable.sequence:
                cells = slot.cells[variable.name]
                if cells:
                    applies = self.holds(slot, variable.only_if)
                    self.solver_model.add(sum(cells.values()) == applies)
        for variable in table.variables.values():
            if variable.derived is not None:
                slot.cells[variable.name] = self._derive(slot, variable)

    def _derive(self, slot: Slot, variable: Variable) -> dict[Value, Literal]:
        if isinstance(variable.derived, DerivedIs):
            refuted = [self._refute(slot, one) for one in variable.derived.conditions]
            no = self.join_all([slot.present, self.join_any(refuted)])
            return {"no": no, "yes": self.holds(slot, variable.derived.conditions)}
        if isinstance(variable.derived, DerivedExists):
            exists = self.join_any(one.present for one in slot.children[variable.derived.child])
            return {"no": self.join_all([slot.present, exists.negated()]), "yes": exists}
        if isinstance(variable.derived, DerivedCount):
            rows = [one.present for one in slot.children[variable.derived.child]]
            cells: dict[Value, Literal] = {n: self.new_bool() for n in range(len(rows) + 1)}
            self.solver_model.add(sum(cells.values()) == slot.present)
            self.solver_model.add(sum(n * one for n, one in cells.items()) == sum(rows))
            return cells
        raise refuse_form(variable)

    def _refute(self, slot: Slot, condition: Condition) -> Literal:
        cells, _ = slot.find_cells(condition.variable)
        return self.join_any(one for v, one in cells.items() if not admits(condition, v))

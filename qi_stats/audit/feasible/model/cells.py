"""The cells of one unit of study and of its child rows, and what the codebook says of them.

Rows that agree in everything are interchangeable, so a dataset is how many units there are of each
profile. A profile gives a value to every cell: None where the row is absent or the variable does
not apply. What a codebook demands of a profile is a list of factors, each about a few cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from qi_files.errors import InputError
from qi_stats.audit.feasible.model.domains import admits, find_limit, list_domain
from qi_stats.codebook import Condition, DerivedCount

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from qi_stats.audit.feasible.model.domains import Bounds, Value
    from qi_stats.codebook import Codebook, Table, Variable

    Content: TypeAlias = Value | None
    Assignment: TypeAlias = Mapping["Cell", Content]

PRESENCE = ""
THERE, ABSENT = "yes", "no"


class Place(NamedTuple):
    """A row of `table` within a unit: its number at each step from the unit's own row, from 0."""

    table: str
    path: tuple[int, ...] = ()


class Cell(NamedTuple):
    """A variable of the row at `place`; `PRESENCE` stands for whether the row is there."""

    place: Place
    variable: str


@dataclass(frozen=True, slots=True)
class Factor:
    """A demand on a few cells: `allows` says whether their values meet it."""

    cells: tuple[Cell, ...]
    allows: Callable[[Assignment], bool]


class Layout:
    """All cells of one unit of each table without a parent.

    A variable without a finite set of values has no cells; what is about it is left out, so that
    more datasets are allowed than there are.

    Parameters
    ----------
    codebook
        Tables, variables and limits of child rows.
    bounds
        Lowest and highest value of numeric variables where they are known, by table and name.

    Raises
    ------
    InputError
        If the number of child rows has no limit.
    """

    def __init__(
        self, codebook: Codebook, bounds: Mapping[tuple[str, str], Bounds] | None = None
    ) -> None:
        self.codebook = codebook
        self._bounds = bounds or {}
        self.places = {name: self._list_places(name) for name in codebook.tables}
        self.domains: dict[Cell, tuple[Content, ...]] = {}
        for table in codebook.tables.values():
            for place in self.places[table.name]:
                self._open_cells(table, place)

    def knows(self, table: str, variables: Iterable[str]) -> bool:
        """Say whether all of these variables of a table's frame have cells."""
        return all(
            self.find_cell(place, name) in self.domains
            for place in self.places[table][:1]
            for name in variables
        )

    def find_root(self, table: str) -> str:
        """Return the table without a parent that `table` belongs to."""
        return self.codebook.lineage(table)[-1].name

    def find_cell(self, place: Place, variable: str) -> Cell:
        """Return the cell of `variable` for the row at `place`, perhaps one of its parents'."""
        lineage = self.codebook.lineage(place.table)
        for distance, table in enumerate(lineage):
            if variable in table.variables:
                path = place.path[: len(place.path) - distance]
                return Cell(Place(table.name, path), variable)
        raise KeyError(variable)

    def find_presence(self, place: Place) -> Cell | None:
        """Return the cell that says whether the row is there; None for a unit's own row."""
        return Cell(place, PRESENCE) if place.path else None

    def list_children(self, place: Place, child: str) -> list[Cell]:
        """Return the presences of the rows of table `child` below the row at `place`."""
        depth = len(place.path)
        return [Cell(one, PRESENCE) for one in self.places[child] if one.path[:depth] == place.path]

    def list_cells(self, place: Place, conditions: Iterable[Condition]) -> tuple[Cell, ...]:
        """Return the cells that decide whether `conditions` hold for the row at `place`."""
        cells = [self.find_cell(place, one.variable) for one in conditions]
        presence = self.find_presence(place)
        if presence is not None and all(cell.place != place for cell in cells):
            cells.append(presence)
        return tuple(dict.fromkeys(cells))

    def holds(self, place: Place, conditions: Iterable[Condition], assignment: Assignment) -> bool:
        """Say whether the row at `place` is there and meets all `conditions`."""
        listed = tuple(conditions)
        for cell in self.list_cells(place, listed):
            if cell.variable == PRESENCE and assignment[cell] == ABSENT:
                return False
        return all(
            (value := assignment[self.find_cell(place, one.variable)]) is not None
            and admits(one, value)
            for one in listed
        )

    def refutes(self, place: Place, condition: Condition, assignment: Assignment) -> bool:
        """Say whether the row at `place` has a value against `condition`."""
        value = assignment[self.find_cell(place, condition.variable)]
        return value is not None and not admits(condition, value)

    def _list_places(self, table: str) -> list[Place]:
        lineage = list(reversed(self.codebook.lineage(table)))[1:]
        limits = [range(find_limit(self.codebook, one)) for one in lineage]
        return [Place(table, path) for path in product(*limits)]

    def _open_cells(self, table: Table, place: Place) -> None:
        if place.path:
            self.domains[Cell(place, PRESENCE)] = (THERE, ABSENT)
        for variable in table.variables.values():
            if is_finite(self.codebook, variable):
                self.domains[Cell(place, variable.name)] = self._list_contents(variable, place)

    def _list_contents(self, variable: Variable, place: Place) -> tuple[Content, ...]:
        if variable.sequence:
            return (place.path[-1] + 1, None)
        if isinstance(variable.derived, DerivedCount):
            child = self.codebook.table(variable.derived.child)
            return (*range(find_limit(self.codebook, child) + 1), None)
        low, high = self._bounds.get((variable.table, variable.name), (None, None))
        known = Condition("", (), low, high)
        values = list_domain(self.codebook, variable)
        return (*(value for value in values if admits(known, value)), None)


def is_finite(codebook: Codebook, variable: Variable) -> bool:
    """Say whether a variable has few enough values to list: levels, or whole numbers in a range."""
    if variable.type == "id":
        return False
    if variable.derived is not None or variable.sequence:
        return True
    try:
        return bool(list_domain(codebook, variable))
    except InputError:
        return False

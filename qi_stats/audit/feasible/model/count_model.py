"""All datasets that a codebook allows, as a CP-SAT model of how many units have which profile.

Unlike the model of single rows (`rows`), it has no two solutions that are the same data in another
order, so questions about all datasets are answered in milliseconds. Both take the same claims.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.model.cells import ABSENT, Cell, Layout, Place
from qi_stats.audit.feasible.model.factors import list_factors
from qi_stats.audit.feasible.model.junction_tree import build_cliques, project

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from qi_stats.audit.feasible.model.cells import Assignment, Content
    from qi_stats.audit.feasible.model.domains import Bounds, Literal
    from qi_stats.codebook import Codebook, Condition

    Combination: TypeAlias = tuple[Content, ...]
    Scope: TypeAlias = tuple[str, tuple[str, ...]]


class CountModel:
    """The CP-SAT model of the number of units of each profile.

    Parameters
    ----------
    codebook
        Tables, variables, levels and rules.
    units
        Number of rows of each table that has no parent.
    bounds
        Lowest and highest value of numeric variables where they are known, by table and name.
    scopes
        Each a table and variables of its frame that will be counted together; left out where a
        variable has no finite set of values.

    Raises
    ------
    InputError
        If the codebook leaves the number of child rows without limits, or too many variables
        depend on each other.
    """

    def __init__(
        self,
        codebook: Codebook,
        units: Mapping[str, int],
        bounds: Mapping[tuple[str, str], Bounds] | None,
        scopes: Iterable[Scope],
    ) -> None:
        self.layout = Layout(codebook, bounds)
        self.units = units
        self.solver_model = cp_model.CpModel()
        known = [one for one in scopes if self.layout.knows(*one)]
        groups = [cells for scope in known for cells in self._list_groups(scope)]
        factors = tuple(list_factors(self.layout))
        self.cliques = build_cliques(self.layout.domains, factors, groups)
        self.counts: list[list[Literal]] = []
        for number in range(len(self.cliques)):
            self.counts.append(self._open_clique(number))
        self._crossed: dict[tuple[Scope, tuple[Condition, ...]], dict[Combination, Literal]] = {}

    def copy(self) -> CountModel:
        """Return a copy that takes further claims without changing this model."""
        twin = copy(self)
        twin.solver_model = self.solver_model.clone()
        find = twin.solver_model.get_int_var_from_proto_index
        twin.counts = [[find(count.index) for count in one] for one in self.counts]
        twin._crossed = {
            asked: {pair: find(count.index) for pair, count in counts.items()}
            for asked, counts in self._crossed.items()
        }
        return twin

    def limit_rows(self, table: str) -> int:
        """Return how many rows `table` can have."""
        return self.units[self.layout.find_root(table)] * len(self.layout.places[table])

    def count(self, table: str, conditions: tuple[Condition, ...]) -> Literal:
        """Return an integer variable: the rows of `table` for which all `conditions` hold."""
        parts: list[Literal] = []
        for place in self.layout.places[table]:
            parts.extend(
                count
                for given, count in self._list_joint(self.layout.list_cells(place, conditions))
                if self.layout.holds(place, conditions, given)
            )
        if not parts and not conditions:
            return self.solver_model.new_constant(self.units[self.layout.find_root(table)])
        return self.name_sum(parts)

    def list_values(
        self, table: str, variable: str, conditions: tuple[Condition, ...]
    ) -> list[tuple[int, Literal]]:
        """Return each value of a numeric variable with the number of rows that have it."""
        found = self.cross((table, (variable,)), conditions)
        return [(int(value), count) for (value,), count in found.items() if value is not None]

    def name_sum(self, literals: list[Literal]) -> Literal:
        """Return an integer variable that is the sum of `literals`."""
        named = self.solver_model.new_int_var(0, self._most, "")
        self.solver_model.add(named == cp_model.LinearExpr.sum(literals))
        return named

    def cross(
        self, scope: Scope, conditions: tuple[Condition, ...] = ()
    ) -> dict[Combination, Literal]:
        """Return how many rows that meet `conditions` have each combination of values.

        None among the values stands for a variable that does not apply to the row.
        """
        asked = (scope, conditions)
        if asked not in self._crossed:
            parts: dict[Combination, list[Literal]] = {}
            for place in self.layout.places[scope[0]]:
                for combination, count in self._cross_place(place, scope[1], conditions):
                    parts.setdefault(combination, []).append(count)
            self._crossed[asked] = {one: self.name_sum(counts) for one, counts in parts.items()}
        return self._crossed[asked]

    @property
    def _most(self) -> int:
        return max(self.limit_rows(table) for table in self.layout.places)

    def _list_groups(self, scope: Scope) -> Iterator[tuple[Cell, ...]]:
        """Yield the cells of a scope for each place of its table, presence included."""
        table, variables = scope
        for place in self.layout.places[table]:
            yield self._list_cells(place, variables)

    def _list_cells(self, place: Place, variables: Iterable[str]) -> tuple[Cell, ...]:
        cells = [self.layout.find_cell(place, name) for name in variables]
        presence = self.layout.find_presence(place)
        return tuple(dict.fromkeys(cells if presence is None else (*cells, presence)))

    def _cross_place(
        self, place: Place, variables: tuple[str, ...], conditions: tuple[Condition, ...]
    ) -> Iterator[tuple[Combination, Literal]]:
        named = [self.layout.find_cell(place, name) for name in variables]
        needed = (*variables, *(one.variable for one in conditions))
        presence = self.layout.find_presence(place)
        for given, count in self._list_joint(self._list_cells(place, needed)):
            there = presence is None or given[presence] != ABSENT
            if there and self.layout.holds(place, conditions, given):
                yield tuple(given[cell] for cell in named), count

    def _list_joint(self, cells: tuple[Cell, ...]) -> Iterator[tuple[Assignment, Literal]]:
        """Yield the counts of a clique that holds `cells`, each with what it gives to them."""
        if not cells:
            return
        wanted = set(cells)
        number = next(n for n, one in enumerate(self.cliques) if wanted.issubset(one.cells))
        clique = self.cliques[number]
        for profile, count in zip(clique.profiles, self.counts[number], strict=True):
            yield dict(zip(cells, project(profile, clique.cells, cells), strict=True)), count

    def _open_clique(self, number: int) -> list[Literal]:
        """Return a count for each profile of a clique; those of its neighbours agree with them."""
        clique = self.cliques[number]
        size = self.units[self.layout.find_root(clique.cells[0].place.table)]
        counts = [self.solver_model.new_int_var(0, size, "") for _ in clique.profiles]
        self.solver_model.add(cp_model.LinearExpr.sum(counts) == size)
        if clique.parent is not None:
            ours = _group(clique.profiles, counts, clique.cells, clique.shared)
            parent = self.cliques[clique.parent]
            theirs = _group(
                parent.profiles, self.counts[clique.parent], parent.cells, clique.shared
            )
            for shared, parts in ours.items():
                self.solver_model.add(
                    cp_model.LinearExpr.sum(parts) == cp_model.LinearExpr.sum(theirs[shared])
                )
        return counts


def _group(
    profiles: Iterable[Combination],
    counts: Iterable[Literal],
    cells: tuple[Cell, ...],
    onto: tuple[Cell, ...],
) -> dict[Combination, list[Literal]]:
    """Return the counts by the values that their profiles give to the cells `onto`."""
    groups: dict[Combination, list[Literal]] = {}
    for profile, count in zip(profiles, counts, strict=True):
        groups.setdefault(project(profile, cells, onto), []).append(count)
    return groups

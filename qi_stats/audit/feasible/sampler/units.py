"""One whole dataset, unit by unit: made from the counts of a solution, and changed step by step.

A unit has one combination of values in each clique, equal where cliques overlap. Since every
demand of the codebook lies within a clique, and every combination that is left fits some of each
neighbour's, any choice that agrees along the tree keeps all rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.feasible.model.junction_tree import project

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from qi_stats.audit.feasible.model.cells import Cell
    from qi_stats.audit.feasible.model.count_model import Combination, CountModel
    from qi_stats.audit.feasible.model.solver import Reader

    _Asked: TypeAlias = tuple[int, Combination, tuple[Cell, ...], Combination]

Unit: TypeAlias = "dict[int, Combination]"
"""The combination that a unit has in each clique, by the number of the clique."""


class Tree:
    """The cliques of a model, with those that overlap as neighbours."""

    def __init__(self, model: CountModel) -> None:
        self.cliques = model.cliques
        self.roots = [model.layout.find_root(one.cells[0].place.table) for one in model.cliques]
        self._near: list[list[tuple[int, tuple[Cell, ...]]]] = [[] for _ in self.cliques]
        for number, clique in enumerate(self.cliques):
            if clique.parent is not None:
                self._near[number].append((clique.parent, clique.shared))
                self._near[clique.parent].append((number, clique.shared))
        self._nearest: dict[_Asked, tuple[Combination, ...]] = {}
        self._places = [
            {cell: place for place, cell in enumerate(one.cells)} for one in self.cliques
        ]

    def list_nearest(
        self, number: int, profile: Combination, fixed: tuple[Cell, ...], values: Combination
    ) -> tuple[Combination, ...]:
        """Return the combinations of a clique with `values` in `fixed` that are nearest to one.

        Those differ from `profile` in the fewest cells.
        """
        asked = (number, profile, fixed, values)
        if asked not in self._nearest:
            found: dict[int, list[Combination]] = {}
            for one in self.cliques[number].profiles:
                if self.project(number, one, fixed) == values:
                    apart = sum(a != b for a, b in zip(one, profile, strict=True))
                    found.setdefault(apart, []).append(one)
            self._nearest[asked] = tuple(found[min(found)]) if found else ()
        return self._nearest[asked]

    def project(self, number: int, profile: Combination, onto: tuple[Cell, ...]) -> Combination:
        """Return the values that a combination of a clique gives to the cells `onto`."""
        places = self._places[number]
        return tuple(profile[places[cell]] for cell in onto)

    def change(
        self, unit: Unit, start: int, profile: Combination, other: Unit | None, draw: random.Random
    ) -> Unit:
        """Return the unit with `profile` in clique `start`, and else as it was where that fits.

        What does not fit is taken from the unit `other` if that fits, else drawn from what is
        nearest.
        """
        changed = {**unit, start: profile}
        waiting = [(start, start)]
        while waiting:
            number, origin = waiting.pop()
            for near, shared in self._near[number]:
                if near == origin:
                    continue
                values = self.project(number, changed[number], shared)
                if self.project(near, unit[near], shared) == values:
                    continue
                if other is not None and self.project(near, other[near], shared) == values:
                    changed[near] = other[near]
                else:
                    nearest = self.list_nearest(near, unit[near], shared, values)
                    changed[near] = draw.choice(nearest)
                waiting.append((near, number))
        return changed


def assemble_units(
    model: CountModel, read: Reader, draw: random.Random
) -> Mapping[str, list[Unit]]:
    """Return units of each table without a parent that have the counts of a solution.

    Combinations of neighbouring cliques are matched where they overlap, at random among equals.
    """
    found: dict[str, list[Unit]] = {
        table: [{} for _ in range(size)] for table, size in model.units.items()
    }
    for number, clique in enumerate(model.cliques):
        stock: dict[Combination, list[Combination]] = {}
        for profile, count in zip(clique.profiles, model.counts[number], strict=True):
            shared = project(profile, clique.cells, clique.shared)
            stock.setdefault(shared, []).extend([profile] * read(count))
        for profiles in stock.values():
            draw.shuffle(profiles)
        for unit in found[model.layout.find_root(clique.cells[0].place.table)]:
            shared = ()
            if clique.parent is not None:
                parent = model.cliques[clique.parent]
                shared = project(unit[clique.parent], parent.cells, clique.shared)
            unit[number] = stock[shared].pop()
    return found

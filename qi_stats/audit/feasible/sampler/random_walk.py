"""A random walk through the datasets that claims allow, from one that a solver found.

A step gives one unit other values, or two units values of each other. It is taken where all rules
and claims still hold, which is checked without the solver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.feasible.sampler.units import Tree, assemble_units

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from qi_stats.audit.feasible.model.cells import Cell
    from qi_stats.audit.feasible.model.count_model import CountModel
    from qi_stats.audit.feasible.model.solver import Reader
    from qi_stats.audit.feasible.sampler.invariants import Demand, Totals
    from qi_stats.audit.feasible.sampler.units import Unit

    Change = list[tuple[int, Unit]]

SHARE_OF_SWAPS = 0.7
SHARE_OF_WATCHED = 0.7
"""How many steps are about what is watched; the others change the rest of the dataset."""


class Walk:
    """A dataset that wanders.

    Parameters
    ----------
    model
        The model whose rules hold.
    demands
        What has to hold at each step.
    watched
        What is only added up.
    read
        The solution to start from.
    draw
        Where chance comes from.

    Raises
    ------
    ValueError
        If the solution does not meet the demands.
    """

    def __init__(
        self,
        model: CountModel,
        demands: Sequence[Demand],
        watched: Sequence[Demand],
        read: Reader,
        draw: random.Random,
    ) -> None:
        self._tree = Tree(model)
        self._draw = draw
        self._demands = (*demands, *watched)
        self._homes = self._find_homes()
        self._about = self._list_about()
        near = (clique for homes in self._homes[len(demands) :] for clique, _ in homes)
        self._watched = sorted(set(near)) or range(len(self._tree.cliques))
        groups = assemble_units(model, read, draw)
        self._units = [unit for one in groups.values() for unit in one]
        self._named = _number_units(groups)
        self._groups = [self._named[root] for root in self._tree.roots]
        self._shares = [self._measure(unit, range(len(self._demands))) for unit in self._units]
        self.totals = [
            tuple(map(sum, zip(*parts, strict=True)))
            for parts in zip(*([one[n] for n in range(len(self._demands))] for one in self._shares),
                             strict=True)
        ]  # fmt: skip
        if not all(self._accepts(n, total) for n, total in enumerate(self.totals)):
            message = "a dataset of the solver does not satisfy the claims"
            raise ValueError(message)

    @property
    def units(self) -> Mapping[str, Sequence[Unit]]:
        """The units of the dataset as it is now, by the table without a parent."""
        return {table: [self._units[n] for n in numbers] for table, numbers in self._named.items()}

    def go(self, steps: int) -> None:
        """Try so many steps."""
        for _ in range(steps):
            is_near = self._draw.random() < SHARE_OF_WATCHED
            number = self._draw.choice(self._watched if is_near else range(len(self._groups)))
            one = self._draw.choice(self._groups[number])
            if self._draw.random() < SHARE_OF_SWAPS:
                self._try(self._swap(number, one))
            else:
                self._try(self._renew(number, one))

    def _swap(self, number: int, one: int) -> Change:
        """Let a unit exchange one value, and what hangs on it, with another that differs in it."""
        left = self._units[one]
        place = self._draw.randrange(len(left[number]))
        others = [
            two for two in self._groups[number]
            if self._units[two][number][place] != left[number][place]
        ]  # fmt: skip
        if not others:
            return []
        two = self._draw.choice(others)
        right = self._units[two]
        return [
            (one, self._replace(left, number, place, right)),
            (two, self._replace(right, number, place, left)),
        ]

    def _renew(self, number: int, one: int) -> Change:
        """Draw one value of one or two units anew."""
        two = self._draw.choice(self._groups[number])
        place = self._draw.randrange(len(self._tree.cliques[number].cells))
        return [(n, self._replace(self._units[n], number, place, None)) for n in {one: 0, two: 0}]

    def _replace(self, unit: Unit, number: int, place: int, other: Unit | None) -> Unit:
        """Return the unit with the value of another in one cell of a clique, or a drawn one."""
        clique = self._tree.cliques[number]
        source = self._draw.choice(clique.profiles) if other is None else other[number]
        cells, values = clique.cells[place : place + 1], source[place : place + 1]
        nearest = self._tree.list_nearest(number, unit[number], cells, values)
        return self._tree.change(unit, number, self._draw.choice(nearest), other, self._draw)

    def _try(self, change: Change) -> None:
        """Make the change if all demands are met afterwards."""
        sums: dict[int, list[int]] = {}
        shares = {}
        for index, unit in change:
            asked = self._list_asked(self._units[index], unit)
            shares[index] = self._measure(unit, asked)
            for n in asked:
                before, after = self._shares[index][n], shares[index][n]
                total = sums.setdefault(n, list(self.totals[n]))
                for place, (old, new) in enumerate(zip(before, after, strict=True)):
                    total[place] += new - old
        moved = {n: tuple(total) for n, total in sums.items()}
        if all(self._accepts(n, total) for n, total in moved.items()):
            for index, unit in change:
                self._units[index] = unit
                self._shares[index] |= shares[index]
            for n, reached in moved.items():
                self.totals[n] = reached

    def _accepts(self, number: int, total: Totals) -> bool:
        return self._demands[number].accepts(total)

    def _list_asked(self, old: Unit, new: Unit) -> list[int]:
        """Return the demands that are about a cell in which two units differ."""
        asked: dict[int, None] = {}
        for clique, profile in new.items():
            before = old[clique]
            if before is not profile:
                for about, was, now in zip(self._about[clique], before, profile, strict=True):
                    if was != now:
                        asked |= about
        return list(asked)

    def _measure(self, unit: Unit, asked: Sequence[int]) -> dict[int, Totals]:
        found = {}
        for n in asked:
            demand, homes = self._demands[n], self._homes[n]
            values = tuple(unit[clique][place] for clique, place in homes if clique in unit)
            found[n] = demand.add_up(values) if len(values) == len(homes) else demand.nothing
        return found

    def _find_homes(self) -> list[list[tuple[int, int]]]:
        """Return for each demand where its cells stand: clique, and place within it."""
        homes: dict[Cell, tuple[int, int]] = {}
        for number, clique in enumerate(self._tree.cliques):
            for place, cell in enumerate(clique.cells):
                homes.setdefault(cell, (number, place))
        return [[homes[cell] for cell in demand.cells] for demand in self._demands]

    def _list_about(self) -> list[list[dict[int, None]]]:
        """Return the demands about each cell of each clique."""
        about: list[list[dict[int, None]]] = [[{} for _ in one.cells] for one in self._tree.cliques]
        for n, homes in enumerate(self._homes):
            for clique, place in homes:
                about[clique][place][n] = None
        return about


def _number_units(groups: Mapping[str, list[Unit]]) -> dict[str, list[int]]:
    """Return the numbers that the units of each group have among all units."""
    numbers: dict[str, list[int]] = {}
    first = 0
    for table, units in groups.items():
        numbers[table] = list(range(first, first + len(units)))
        first += len(units)
    return numbers

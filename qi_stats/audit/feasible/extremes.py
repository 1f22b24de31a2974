"""Tables of counts at which the description of one variable is lowest or highest."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.model.domains import admits
from qi_stats.audit.feasible.model.order_statistics import rank_values
from qi_stats.audit.feasible.model.solver import solve_counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.audit.feasible.feasible_set import Space
    from qi_stats.audit.feasible.model.count_model import Combination
    from qi_stats.audit.feasible.model.domains import Literal
    from qi_stats.audit.feasible.queries import CountTable, Question

    Counts: TypeAlias = dict[Combination, Literal]
    Number = TypeVar("Number", Literal, int)

MOST_SIZES = 12
MOST_SUMS = 60
QUARTILES = (0.25, 0.5, 0.75)


class Extremes:
    """The counts of one described variable, in a copy of the model of all datasets."""

    def __init__(self, space: Space, question: Question) -> None:
        counts = space.model.cross(question.scope, question.conditions)
        self.model = space.model.solver_model.clone()
        self.counts = {
            pair: self.model.get_int_var_from_proto_index(one.index) for pair, one in counts.items()
        }
        self._names = question.scope[1]
        self._applies = () if question.described is None else question.described.only_if
        self.sizes = self._list_sizes()

    def list_size_tables(self) -> Iterator[CountTable]:
        """Yield tables with the fewest and the most rows without a value, for each size."""
        for size in self.sizes:
            model, counts = self._copy()
            model.add(cp_model.LinearExpr.sum(self._select_known(counts)) == size)
            absent = [one for pair, one in counts.items() if self._is_missing(pair)]
            yield from self._push(model, counts, cp_model.LinearExpr.sum(absent))

    def _is_missing(self, pair: Combination) -> bool:
        """Say whether rows with these values have none where the described variable applies."""
        given = dict(zip(self._names, pair, strict=True))
        return pair[0] is None and all(
            (value := given[one.variable]) is not None and admits(one, value)
            for one in self._applies
        )

    def list_level_tables(self) -> Iterator[CountTable]:
        """Yield tables with the fewest and the most rows of each value, for each size."""
        for size in self.sizes:
            model, counts = self._copy()
            model.add(cp_model.LinearExpr.sum(self._select_known(counts)) == size)
            for value in dict.fromkeys(pair[0] for pair in counts if pair[0] is not None):
                part = [one for pair, one in counts.items() if pair[0] == value]
                yield from self._push(model, counts, cp_model.LinearExpr.sum(part))

    def list_moment_tables(self) -> list[CountTable] | None:
        """Return tables with the least and the largest SD for each possible size and sum.

        None if there are more than `MOST_SUMS` sums.
        """
        found: list[CountTable] = []
        for size in self.sizes:
            model, counts = self._copy()
            model.add(cp_model.LinearExpr.sum(self._select_known(counts)) == size)
            total = _weigh(counts, 1)
            ends = [_add_up(one) for one in self._push(model, counts, total)]
            if not ends:
                continue  # sizes between the least and the largest need not be possible
            if ends[1] - ends[0] >= MOST_SUMS:
                return None
            for one in range(ends[0], ends[1] + 1):
                fixed, same = self._copy()
                fixed.add(cp_model.LinearExpr.sum(self._select_known(same)) == size)
                fixed.add(_weigh(same, 1) == one)
                found.extend(self._push(fixed, same, _weigh(same, 2)))
        return found

    def list_order_tables(self) -> Iterator[CountTable]:
        """Yield tables at which minimum, quartiles and maximum are lowest and highest."""
        for size in self.sizes:
            for share in (0.0, *QUARTILES, 1.0):
                model, counts = self._copy()
                model.add(cp_model.LinearExpr.sum(self._select_known(counts)) == size)
                rank = (size - 1) * share
                part = round(4 * (rank - floor(rank)))
                values = _group_values(counts)
                low = rank_values(model, values, floor(rank) + 1)
                high = rank_values(model, values, min(floor(rank) + 2, size))
                yield from self._push(model, counts, (4 - part) * low + part * high)

    def _list_sizes(self) -> tuple[int, ...]:
        """Return the possible numbers of rows that have a value; none if there are too many."""
        model, counts = self._copy()
        size = cp_model.LinearExpr.sum(self._select_known(counts))
        ends = [sum(self._select_known(one)) for one in self._push(model, counts, size)]
        if not ends or ends[1] - ends[0] >= MOST_SIZES:
            return ()
        return tuple(range(ends[0], ends[1] + 1))

    def _copy(self) -> tuple[cp_model.CpModel, Counts]:
        model = self.model.clone()
        return model, {
            pair: model.get_int_var_from_proto_index(one.index) for pair, one in self.counts.items()
        }

    def _select_known(self, counts: Mapping[Combination, Number]) -> list[Number]:
        return [one for pair, one in counts.items() if pair[0] is not None]

    def _push(
        self, model: cp_model.CpModel, counts: Counts, goal: cp_model.LinearExprT
    ) -> Iterator[CountTable]:
        """Yield the tables of counts at which `goal` is lowest and highest, if there are any."""
        for sense in (1, -1):
            model.minimize(sense * goal)
            read = solve_counts(model)
            if read is None:
                return
            yield {pair: read(one) for pair, one in counts.items()}


def _weigh(counts: Counts, power: int) -> cp_model.LinearExprT:
    """Return the sum of all values to the given power."""
    terms = [int(pair[0]) ** power * one for pair, one in counts.items() if pair[0] is not None]
    return cp_model.LinearExpr.sum(terms)


def _add_up(table: CountTable) -> int:
    return sum(int(pair[0]) * count for pair, count in table.items() if pair[0] is not None)


def _group_values(counts: Counts) -> dict[int, list[Literal]]:
    """Return the counts of each known value, from the lowest to the highest."""
    groups: dict[int, list[Literal]] = {}
    for pair, one in counts.items():
        if pair[0] is not None:
            groups.setdefault(int(pair[0]), []).append(one)
    return dict(sorted(groups.items()))

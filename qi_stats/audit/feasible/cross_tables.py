"""Cross-tables that have given margins, whether some dataset has them or not."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.feasible.model.cells import Content
    from qi_stats.audit.feasible.model.count_model import Combination

    Margin = Mapping[Content, int]


def list_crossings(
    combinations: Sequence[Combination], margins: Sequence[Iterable[Margin]]
) -> Iterator[dict[Combination, int]]:
    """Yield each table of counts that has one of the given margins for each variable.

    Parameters
    ----------
    combinations
        The cells that a table has, each the values of all variables.
    margins
        For each variable, its possible margins: value → count.

    Examples
    --------
    >>> cells = [(a, b) for a in "xy" for b in "st"]
    >>> len(list(list_crossings(cells, [[{"x": 2, "y": 2}], [{"s": 1, "t": 3}]])))
    2
    """
    for chosen in product(*margins):
        if len({sum(one.values()) for one in chosen}) == 1:
            yield from _fill(combinations, 0, [dict(one) for one in chosen], {})


def _fill(
    combinations: Sequence[Combination],
    first: int,
    left: list[dict[Content, int]],
    filled: dict[Combination, int],
) -> Iterator[dict[Combination, int]]:
    """Yield each way in which the cells from `first` on use up what is `left` of the margins."""
    if first == len(combinations):
        if not any(count for one in left for count in one.values()):
            yield dict(filled)
        return
    values = combinations[first]
    most = min(one.get(value, 0) for one, value in zip(left, values, strict=True))
    for count in range(most + 1):
        rest = [
            {**one, value: one.get(value, 0) - count}
            for one, value in zip(left, values, strict=True)
        ]
        yield from _fill(combinations, first + 1, rest, {**filled, values: count})

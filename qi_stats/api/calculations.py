"""What rests on no frame: sizes of a next study, by the functions that a plan calls."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from qi_stats.api.results import Records
from qi_stats.ledger import Inputs, Ledger
from qi_stats.plan.calls import Block, call_method, record_call

if TYPE_CHECKING:
    from qi_stats.tables import DrawnTable


@dataclass(frozen=True, repr=False)
class Calculation(Records):
    """The result of a calculation from numbers alone."""

    @cached_property
    def table(self) -> DrawnTable:
        """A line for each statistic."""
        from qi_stats.tables.grid import draw_grid
        from qi_stats.tables.layout import Column, Grid, Row
        from qi_stats.tables.markup import show_stat, to_html

        rows = tuple(Row(to_html(one.stat_label), (show_stat(one),)) for one in self.ledger)
        column = Column(to_html("Value"), "right")
        notes = tuple(to_html(note) for note in self.notices)
        grid = Grid(self.name.replace("_", "-"), to_html("Statistic"), (column,), rows, notes)
        return draw_grid(grid, self.ledger)


def sample_size_proportions(
    p1: float, p2: float, *, power: float = 0.8, alpha: float = 0.05
) -> Calculation:
    """Compute how many rows a study needs to tell two proportions apart by Fisher's exact test.

    Parameters
    ----------
    p1, p2
        Proportions in the two groups, between 0 and 1.
    power
        Probability of finding the difference, between 0 and 1.
    alpha
        Significance level, between 0 and 1.

    Returns
    -------
    Calculation
        The size of each group, and the power that it has.

    Raises
    ------
    ValueError
        If a number is out of range.

    Examples
    --------
    >>> import qi_stats as qi
    >>> qi.sample_size_proportions(0.75, 0.35)["n"]
    29
    """
    given = {"p1": p1, "p2": p2, "power": power, "alpha": alpha}
    return _calculate("sample_size_proportions", given)


def sample_size_means(difference: float, *, power: float = 0.8, alpha: float = 0.05) -> Calculation:
    """Compute how many rows a study needs to tell two means apart by Student's *t* test.

    Parameters
    ----------
    difference
        Of the means, in standard deviations.
    power, alpha
        Probability of finding the difference, and significance level.

    Returns
    -------
    Calculation
        The size of each group, and the power that it has.

    Raises
    ------
    ValueError
        If a number is out of range.

    Examples
    --------
    >>> import qi_stats as qi
    >>> qi.sample_size_means(0.5)["n"]
    64
    """
    given = {"difference": difference, "power": power, "alpha": alpha}
    return _calculate("sample_size_means", given)


def _calculate(name: str, given: dict[str, float]) -> Calculation:
    block = Block(
        analysis=name,
        inputs=Inputs("planning", ()),
        context=name,
        path=(),
        n=0,
        identified="assumed",
    )
    return Calculation(
        name, Ledger(record_call(block, call_method(f"qi_stats.stats:{name}", given)))
    )

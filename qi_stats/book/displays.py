"""Tables and figures for a chapter, each laid out in the plan's file under its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.book.inline import Inline, join_inline
from qi_stats.book.project import (
    expect_results,
    read_codebook,
    read_displays,
    read_findings,
    read_premises,
    read_results,
    read_verdicts,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qi_stats.tables import DrawnTable


def table(name: str) -> DrawnTable:
    """Return the table called `name` in the section `tables` of the plan's file.

    Raises
    ------
    InputError
        If there is no such table, or something that it names is not there.
    """
    from qi_stats.tables import Sources, draw_table

    sources = Sources(
        read_displays(),
        read_results(),
        read_codebook(),
        read_verdicts,
        read_findings,
        read_premises,
    )
    with expect_results():
        return draw_table(name, sources)


def figure(name: str) -> Figure:
    """Return the figure called `name` in the section `figures` of the plan's file.

    Raises
    ------
    InputError
        If there is no such figure, or something that it names is not there.
    """
    from qi_stats.book.vocabulary import read_vocabulary
    from qi_stats.figures import draw_figure
    from qi_stats.tables import list_numbers

    with expect_results():
        drawn = draw_figure(name, read_displays(), read_results(), read_codebook())
    drawn.numbers = list_numbers(drawn.shown, read_vocabulary())
    return drawn


def figure_description(name: str) -> Inline:
    """Return what a figure shows in words and numbers, for those who can't see it.

    Raises
    ------
    InputError
        As `figure` does.
    """
    from qi_stats.figures import describe_figure

    with expect_results():
        words = describe_figure(name, read_displays(), read_results(), read_codebook())
    return join_inline([words])

"""One function for each thing that a chapter can ask of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.displays.figures import (
    BarsFigure,
    CountsFigure,
    FigureSpec,
    FlowFigure,
    MovesFigure,
)
from qi_stats.errors import InputError, quote, suggest
from qi_stats.ledger import Ledger, TracedLedger, ledger_to_csv

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook
    from qi_stats.displays import Displays
    from qi_stats.figures.canvas import ReportFigure


def draw_figure(name: str, displays: Displays, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the figure that the plan's file lays out under `name`, with the records it is from.

    Raises
    ------
    InputError
        If no figure has this name, or a record or variable that it names is not there.
    """
    from qi_stats.figures.canvas import apply_style

    traced = TracedLedger(ledger)
    with apply_style():
        figure = _draw(_find_shell(name, displays), displays, traced, codebook)
    figure.data = ledger_to_csv(traced.read())
    return figure


def describe_figure(name: str, displays: Displays, ledger: Ledger, codebook: Codebook) -> str:
    """Return what the figure shows in words and numbers, for those who can't see it.

    Raises
    ------
    InputError
        As `draw_figure` does.
    """
    from qi_stats.figures.bars import describe_bars
    from qi_stats.figures.counts import describe_counts
    from qi_stats.figures.flow import describe_flow
    from qi_stats.figures.forest import describe_forest
    from qi_stats.figures.moves import describe_moves

    shell = _find_shell(name, displays)
    if isinstance(shell, FlowFigure):
        words = describe_flow(shell, ledger)
    elif isinstance(shell, CountsFigure):
        words = describe_counts(shell, ledger)
    elif isinstance(shell, BarsFigure):
        words = describe_bars(shell, ledger, codebook)
    elif isinstance(shell, MovesFigure):
        words = describe_moves(shell, ledger)
    else:
        words = describe_forest(shell, ledger, _list_titles(displays))
    return f"{shell.title}. {words}"


def _draw(
    shell: FigureSpec, displays: Displays, ledger: Ledger, codebook: Codebook
) -> ReportFigure:
    """Return the figure that `shell` describes."""
    from qi_stats.figures.bars import draw_bars
    from qi_stats.figures.counts import draw_counts
    from qi_stats.figures.flow import draw_flow
    from qi_stats.figures.forest import draw_forest
    from qi_stats.figures.moves import draw_moves

    if isinstance(shell, FlowFigure):
        return draw_flow(shell, ledger)
    if isinstance(shell, CountsFigure):
        return draw_counts(shell, ledger)
    if isinstance(shell, BarsFigure):
        return draw_bars(shell, ledger, codebook)
    if isinstance(shell, MovesFigure):
        return draw_moves(shell, ledger)
    return draw_forest(shell, ledger, _list_titles(displays))


def _find_shell(name: str, displays: Displays) -> FigureSpec:
    """Return the shell called `name`."""
    if name in displays.figures:
        return displays.figures[name]
    expected = f"one of the figures of the plan: {', '.join(displays.figures)}"
    do = suggest(name, displays.figures, "choose one of these, or add it to “figures”")
    raise InputError("data/plan.yaml (figures)", quote(name), expected, do)


def _list_titles(displays: Displays) -> dict[str, str]:
    """Return the analyses' titles by id."""
    return {name: outline.title for name, outline in displays.analyses.items()}

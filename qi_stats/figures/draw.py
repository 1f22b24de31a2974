"""One function for each thing that a chapter can ask of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.displays.figures import (
    BarsFigure,
    CountsFigure,
    FigureSpec,
    FlowFigure,
    ForestFigure,
    MovesFigure,
    PossibleFigure,
    RangesFigure,
)
from qi_stats.errors import InputError, quote, suggest
from qi_stats.ledger import Ledger, TracedLedger

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
    figure.shown = traced.read()
    return figure


def describe_figure(name: str, displays: Displays, ledger: Ledger, codebook: Codebook) -> str:
    """Return what the figure shows in words and numbers, for those who can't see it.

    Raises
    ------
    InputError
        As `draw_figure` does.
    """
    shell = _find_shell(name, displays)
    words = _describe(shell, displays, ledger, codebook)
    return f"{shell.title}. {words}"


def _draw(
    shell: FigureSpec, displays: Displays, ledger: Ledger, codebook: Codebook
) -> ReportFigure:
    """Return the figure that `shell` describes."""
    from qi_stats.figures import bars, counts, flow, forest, moves, possible, ranges

    match shell:
        case FlowFigure():
            figure = flow.draw_flow(shell, ledger)
        case CountsFigure():
            figure = counts.draw_counts(shell, ledger)
        case BarsFigure():
            figure = bars.draw_bars(shell, ledger, codebook)
        case MovesFigure():
            figure = moves.draw_moves(shell, ledger)
        case PossibleFigure():
            figure = possible.draw_possible(shell, ledger)
        case RangesFigure():
            figure = ranges.draw_ranges(shell, ledger)
        case ForestFigure():
            figure = forest.draw_forest(shell, ledger, _list_titles(displays))
    return figure


def _describe(shell: FigureSpec, displays: Displays, ledger: Ledger, codebook: Codebook) -> str:
    """Return the figure that `shell` describes in words."""
    from qi_stats.figures import bars, counts, flow, forest, moves, possible, ranges

    match shell:
        case FlowFigure():
            words = flow.describe_flow(shell, ledger)
        case CountsFigure():
            words = counts.describe_counts(shell, ledger)
        case BarsFigure():
            words = bars.describe_bars(shell, ledger, codebook)
        case MovesFigure():
            words = moves.describe_moves(shell, ledger)
        case PossibleFigure():
            words = possible.describe_possible(shell, ledger)
        case RangesFigure():
            words = ranges.describe_ranges(shell, ledger)
        case ForestFigure():
            words = forest.describe_forest(shell, ledger, _list_titles(displays))
    return words


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

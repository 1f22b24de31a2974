"""One function for each thing that a chapter can ask of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, suggest
from qi_stats.displays.figures import (
    BarsFigure,
    CountsFigure,
    FigureSpec,
    FlowFigure,
    ForestFigure,
    IconsFigure,
    MovesFigure,
    PossibleFigure,
    RangesFigure,
)
from qi_stats.ledger import Ledger, TracedLedger

if TYPE_CHECKING:
    from collections.abc import Callable

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

    shell = _find_shell(name, displays)
    traced = TracedLedger(ledger)
    with apply_style():
        figure = _choose_artist(shell, displays, traced, codebook).draw()
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
    words = _choose_artist(shell, displays, ledger, codebook).describe()
    return f"{shell.title}. {words}"


@dataclass(frozen=True, slots=True)
class _Artist:
    """The two things that can be asked of a shell, ready to be done."""

    draw: Callable[[], ReportFigure]
    describe: Callable[[], str]


def _choose_artist(
    shell: FigureSpec, displays: Displays, ledger: Ledger, codebook: Codebook
) -> _Artist:
    """Return who draws and describes this kind of figure."""
    from qi_stats.figures import bars, counts, flow, forest, icons, moves, possible, ranges

    def pair(
        draw: Callable[..., ReportFigure], describe: Callable[..., str], *sources: object
    ) -> _Artist:
        given = (shell, ledger, *sources)
        return _Artist(partial(draw, *given), partial(describe, *given))

    match shell:
        case FlowFigure():
            artist = pair(flow.draw_flow, flow.describe_flow)
        case IconsFigure():
            artist = pair(icons.draw_icons, icons.describe_icons)
        case CountsFigure():
            artist = pair(counts.draw_counts, counts.describe_counts)
        case BarsFigure():
            artist = pair(bars.draw_bars, bars.describe_bars, codebook)
        case MovesFigure():
            artist = pair(moves.draw_moves, moves.describe_moves)
        case PossibleFigure():
            artist = pair(possible.draw_possible, possible.describe_possible)
        case RangesFigure():
            artist = pair(ranges.draw_ranges, ranges.describe_ranges)
        case ForestFigure():
            artist = pair(forest.draw_forest, forest.describe_forest, _list_titles(displays))
    return artist


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

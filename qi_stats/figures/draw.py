"""One function for each thing that a chapter can ask of a figure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, suggest
from qi_stats.displays.distribution import BoxFigure, HistogramFigure
from qi_stats.displays.figures import BarsFigure, FigureSpec, ForestFigure
from qi_stats.displays.marks import UNCHECKED
from qi_stats.displays.series import FunnelFigure, SurvivalFigure
from qi_stats.ledger import Ledger, TracedLedger

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.codebook import Codebook
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Record
    from qi_stats.plan_file.document import PlanDocument


class _WithdrawnError(Exception):
    """A figure asks for a record of an audit that was made from other sources."""


class _CurrentLedger(TracedLedger):
    """A ledger that gives away no record whose value was withdrawn."""

    __slots__ = ()

    def get(self, key: str) -> Record:
        """Return the record with this key; raise _WithdrawnError if it is not checked."""
        record = super().get(key)
        if record.stat == UNCHECKED:
            raise _WithdrawnError
        return record


def draw_figure(
    name: str, displays: PlanDocument, ledger: Ledger, codebook: Codebook
) -> ReportFigure:
    """Return the figure that the plan's file lays out under `name`, with the records it is from.

    Where the audit behind it is to be redone, the figure says so in words, and nothing else.

    Raises
    ------
    InputError
        If no figure has this name, or a record or variable that it names is not there.
    """
    from qi_stats.figures.canvas import apply_style

    shell = _find_shell(name, displays)
    current = _CurrentLedger(ledger)
    with apply_style():
        try:
            figure = _choose_artist(shell, displays, current, codebook).draw()
        except _WithdrawnError:
            return _draw_words(f"{UNCHECKED[:1].upper()}{UNCHECKED[1:]}")
    figure.shown = current.read()
    return figure


def describe_figure(name: str, displays: PlanDocument, ledger: Ledger, codebook: Codebook) -> str:
    """Return what the figure shows in words and numbers, for those who can't see it.

    Raises
    ------
    InputError
        As `draw_figure` does.
    """
    shell = _find_shell(name, displays)
    try:
        words = _choose_artist(shell, displays, _CurrentLedger(ledger), codebook).describe()
    except _WithdrawnError:
        words = f"It is {UNCHECKED}."
    return f"{shell.title}. {words}"


def _draw_words(text: str) -> ReportFigure:
    from qi_stats.figures.canvas import make_figure
    from qi_stats.figures.panels import add_page
    from qi_stats.figures.style import LINE, WIDTH, count_lines, wrap_words, write

    wrapped = wrap_words(text, WIDTH)
    figure = make_figure(WIDTH, (count_lines(wrapped) + 1) * LINE)
    write(add_page(figure), 0, LINE / 2, wrapped, va="top")
    return figure


@dataclass(frozen=True, slots=True)
class _Artist:
    """The two things that can be asked of a shell, ready to be done."""

    draw: Callable[[], ReportFigure]
    describe: Callable[[], str]


def _choose_artist(
    shell: FigureSpec, displays: PlanDocument, ledger: Ledger, codebook: Codebook
) -> _Artist:
    """Return who draws and describes this kind of figure: `draw_KIND` of the module KIND."""
    sources: tuple[object, ...] = ()
    if isinstance(shell, BarsFigure | BoxFigure | FunnelFigure | HistogramFigure | SurvivalFigure):
        sources = (codebook,)
    elif isinstance(shell, ForestFigure):
        sources = (_list_titles(displays),)
    module = import_module(f"qi_stats.figures.{shell.kind}")
    draw, describe = (getattr(module, f"{verb}_{shell.kind}") for verb in ("draw", "describe"))
    given = (shell, ledger, *sources)
    return _Artist(partial(draw, *given), partial(describe, *given))


def _find_shell(name: str, displays: PlanDocument) -> FigureSpec:
    """Return the shell called `name`."""
    if name in displays.figures:
        return displays.figures[name]
    expected = f"one of the figures of the plan: {', '.join(displays.figures)}"
    do = suggest(name, displays.figures, "choose one of these, or add it to “figures”")
    raise InputError("data/plan.yaml (figures)", quote(name), expected, do)


def _list_titles(displays: PlanDocument) -> dict[str, str]:
    """Return the analyses' titles by id."""
    return {name: outline.title for name, outline in displays.analyses.items()}

"""Series over time: points with their center line and limits, phase by phase."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_stats.displays.signals import describe_chart, list_charts, list_points
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_panel, clear_frame
from qi_stats.figures.style import ACCENT, INK, SIZE, WIDTH, measure_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.displays.series import TimeSeriesFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

HEIGHT, LEFT, FOOT, TOP = 190.0, 42.0, 34.0, 6.0
GAP = 10.0  # between the words of two ticks
SIGNAL = "D"
"""Marker of a point outside the limits: another shape, not another color alone."""


def draw_time_series(shell: TimeSeriesFigure, ledger: Ledger) -> ReportFigure:
    """Return the series as a figure."""
    figure = make_figure(WIDTH, HEIGHT)
    axes = add_panel(figure, LEFT, TOP, WIDTH - LEFT, HEIGHT - TOP - FOOT)
    labels: list[str] = []
    for prefix in _find_charts(shell, ledger):
        if labels:
            axes.axvline(len(labels) - 0.5, color=INK, linewidth=0.6, linestyle=(0, (1, 2)))
        labels += _draw_chart(axes, ledger, prefix, len(labels))
    room = (WIDTH - LEFT) / (max(map(measure_words, labels)) + GAP)
    step = ceil(len(labels) / room)
    axes.set_xticks(range(0, len(labels), step), labels[::step], fontsize=SIZE)
    axes.set_xlabel(shell.axis, fontsize=SIZE, color=INK, labelpad=2, loc="left")
    axes.set_ylabel(shell.measure, fontsize=SIZE, color=INK)
    axes.tick_params(labelsize=SIZE)
    clear_frame(axes, "left", "bottom")
    return figure


def describe_time_series(shell: TimeSeriesFigure, ledger: Ledger) -> str:
    """Return what the chart says, phase by phase."""
    return " ".join(describe_chart(ledger, prefix) for prefix in _find_charts(shell, ledger))


def _find_charts(shell: TimeSeriesFigure, ledger: Ledger) -> list[str]:
    """Return where the chart of each phase is."""
    found = [
        one for one in list_charts(ledger, shell.analysis) if one.rpartition(".")[2] == shell.chart
    ]
    if not found:
        where = f"ledger ({shell.analysis})"
        expected = f"records such as {shell.analysis}.{shell.chart}.center"
        do = "name the chart in the analysis, and run it again"
        raise InputError(where, f"no chart {quote(shell.chart)}", expected, do)
    return found


def _draw_chart(axes: Axes, ledger: Ledger, prefix: str, start: int) -> list[str]:
    """Draw one phase from the place `start` on; return the labels of its points."""
    points = list_points(ledger, prefix)
    places = list(range(start, start + len(points)))
    values = [float(record.stat or 0) for record in points.values()]
    axes.plot(places, values, color=ACCENT, linewidth=1, marker="o", markersize=3)
    center = ledger.get(f"{prefix}.center").stat
    if isinstance(center, int | float):
        axes.hlines(center, places[0] - 0.4, places[-1] + 0.4, color=INK, linewidth=0.8)
    if f"{prefix}.outside" not in ledger:
        return list(points)
    for end in ("low", "high"):
        bounds = [ledger.get(f"{prefix}.{label}.{end}").stat for label in points]
        shown = [float(bound) for bound in bounds if isinstance(bound, int | float)]
        if len(shown) == len(places):
            axes.step(places, shown, where="mid", color=INK, linewidth=0.6, linestyle=(0, (4, 2)))
    signals = [ledger.get(f"{prefix}.{label}.signal").stat for label in points]
    outside = [i for i, signal in enumerate(signals) if signal in {"above", "below"}]
    axes.plot(
        [places[i] for i in outside],
        [values[i] for i in outside],
        marker=SIGNAL,
        markersize=6,
        linestyle="none",
        color=INK,
    )
    return list(points)

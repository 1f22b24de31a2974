"""Count figures: how many had 1, 2, 3, …, as columns with their numbers above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.errors import InputError
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.style import ACCENT, INK, SIZE, WIDTH, clear_frame, show_value

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.displays.figures import CountsFigure, Panel
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

HEIGHT = 170.0
MARGIN = 28.0
BOTTOM = 38.0
TOP = 26.0
SPAN = 4


def draw_counts(shell: CountsFigure, ledger: Ledger) -> ReportFigure:
    """Return the columns as a figure, panels side by side, each value equally wide in all."""
    panels = [(panel, list_counts(panel, ledger)) for panel in shell.panels]
    spans = [_measure_span(counts) for _, counts in panels]
    unit = (WIDTH - MARGIN * (len(panels) - 1)) / sum(spans)
    most = max(_height(record) for _, counts in panels for record in counts.values())
    figure = make_figure(WIDTH, HEIGHT)
    left = 0.0
    for (panel, counts), span in zip(panels, spans, strict=True):
        place = (
            left / WIDTH,
            BOTTOM / HEIGHT,
            span * unit / WIDTH,
            (HEIGHT - BOTTOM - TOP) / HEIGHT,
        )
        axes = figure.add_axes(place)
        axes.set_ylim(0, most * 1.12)
        _draw_panel(axes, panel, counts, shell.axis)
        left += span * unit + MARGIN
    return figure


def describe_counts(shell: CountsFigure, ledger: Ledger) -> str:
    """Return the columns in words: each value with its number."""
    sentences = []
    for panel in shell.panels:
        counts = list_counts(panel, ledger).items()
        parts = "; ".join(f"{value}: {show_value(record)}" for value, record in counts)
        sentences.append(f"{panel.label}, {shell.axis.lower()}: {parts}.")
    return " ".join(sentences)


def list_counts(panel: Panel, ledger: Ledger) -> dict[int, Record]:
    """Return the count of each value that occurs, the lowest value first.

    Raises
    ------
    InputError
        If the ledger has no count of single values of the variable.
    """
    prefix = f"{panel.analysis}.{panel.variable}"
    counts = {
        int(level): record
        for record in ledger.select(prefix)
        if record.stat_name == "n" and (level := record.variable_level or "").isdecimal()
        if record.stat
    }
    if not counts:
        raise InputError(
            f"ledger ({prefix})",
            "no counts of single values",
            f"records such as {prefix}.1.n",
            "describe a variable of whole numbers, and run the analysis again",
        )
    return {value: ledger.get(record.key) for value, record in sorted(counts.items())}


def _height(record: Record) -> float:
    """Return a count as the height of its column."""
    return float(record.stat or 0)


def _measure_span(counts: dict[int, Record]) -> int:
    """Return how many values the axis of a panel has room for; SPAN at least."""
    return max(max(counts) - min(counts) + 1, SPAN)


def _draw_panel(axes: Axes, panel: Panel, counts: dict[int, Record], words: str) -> None:
    """Draw one panel: columns, the number above each, every value below the axis."""
    low, high = min(counts), max(counts)
    axes.bar(
        list(counts), [_height(record) for record in counts.values()], width=0.72, color=ACCENT
    )
    for value, record in counts.items():
        axes.annotate(
            show_value(record),
            (value, _height(record)),
            xytext=(0, 2.5),
            textcoords="offset points",
            ha="center",
            color=INK,
            fontsize=SIZE,
        )
    axes.set_xlim(low - 0.5, max(high, low + SPAN - 1) + 0.5)
    axes.set_xticks(range(low, high + 1))
    axes.set_yticks([])
    axes.set_title(panel.label, loc="left", fontsize=SIZE, fontweight="bold", color=INK)
    axes.set_xlabel(words, fontsize=SIZE, color=INK, labelpad=5, loc="left")
    clear_frame(axes, "bottom")

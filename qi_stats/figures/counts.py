"""Count figures: how many had 1, 2, 3, …, as columns with their numbers above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.displays.marks import is_derived
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_panel, clear_frame
from qi_stats.figures.style import ACCENT, INK, LINE, SIZE, WIDTH, show_value, write

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.displays.figures import CountsFigure, Panel
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

TALLEST = 78.0  # of the columns
WIDEST = 26.0  # of the room for a column
TITLE = 14.0
FOOT = 26.0  # for the values and the words below the axis
SPACE = 12.0
SPAN = 4


def draw_counts(shell: CountsFigure, ledger: Ledger) -> ReportFigure:
    """Return the columns as a figure, one panel below the other on one scale."""
    panels = [(panel, list_counts(panel, ledger)) for panel in shell.panels]
    unit = min(WIDTH / max(_measure_span(counts) for _, counts in panels), WIDEST)
    tallest = [max(map(_height, counts.values())) for _, counts in panels]
    scale = TALLEST / max(tallest)
    heights = [TITLE + LINE + most * scale + FOOT for most in tallest]
    figure = make_figure(WIDTH, sum(heights) + SPACE * (len(panels) - 1))
    top = 0.0
    for (panel, counts), height in zip(panels, heights, strict=True):
        body = height - FOOT
        axes = add_panel(figure, 0, top, _measure_span(counts) * unit, body)
        axes.set_ylim(0, body / scale)
        _draw_panel(axes, panel, counts, shell.axis)
        top += height + SPACE
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
        write(
            axes,
            value,
            _height(record),
            show_value(record),
            ha="center",
            va="bottom",
            italic=is_derived(record),
            shift=(0, 1.5),
        )
    axes.set_xlim(low - 0.5, max(high, low + SPAN - 1) + 0.5)
    axes.set_xticks(range(low, high + 1))
    axes.set_yticks([])
    axes.set_title(
        panel.label, loc="left", y=1, pad=-SIZE, fontsize=SIZE, fontweight="bold", color=INK
    )
    axes.set_xlabel(words, fontsize=SIZE, color=INK, labelpad=2, loc="left")
    clear_frame(axes, "bottom")

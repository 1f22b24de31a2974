"""Histograms: how many values lie in each bin, a panel for each group on the same scales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page, add_panel, clear_frame
from qi_stats.figures.spread import find_groups, name_axis, name_group
from qi_stats.figures.style import (
    ACCENT,
    INK,
    LINE,
    SIZE,
    WIDTH,
    measure_words,
    show_value,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.codebook import Codebook
    from qi_stats.displays.distribution import HistogramFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

HISTOGRAM = "histogram"
TALLEST = 70.0  # of the columns
TITLE, FOOT, SPACE, EDGE = 14.0, 14.0, 8.0, 10.0
GAP = 6.0  # between the numbers of two ticks


@dataclass(frozen=True, slots=True)
class Column:
    """One bin: its ends, and the record of its count."""

    low: float
    high: float
    count: Record


def draw_histogram(shell: HistogramFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the columns as a figure, one panel below the other."""
    groups = find_groups(shell.analysis, HISTOGRAM, ledger)
    panels = {prefix: list_columns(prefix, ledger) for prefix in groups}
    tallest = {prefix: max(map(_height, found), default=0) for prefix, found in panels.items()}
    scale = TALLEST / (max(tallest.values()) or 1)
    title = TITLE if len(panels) > 1 else 0.0
    figure = make_figure(
        WIDTH,
        LINE + sum(title + LINE + most * scale + FOOT + SPACE for most in tallest.values()),
    )
    page = add_page(figure)
    top = 0.0
    for prefix, columns in panels.items():
        if title:
            name = name_group(groups[prefix], codebook)
            size = show_value(groups[prefix])
            write(page, EDGE, top + LINE / 2, f"{name} (n = {size})", bold=True)
        body = LINE + tallest[prefix] * scale
        axes = add_panel(figure, EDGE, top + title, WIDTH - 2 * EDGE, body)
        axes.set_ylim(0, body / scale)
        _draw_columns(axes, columns)
        top += title + body + FOOT + SPACE
    words = shell.axis or name_axis(next(iter(groups.values())), codebook)
    write(page, EDGE, top + LINE / 2 - SPACE / 2, words)
    return figure


def describe_histogram(shell: HistogramFigure, ledger: Ledger, codebook: Codebook) -> str:
    """Return the columns in words: each bin with its count."""
    groups = find_groups(shell.analysis, HISTOGRAM, ledger)
    axis = shell.axis or name_axis(next(iter(groups.values())), codebook)
    sentences = [f"{axis}; a bin holds its lower end, and not its upper one."]
    for prefix, record in groups.items():
        columns = list_columns(prefix, ledger)
        parts = [f"{one.low:g} to {one.high:g}: {show_value(one.count)}" for one in columns]
        name = name_group(record, codebook)
        sentences.append(f"{name}{': ' if name else ''}{'; '.join(parts) or 'no values'}.")
    return " ".join(sentences)


def list_columns(prefix: str, ledger: Ledger) -> list[Column]:
    """Return the bins of one group, the lowest first."""
    found = [
        record.key.removesuffix(".low")
        for record in ledger.select(prefix)
        if record.stat_name == "low"
    ]
    columns = [
        Column(
            _read(ledger.get(f"{bin_}.low")),
            _read(ledger.get(f"{bin_}.high")),
            ledger.get(f"{bin_}.n"),
        )
        for bin_ in found
    ]
    return sorted(columns, key=lambda one: one.low)


def _draw_columns(axes: Axes, columns: list[Column]) -> None:
    """Draw the columns, the number above each where there is room, and the ends below."""
    clear_frame(axes, "bottom")
    axes.set_yticks([])
    if not columns:
        axes.set_xticks([])
        return
    start, end = columns[0].low, columns[-1].high
    unit = (WIDTH - 2 * EDGE) / (end - start)
    axes.set_xlim(start, end)
    for one in columns:
        width, height = one.high - one.low, _height(one)
        axes.bar(one.low, height, width=width, align="edge", color=ACCENT, edgecolor=INK, lw=0.4)
        words = show_value(one.count)
        if height and measure_words(words) <= width * unit:
            middle = (one.low + one.high) / 2
            write(axes, middle, height, words, ha="center", va="bottom", shift=(0, 1.5))
    ends = [one.low for one in columns] + [end]
    widest = max(measure_words(f"{one:g}") for one in ends) + GAP
    step = max(1, -int(-widest // (unit * (ends[1] - ends[0]))))
    axes.set_xticks(ends[::step], [f"{one:g}" for one in ends[::step]], fontsize=SIZE)


def _read(record: Record) -> float:
    return float(record.stat or 0)


def _height(column: Column) -> float:
    return float(column.count.stat or 0)

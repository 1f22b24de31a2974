"""Values with the ranges that a publication leaves to them: a line for each, on one axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.style import (
    ACCENT,
    INK,
    MUTED,
    SIZE,
    WIDTH,
    add_canvas,
    clear_frame,
    count_lines,
    show_value,
    wrap_words,
    write,
)
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.displays.figures import RangesFigure, RangesRow
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

LABELS = 186.0
VALUES = 96.0
LINE = 11.5
HEAD = 20.0
FOOT = 38.0
STYLES = {"bounded": "-", "illustrative": (0, (1.5, 1.5))}
SETTLED = frozenset({"observed", "published", "identified"})
LEGEND = "line: proven range; dots: range over drawn datasets"


@dataclass(frozen=True, slots=True)
class Line:
    """One value, None if there is none, with its range if it has one, and both as text."""

    label: str
    value: float | None
    ends: tuple[float, float] | None
    state: str
    text: str

    @property
    def height(self) -> float:
        """Height that the line takes, in points."""
        return max(22.0, count_lines(self.label) * LINE + 8)


def draw_ranges(shell: RangesFigure, ledger: Ledger) -> ReportFigure:
    """Return the ranges as a figure: words, ranges, numbers."""
    lines = list_lines(shell, ledger)
    body = sum(line.height for line in lines)
    height = HEAD + body + FOOT
    figure = make_figure(WIDTH, height)
    page = add_canvas(figure, WIDTH, height)
    write(page, 0, HEAD / 2, LEGEND)
    place = (LABELS / WIDTH, FOOT / height, (WIDTH - LABELS - VALUES) / WIDTH, body / height)
    axes = figure.add_axes(place)
    _prepare_axis(axes, shell, body)
    top = 0.0
    for line in lines:
        middle = top + line.height / 2
        write(page, 0, HEAD + middle, line.label)
        write(page, WIDTH, HEAD + middle, line.text, ha="right")
        _draw_line(axes, line, middle, shell.limits)
        top += line.height
    return figure


def describe_ranges(shell: RangesFigure, ledger: Ledger) -> str:
    """Return the ranges in words: each value with its range and state."""
    parts = [
        f"{' '.join(line.label.split())}: {line.text} ({line.state})"
        for line in list_lines(shell, ledger)
    ]
    return f"{shell.axis}. {'; '.join(parts)}."


def list_lines(shell: RangesFigure, ledger: Ledger) -> list[Line]:
    """Return the lines of the figure, in the shell's order."""
    return [_read_line(row, ledger) for row in shell.rows]


def _read_line(row: RangesRow, ledger: Ledger) -> Line:
    record = ledger.get(row.key)
    value = record.stat if isinstance(record.stat, int | float) else None
    return Line(
        wrap_words(row.label, LABELS - 8),
        value,
        record.range,
        record.identified,
        _show(record),
    )


def _show(record: Record) -> str:
    """Return the value, with its range in brackets."""
    if record.range is None:
        return show_value(record)
    low, high = (format_number(bound, record.fmt) for bound in record.range)
    return f"{show_value(record)} ({low} to {high})"


def _prepare_axis(axes: Axes, shell: RangesFigure, body: float) -> None:
    """Set up the axis, with a broken line at the value that is marked."""
    low, high = shell.limits
    axes.set_xlim(low, high)
    axes.set_ylim(body, 0)
    if shell.log:
        axes.set_xscale("log")
        ticks = [10.0**power for power in range(-9, 10) if low <= 10.0**power <= high]
        axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        axes.set_xticks([], minor=True)
    axes.set_yticks([])
    clear_frame(axes, "bottom")
    axes.tick_params(axis="x", length=3, color=MUTED)
    if shell.at is not None:
        axes.plot([shell.at] * 2, [0, body], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlabel(shell.axis, fontsize=SIZE, color=INK, labelpad=4)


def _draw_line(axes: Axes, line: Line, y: float, limits: tuple[float, float]) -> None:
    """Draw the range, and the value in it: filled where it is settled."""
    if line.ends is not None:
        ends = [min(max(end, limits[0]), limits[1]) for end in line.ends]
        axes.plot(ends, [y, y], color=INK, linewidth=1.3, linestyle=STYLES.get(line.state, "-"))
        for end, place, arrow in zip(line.ends, ends, "<>", strict=True):
            axes.plot(
                [place],
                [y],
                marker="|" if end == place else arrow,
                markersize=6,
                color=INK,
                markeredgewidth=1.3,
                clip_on=False,
            )
    if line.value is not None and limits[0] <= line.value <= limits[1]:
        is_settled = line.state in SETTLED
        axes.plot(
            [line.value],
            [y],
            marker="s",
            markersize=6,
            markerfacecolor=ACCENT if is_settled else "none",
            markeredgecolor=ACCENT if is_settled else INK,
            markeredgewidth=1.3,
        )

"""Forest plots: ratios with their intervals on a logarithmic axis."""

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
    show_sign,
    wrap_words,
    write,
)
from qi_stats.rounding import NOT_ESTIMABLE, format_interval, format_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import ForestFigure, ForestRow
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

LABELS = 150.0
VALUES = 148.0
ROW = 30.0
LINE = 11.5
HEAD = 22.0
FOOT = 46.0
MARKER = 7.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the plot; an estimate or a bound that can't be had is None."""

    label: str
    estimate: float | None
    low: float | None
    high: float | None
    settled: bool
    text: str
    p: str

    @property
    def height(self) -> float:
        """Height that the line takes, in points."""
        return max(ROW, count_lines(self.label) * LINE + 8)


def draw_forest(shell: ForestFigure, ledger: Ledger, titles: Mapping[str, str]) -> ReportFigure:
    """Return the plot as a figure: words, intervals, numbers. `titles` are the analyses' own."""
    lines = list_lines(shell, ledger, titles)
    body = sum(line.height for line in lines)
    height = HEAD + body + FOOT
    figure = make_figure(WIDTH, height)
    page = add_canvas(figure, WIDTH, height)
    place = (LABELS / WIDTH, FOOT / height, (WIDTH - LABELS - VALUES) / WIDTH, body / height)
    axes = figure.add_axes(place)
    _prepare_axis(axes, shell, body)
    right = WIDTH - VALUES + 10
    write(page, right, HEAD / 2, f"{_find_words(shell, ledger)} (95% CI)", bold=True)
    write(page, WIDTH, HEAD / 2, "P", bold=True, italic=True, ha="right")
    top = 0.0
    for line in lines:
        middle = top + line.height / 2
        write(page, 0, HEAD + middle, line.label)
        write(page, right, HEAD + middle, line.text)
        write(page, WIDTH, HEAD + middle, line.p, ha="right")
        _draw_line(axes, line, middle, shell.limits)
        top += line.height
    return figure


def describe_forest(shell: ForestFigure, ledger: Ledger, titles: Mapping[str, str]) -> str:
    """Return the plot in words: each line with its estimate, interval and P value."""
    words = _find_words(shell, ledger).lower()
    parts = [
        f"{' '.join(line.label.split())}: {words} (95% CI) {line.text}, P {line.p or NOT_ESTIMABLE}"
        for line in list_lines(shell, ledger, titles)
    ]
    return "; ".join(parts) + "."


def list_lines(shell: ForestFigure, ledger: Ledger, titles: Mapping[str, str]) -> list[Line]:
    """Return the lines of the plot, in the shell's order."""
    return [_read_line(shell, row, ledger, titles) for row in shell.rows]


def _read_line(
    shell: ForestFigure, row: ForestRow, ledger: Ledger, titles: Mapping[str, str]
) -> Line:
    """Return one line with its numbers as text."""
    prefix = f"{row.analysis}.{row.at}"
    records = [ledger.get(f"{prefix}.{shell.estimate}{end}") for end in ("", "_low", "_high")]
    estimate, low, high = (_read_ratio(record) for record in records)
    fmt, sign = records[0].fmt, show_sign(*records)
    text = NOT_ESTIMABLE
    if estimate is not None:
        text = f"{format_number(estimate, fmt)} ({format_interval(low, high, fmt)}){sign}"
    record = ledger.get(f"{prefix}.p")
    p = record.stat
    return Line(
        wrap_words(row.label or titles[row.analysis], LABELS - 8),
        estimate,
        low,
        high,
        not sign,
        text,
        "" if p is None or isinstance(p, str) else f"{format_number(p, 'p')}{show_sign(record)}",
    )


def _read_ratio(record: Record) -> float | None:
    """Return a ratio; None where it can't be drawn on a logarithmic axis as a number."""
    return record.stat if isinstance(record.stat, int | float) else None


def _find_words(shell: ForestFigure, ledger: Ledger) -> str:
    """Return what the estimates are called."""
    row = shell.rows[0]
    return ledger.get(f"{row.analysis}.{row.at}.{shell.estimate}").stat_label


def _prepare_axis(axes: Axes, shell: ForestFigure, body: float) -> None:
    """Set up the logarithmic axis with the line of no effect and the words of both sides."""
    low, high = shell.limits
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    axes.set_ylim(body, 0)
    ticks = [10.0**power for power in range(-9, 10) if low <= 10.0**power <= high]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    axes.set_yticks([])
    clear_frame(axes, "bottom")
    axes.tick_params(axis="x", length=3, color=MUTED)
    axes.plot([1, 1], [0, body], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    axes.set_xlabel(shell.axis, fontsize=SIZE, color=INK, labelpad=16 if shell.sides else 4)
    for words, x, ha in zip(shell.sides or (), (-4.0, 4.0), ("right", "left"), strict=False):
        arrow = f"\N{LEFTWARDS ARROW} {words}" if ha == "right" else f"{words} \N{RIGHTWARDS ARROW}"
        axes.annotate(
            arrow,
            (1, body),
            xytext=(x, -24),
            textcoords="offset points",
            ha=ha,
            va="center",
            fontsize=SIZE,
            color=INK,
        )


def _draw_line(axes: Axes, line: Line, y: float, limits: tuple[float, float]) -> None:
    """Draw an estimate with its interval; words where there is none."""
    if line.estimate is None:
        middle = (limits[0] * limits[1]) ** 0.5
        write(axes, middle, y, NOT_ESTIMABLE, ha="center", italic=True)
        return
    if line.low is not None and line.high is not None:
        for bound, marker in ((line.low, "<"), (line.high, ">")):
            _draw_arm(axes, (line.estimate, bound), y, limits, marker)
    if limits[0] <= line.estimate <= limits[1]:
        fill = ACCENT if line.settled else "none"
        axes.plot(
            [line.estimate],
            [y],
            marker="s",
            markersize=MARKER,
            markerfacecolor=fill,
            markeredgecolor=ACCENT if line.settled else INK,
            markeredgewidth=1.3,
        )


def _draw_arm(
    axes: Axes, ends: tuple[float, float], y: float, limits: tuple[float, float], arrow: str
) -> None:
    """Draw the interval from the edge of the estimate's marker to a bound, or to an arrow."""
    low, high = limits
    estimate, bound = ends
    room = WIDTH - LABELS - VALUES
    edge = (high / low) ** ((MARKER / 2 + 0.6) / room)
    start = estimate * edge if bound > estimate else estimate / edge
    start, end = (min(max(place, low), high) for place in (start, bound))
    if (end - start) * (bound - estimate) > 0:
        axes.plot([start, end], [y, y], color=INK, linewidth=1.3, solid_capstyle="butt")
    axes.plot(
        [end],
        [y],
        marker=arrow if end != bound else "|",
        markersize=6,
        color=INK,
        markeredgewidth=1.3,
        clip_on=False,
    )

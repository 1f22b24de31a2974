"""Forest plots: ratios with their intervals on a logarithmic axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import (
    EDGE,
    MARKER,
    add_page,
    add_panel,
    draw_marker,
    draw_reference,
    prepare_panel,
    set_log_scale,
)
from qi_stats.figures.style import (
    INK,
    LINE,
    SIZE,
    STROKE,
    WIDTH,
    count_lines,
    measure_words,
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

ROOM = 12.0  # for an interval, below its words
SPACE = 8.0
HEAD = 14.0
FOOT = 28.0
SIDES = 12.0  # more below the axis, for the words of both sides


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
        return self.words + ROOM + SPACE

    @property
    def words(self) -> float:
        """Height of its words, in points."""
        return count_lines(self.label) * LINE


def draw_forest(shell: ForestFigure, ledger: Ledger, titles: Mapping[str, str]) -> ReportFigure:
    """Return the plot as a figure: words, with interval and numbers below them.

    `titles` are the analyses' own.
    """
    lines = list_lines(shell, ledger, titles)
    body = sum(line.height for line in lines)
    figure = make_figure(WIDTH, HEAD + body + FOOT + (SIDES if shell.sides else 0))
    page = add_page(figure)
    heading = f"{_find_words(shell, ledger)} (95% CI)"
    right = WIDTH - _measure_numbers(lines, heading)
    axes = add_panel(figure, EDGE, HEAD, right - 2 * EDGE, body)
    _prepare_axis(axes, shell, body)
    write(page, right, HEAD / 2, heading, bold=True)
    write(page, WIDTH, HEAD / 2, "P", bold=True, italic=True, ha="right")
    top = 0.0
    for line in lines:
        middle = top + line.height - SPACE - ROOM / 2
        write(page, 0, HEAD + top, line.label, va="top")
        write(page, right, HEAD + middle, line.text)
        write(page, WIDTH, HEAD + middle, line.p, ha="right")
        draw_reference(axes, 1, top + line.words, top + line.height)
        _draw_line(axes, line, middle, shell.limits, right - 2 * EDGE)
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
        wrap_words(row.label or titles[row.analysis], WIDTH),
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


def _measure_numbers(lines: list[Line], heading: str) -> float:
    """Return the width of the two columns of numbers."""
    texts = max(measure_words(line.text) for line in lines)
    p = max(measure_words(line.p) for line in lines)
    return max(texts, measure_words(heading, bold=True)) + 8 + max(p, SIZE)


def _prepare_axis(axes: Axes, shell: ForestFigure, body: float) -> None:
    """Set up the logarithmic axis with the words of both sides of no effect."""
    set_log_scale(axes, shell.limits)
    prepare_panel(axes, body, shell.axis, pad=14 if shell.sides else 2)
    for words, x, ha in zip(shell.sides or (), (-4.0, 4.0), ("right", "left"), strict=False):
        arrow = f"\N{LEFTWARDS ARROW} {words}" if ha == "right" else f"{words} \N{RIGHTWARDS ARROW}"
        write(axes, 1, body, arrow, ha="right" if ha == "right" else "left", shift=(x, -20))


def _draw_line(axes: Axes, line: Line, y: float, limits: tuple[float, float], width: float) -> None:
    """Draw an estimate with its interval; words where there is none."""
    low, high = limits
    if line.estimate is None:
        write(axes, (low * high) ** 0.5, y, NOT_ESTIMABLE, ha="center", italic=True)
        return
    edge = (high / low) ** ((MARKER / 2 + 1) / width)
    for bound, arrow in ((line.low, "<"), (line.high, ">")):
        if line.low is not None and line.high is not None and bound is not None:
            start = line.estimate * (edge if bound > line.estimate else 1 / edge)
            _draw_arm(axes, (start, bound), y, limits, arrow)
    if low <= line.estimate <= high:
        draw_marker(axes, line.estimate, y, "s", filled=line.settled)


def _draw_arm(
    axes: Axes, ends: tuple[float, float], y: float, limits: tuple[float, float], arrow: str
) -> None:
    """Draw the interval from the edge of the estimate's marker to a bound, or to an arrow."""
    start, end = (min(max(place, limits[0]), limits[1]) for place in ends)
    if (end > start) == (arrow == ">") and end != start:
        axes.plot([start, end], [y, y], color=INK, linewidth=STROKE, solid_capstyle="butt")
    draw_marker(axes, end, y, arrow if end != ends[1] else "|")

"""Forest plots: estimates with their intervals, on a logarithmic axis or on one of percent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.displays.marks import is_derived
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
    derived: tuple[bool, bool]
    """Whether the numbers of the text, and P, are not printed by who published the study."""

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
    if any(line.p for line in lines):
        write(page, WIDTH, HEAD / 2, "P", bold=True, italic=True, ha="right")
    top = 0.0
    for line in lines:
        middle = top + line.height - SPACE - ROOM / 2
        write(page, 0, HEAD + top, line.label, va="top")
        of_text, of_p = line.derived
        write(page, right, HEAD + middle, line.text, italic=of_text)
        write(page, WIDTH, HEAD + middle, line.p, ha="right", italic=of_p)
        draw_reference(axes, 1 if shell.log else 0, top + line.words, top + line.height)
        _draw_line(axes, line, middle, shell, right - 2 * EDGE)
        top += line.height
    return figure


def describe_forest(shell: ForestFigure, ledger: Ledger, titles: Mapping[str, str]) -> str:
    """Return the plot in words: each line with its estimate, interval and P value."""
    words = _find_words(shell, ledger).lower()
    lines = list_lines(shell, ledger, titles)
    tested = any(line.p for line in lines)
    parts = [
        f"{' '.join(line.label.split())}: {words} (95% CI) {line.text}"
        + (f", P {line.p or NOT_ESTIMABLE}" if tested else "")
        for line in lines
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
    name = row.estimate or shell.estimate
    start = f"{prefix}.{name}_" if f"{prefix}.{name}_low" in ledger else f"{prefix}."
    keys = (f"{prefix}.{name}", f"{start}low", f"{start}high")
    records = [ledger.get(key) for key in keys]
    estimate, low, high = (_read_ratio(record) for record in records)
    fmt, sign = records[0].fmt, show_sign(*records)
    text = NOT_ESTIMABLE
    if estimate is not None:
        text = f"{format_number(estimate, fmt)} ({format_interval(low, high, fmt)}){sign}"
    return Line(
        wrap_words(row.label or titles[row.analysis], WIDTH),
        estimate,
        low,
        high,
        not sign,
        text,
        _read_p(f"{prefix}.p", ledger),
        (is_derived(*records), f"{prefix}.p" in ledger and is_derived(ledger.get(f"{prefix}.p"))),
    )


def _read_p(key: str, ledger: Ledger) -> str:
    """Return a P value as text with its mark; nothing where there is none."""
    record = ledger.get(key) if key in ledger else None
    if record is None or not isinstance(record.stat, int | float):
        return ""
    return f"{format_number(record.stat, 'p')}{show_sign(record)}"


def _read_ratio(record: Record) -> float | None:
    """Return a ratio; None where it can't be drawn on a logarithmic axis as a number."""
    return record.stat if isinstance(record.stat, int | float) else None


def _find_words(shell: ForestFigure, ledger: Ledger) -> str:
    """Return what the estimates are called."""
    row = shell.rows[0]
    return ledger.get(f"{row.analysis}.{row.at}.{row.estimate or shell.estimate}").stat_label


def _measure_numbers(lines: list[Line], heading: str) -> float:
    """Return the width of the two columns of numbers."""
    texts = max(measure_words(line.text) for line in lines)
    p = max(measure_words(line.p) for line in lines)
    return max(texts, measure_words(heading, bold=True)) + 8 + max(p, SIZE)


def _prepare_axis(axes: Axes, shell: ForestFigure, body: float) -> None:
    """Set up the axis with the words of both sides of no effect."""
    if shell.log:
        set_log_scale(axes, shell.limits)
    else:
        _set_percent_scale(axes, shell.limits)
    prepare_panel(axes, body, shell.axis, pad=14 if shell.sides else 2)
    for words, x, ha in zip(shell.sides or (), (-4.0, 4.0), ("right", "left"), strict=False):
        arrow = f"\N{LEFTWARDS ARROW} {words}" if ha == "right" else f"{words} \N{RIGHTWARDS ARROW}"
        middle = 1 if shell.log else 0
        write(axes, middle, body, arrow, ha="right" if ha == "right" else "left", shift=(x, -20))


def _set_percent_scale(axes: Axes, limits: tuple[float, float]) -> None:
    """Make the axis one of percent, with a tick at each half of what is whole."""
    axes.set_xlim(*limits)
    ticks = [step / 2 for step in range(-4, 5) if limits[0] <= step / 2 <= limits[1]]
    axes.set_xticks(ticks, [format_number(tick, "percent0") for tick in ticks])


def _draw_line(axes: Axes, line: Line, y: float, shell: ForestFigure, width: float) -> None:
    """Draw an estimate with its interval; words where there is none."""
    low, high = shell.limits
    if line.estimate is None:
        middle = (low * high) ** 0.5 if shell.log else (low + high) / 2
        write(axes, middle, y, NOT_ESTIMABLE, ha="center", italic=True)
        return
    share = (MARKER / 2 + 1) / width
    for bound, arrow in ((line.low, "<"), (line.high, ">")):
        if line.low is not None and line.high is not None and bound is not None:
            side = 1 if bound > line.estimate else -1
            start = line.estimate + side * share * (high - low)
            if shell.log:
                start = line.estimate * (high / low) ** (side * share)
            _draw_arm(axes, (start, bound), y, shell.limits, arrow)
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

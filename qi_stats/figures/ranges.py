"""Values with the ranges that a publication leaves to them: a line for each, on one axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.displays.marks import DERIVED
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import (
    EDGE,
    Key,
    add_page,
    add_panel,
    draw_legend,
    draw_marker,
    draw_reference,
    measure_legend,
    prepare_panel,
    set_log_scale,
)
from qi_stats.figures.style import (
    INK,
    LINE,
    STROKE,
    WIDTH,
    count_lines,
    measure_words,
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

ROOM = 12.0  # for a range, below its words
SPACE = 6.0
FOOT = 28.0
GAP = 8.0  # between words and numbers
DOTTED = (0, (1.5, 1.5))
STYLES = {"bounded": "-", "illustrative": DOTTED}
SETTLED = frozenset({"observed", "published", "identified"})
LEGEND = (
    Key("settled", "s", filled=True),
    Key("not settled", "s"),
    Key("proven range", line="-"),
    Key("range over drawn datasets", line=DOTTED),
)


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
        return self.words + ROOM + SPACE

    @property
    def words(self) -> float:
        """Height of its words, in points."""
        return count_lines(self.label) * LINE


def draw_ranges(shell: RangesFigure, ledger: Ledger) -> ReportFigure:
    """Return the ranges as a figure: words and numbers, with the range below them."""
    lines = list_lines(shell, ledger)
    body = sum(line.height for line in lines)
    head = measure_legend(LEGEND)
    figure = make_figure(WIDTH, head + body + FOOT)
    page = add_page(figure)
    draw_legend(page, LEGEND)
    axes = add_panel(figure, EDGE, head, WIDTH - 2 * EDGE, body)
    _prepare_axis(axes, shell, body)
    top = 0.0
    for line in lines:
        write(page, 0, head + top, line.label, va="top")
        write(
            page, WIDTH, head + top, line.text, va="top", ha="right", italic=line.state in DERIVED
        )
        if shell.at is not None:
            draw_reference(axes, shell.at, top + line.words, top + line.height)
        _draw_line(axes, line, top + line.height - SPACE - ROOM / 2, shell.limits)
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
    text = _show(record)
    label = wrap_words(row.label, WIDTH - GAP - measure_words(text))
    return Line(label, value, record.range, record.identified, text)


def _show(record: Record) -> str:
    """Return the value, with its range in brackets."""
    if record.range is None:
        return show_value(record)
    low, high = (format_number(bound, record.fmt) for bound in record.range)
    return f"{show_value(record)} ({low} to {high})"


def _prepare_axis(axes: Axes, shell: RangesFigure, body: float) -> None:
    """Set up the axis, with a number at the value that is marked."""
    if shell.log:
        set_log_scale(axes, shell.limits, shell.at)
    else:
        axes.set_xlim(*shell.limits)
    prepare_panel(axes, body, shell.axis)


def _draw_line(axes: Axes, line: Line, y: float, limits: tuple[float, float]) -> None:
    """Draw the range, and the value in it: filled where it is settled."""
    if line.ends is not None:
        ends = [min(max(end, limits[0]), limits[1]) for end in line.ends]
        axes.plot(ends, [y, y], color=INK, linewidth=STROKE, linestyle=STYLES.get(line.state, "-"))
        for end, place, arrow in zip(line.ends, ends, "<>", strict=True):
            draw_marker(axes, place, y, "|" if end == place else arrow)
    if line.value is not None and limits[0] <= line.value <= limits[1]:
        draw_marker(axes, line.value, y, "s", filled=line.state in SETTLED)

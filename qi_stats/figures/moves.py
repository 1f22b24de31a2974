"""How P moves as one chart is recoded: the tests side by side under the words of each recoding.

All tests share one axis of P, and each has a marker and a lane of its own in every row.
"""

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
from qi_stats.figures.recodings import Series, list_words, read_series, sort_moves
from qi_stats.figures.style import (
    INK,
    LINE,
    STROKE,
    WIDTH,
    count_lines,
    measure_words,
    wrap_words,
    write,
)
from qi_stats.rounding import NOT_ESTIMABLE, format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import MovesFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

LANE = 6.5
SPACE = 7.0
CLEAR = 2.0  # between the words and the first lane
HEAD = 26.0
FOOT = 28.0
GAP = 8.0  # between columns
MARKERS = ("o", "s", "D")
AS_CODED = "As coded"


@dataclass(frozen=True, slots=True)
class Row:
    """The words of a recoding with the tests' P, as numbers and as texts; None if there is none."""

    words: str
    ends: tuple[float | None, ...]
    texts: tuple[str, ...]
    derived: tuple[bool, ...]
    top: float = 0.0

    @property
    def height(self) -> float:
        """Height that the row takes, in points."""
        return count_lines(self.words) * LINE + CLEAR + LANE * len(self.ends) + SPACE

    def find_lane(self, number: int) -> float:
        """Return the middle of a test's lane."""
        return self.top + count_lines(self.words) * LINE + CLEAR + LANE * (number + 0.5)


def draw_moves(shell: MovesFigure, ledger: Ledger) -> ReportFigure:
    """Return the recodings as a figure, those that lower the first test's P the most on top."""
    series = [read_series(one, ledger) for one in shell.series]
    rows = list_rows(series, list_words(shell, ledger))
    body = sum(row.height for row in rows)
    figure = make_figure(WIDTH, HEAD + body + FOOT)
    page = add_page(figure)
    rights = _place_columns(series, rows)
    width = rights[0] - _measure_column(series[0], rows, 0) - 2 * EDGE - GAP
    axes = add_panel(figure, EDGE, HEAD, width, body)
    alpha = min(one.alpha for one in series)
    _prepare_axis(axes, shell.limits, body, alpha)
    for one, right, marker in zip(series, rights, MARKERS, strict=False):
        words = measure_words(one.label, bold=True)
        draw_marker(page, right - words - MARKER, LINE / 2, marker)
        write(page, right, LINE / 2, one.label, bold=True, ha="right")
    for row in rows:
        write(page, 0, HEAD + row.top, row.words, va="top", bold=row is rows[0])
        draw_reference(axes, alpha, row.find_lane(0) - LANE / 2 - CLEAR, row.top + row.height)
        middle = HEAD + row.find_lane(0) + LANE * (len(series) - 1) / 2
        for number, (one, right) in enumerate(zip(series, rights, strict=True)):
            text, derived = row.texts[number], row.derived[number]
            write(page, right, middle, text, ha="right", italic=derived)
            _draw_move(axes, one, row.ends[number], row.find_lane(number), MARKERS[number])
    return figure


def describe_moves(shell: MovesFigure, ledger: Ledger) -> str:
    """Return the recodings in words: for each test P as coded, then after each recoding."""
    words = list_words(shell, ledger)
    sentences = []
    for entry in shell.series:
        one = read_series(entry, ledger)
        start = NOT_ESTIMABLE if one.start is None else one.start_text
        moves = "; ".join(f"{words[move]}: P {one.texts[move]}" for move in one.ends)
        sentences.append(f"{one.label}, P as coded {start}; after recoding one chart, {moves}.")
    return " ".join(sentences)


def list_rows(series: Sequence[Series], words: dict[str, str]) -> list[Row]:
    """Return the rows from the top down: P as coded, then each recoding."""
    starts = (tuple(one.start for one in series), tuple(one.start_text for one in series))
    rows = [Row(AS_CODED, *starts, tuple("" in one.derived for one in series))]
    for move in sort_moves(series[0], words):
        ends = tuple(one.ends.get(move) for one in series)
        texts = tuple(one.texts.get(move, "") for one in series)
        label = wrap_words(words[move], WIDTH)
        derived = tuple(move in one.derived for one in series)
        rows.append(Row(label, ends, texts, derived, rows[-1].top + rows[-1].height))
    return rows


def _measure_column(series: Series, rows: Sequence[Row], number: int) -> float:
    """Return the width of a test's column of numbers, with its marker and name at the head."""
    head = measure_words(series.label, bold=True) + 2 * MARKER
    return max(head, *(measure_words(row.texts[number]) for row in rows))


def _place_columns(series: Sequence[Series], rows: Sequence[Row]) -> list[float]:
    """Return the right ends of the columns of numbers, the last at the figure's edge."""
    rights = [WIDTH]
    for number in range(len(series) - 1, 0, -1):
        rights.insert(0, rights[0] - _measure_column(series[number], rows, number) - GAP)
    return rights


def _prepare_axis(axes: Axes, limits: tuple[float, float], body: float, alpha: float) -> None:
    """Set up the logarithmic axis of P with the line of significance."""
    ticks = set_log_scale(axes, limits, alpha)
    axes.set_xticks(ticks, [f"{tick:g}".removeprefix("0") for tick in ticks])
    prepare_panel(axes, body, "P (logarithmic axis)")
    below = f"\N{LEFTWARDS ARROW} below {format_number(alpha, 'p')}"
    write(axes, alpha, 0, below, ha="right", va="bottom", shift=(0, 2))


def _draw_move(axes: Axes, series: Series, end: float | None, y: float, marker: str) -> None:
    """Draw the way from P as coded to P after a recoding; filled where it is significant.

    A P beyond the axis is an arrow at its end.
    """
    if end is None:
        return
    low, high = axes.get_xlim()
    begin = end if series.start is None else series.start
    start, place = (min(max(p, low), high) for p in (begin, end))
    if start != place:
        axes.plot([start, place], [y, y], color=INK, linewidth=STROKE, solid_capstyle="butt")
    shown = "<" if end < low else ">" if end > high else marker
    draw_marker(axes, place, y, shown, filled=end < series.alpha)

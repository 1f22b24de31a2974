"""Every possible table of two by two counts, with the P value of one or two tests at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.errors import InputError
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
    wrap_words,
    write,
)
from qi_stats.rounding import NOT_ESTIMABLE, format_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import PossibleFigure, PossiblePanel, PossibleSeries
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

BODY = 170.0
LEFT = 34.0
GAP = 12.0
LEGEND = 20.0
LINE = 11.5
FOOT = 38.0
FITS, CUT = "reproduced", "truncated"
MARKERS = ("o", "D")
FIXED = "p4"
APART = 0.32
BOLD = 0.9  # of the letters that fit a line, fewer do in bold


@dataclass(frozen=True, slots=True)
class Point:
    """P of a test on the table with this count, None if it has none, and how it would print."""

    count: int
    p: float | None
    outcome: str


def draw_possible(shell: PossibleFigure, ledger: Ledger) -> ReportFigure:
    """Return the tables as a figure: a panel for each reading, a marker for each P."""
    width = (WIDTH - LEFT + GAP) / len(shell.panels) - GAP
    titles = [wrap_words(panel.label, width * BOLD) for panel in shell.panels]
    head = LEGEND + max(map(count_lines, titles)) * LINE + 8
    height = head + BODY + FOOT
    figure = make_figure(WIDTH, height)
    page = add_canvas(figure, WIDTH, height)
    _draw_legend(page, shell.series)
    write(page, LEFT - 6, head - 8, "P", italic=True, ha="right")
    write(page, LEFT, height - 7, shell.axis)
    for number, (panel, title) in enumerate(zip(shell.panels, titles, strict=True)):
        left = LEFT + number * (width + GAP)
        write(page, left, LEGEND, title, bold=True, va="top")
        place = (left / WIDTH, FOOT / height, width / WIDTH, BODY / height)
        axes = figure.add_axes(place)
        _draw_panel(axes, shell, panel, ledger)
        if number:
            axes.set_yticks([])
    return figure


def describe_possible(shell: PossibleFigure, ledger: Ledger) -> str:
    """Return the tables in words: for each reading and test, P at each count."""
    sentences = []
    for panel in shell.panels:
        for series in shell.series:
            points = list_points(series, panel, ledger)
            parts = "; ".join(f"{point.count}: {_say_point(point)}" for point in points)
            sentences.append(f"{panel.label}, {series.label}, P at {shell.axis.lower()}: {parts}.")
    return " ".join(sentences)


def list_points(series: PossibleSeries, panel: PossiblePanel, ledger: Ledger) -> list[Point]:
    """Return what a test gives on each possible table, the lowest count first.

    Raises
    ------
    InputError
        If the audit has no tables for the claim under the reading.
    """
    prefix = f"audit.points.{panel.reading}.{series.claim}"
    counts = {int(one.key.split(".")[-2]) for one in ledger.select(prefix)}
    if not counts:
        raise InputError(
            f"data/plan.yaml (figures), {prefix}",
            "no tables in results/audit.json",
            "a claim that prints the P value of a two by two table, and one of its readings",
            "mend the names; data/published.yaml has them",
        )
    return [_read_point(f"{prefix}.{count}", count, ledger) for count in sorted(counts)]


def _read_point(path: str, count: int, ledger: Ledger) -> Point:
    p, outcome = ledger.get(f"{path}.value").stat, ledger.get(f"{path}.outcome").stat
    return Point(count, p if isinstance(p, int | float) else None, str(outcome))


def _say_point(point: Point) -> str:
    if point.p is None:
        return NOT_ESTIMABLE
    words = {FITS: ", as printed", CUT: ", as printed if cut off"}
    return f"{format_number(point.p, FIXED)}{words.get(point.outcome, '')}"


def _draw_legend(page: Axes, series: Sequence[PossibleSeries]) -> None:
    """Write which marker stands for which test, and what a filled one means."""
    x = 5.0
    entries = [(MARKERS[number], "none", one.label) for number, one in enumerate(series)]
    for marker, fill, words in (*entries, ("s", ACCENT, "filled: prints as published")):
        _mark(page, x, 7, marker, fill)
        write(page, x + 9, 7, words)
        x += 9 + len(words) * SIZE * 0.56 + 20


def _draw_panel(axes: Axes, shell: PossibleFigure, panel: PossiblePanel, ledger: Ledger) -> None:
    """Draw the band of the printed value, and P of each test at each count."""
    low, high = shell.limits
    found = [list_points(series, panel, ledger) for series in shell.series]
    counts = [point.count for points in found for point in points]
    axes.set_yscale("log")
    axes.set_ylim(low, high * 1.15)
    axes.set_xlim(min(counts) - 0.7, max(counts) + 0.7)
    axes.set_xticks(range(min(counts), max(counts) + 1))
    ticks = [one for one in (0.001, 0.01, 0.1, 1) if low <= one <= high]
    axes.set_yticks(ticks, [format_number(one, "p") if one < 1 else "1" for one in ticks])
    axes.set_yticks([], minor=True)
    clear_frame(axes, "bottom", "left")
    for band in dict.fromkeys(_list_bands(shell, ledger)):
        axes.axhspan(*band, color=MUTED, alpha=0.35, linewidth=0)
    for number, points in enumerate(found):
        shift = APART * (number - (len(found) - 1) / 2)
        for point in points:
            _draw_point(axes, point, MARKERS[number], shift, shell.limits)


def _list_bands(shell: PossibleFigure, ledger: Ledger) -> Iterator[tuple[float, float]]:
    for series in shell.series:
        path = f"audit.printed.{series.claim}"
        low, high = (ledger.get(f"{path}.{end}").stat for end in ("low", "high"))
        yield float(low or 0), float(high or 0)


def _draw_point(
    axes: Axes, point: Point, marker: str, shift: float, limits: tuple[float, float]
) -> None:
    """Draw one marker; with its number where it prints as published, or would if cut off."""
    if point.p is None:
        return
    y = min(max(point.p, limits[0]), limits[1])
    _mark(axes, point.count + shift, y, marker, ACCENT if point.outcome == FITS else "none")
    if point.outcome in (FITS, CUT):
        axes.annotate(
            format_number(point.p, FIXED),
            (point.count + shift, y),
            xytext=(-2, -10) if point.outcome == FITS else (6, 8),
            textcoords="offset points",
            va="center",
            fontsize=SIZE,
            color=INK,
        )


def _mark(axes: Axes, x: float, y: float, marker: str, fill: str) -> None:
    axes.plot(
        [x],
        [y],
        marker=marker,
        markersize=5.5 if marker == "o" else 5,
        markerfacecolor=fill,
        markeredgecolor=ACCENT if fill != "none" else INK,
        markeredgewidth=1.1,
        clip_on=False,
    )

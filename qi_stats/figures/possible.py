"""Every possible table of two by two counts, with the P value of one or two tests at each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import (
    Key,
    add_page,
    add_panel,
    clear_frame,
    draw_band,
    draw_legend,
    draw_marker,
    measure_legend,
)
from qi_stats.figures.style import LINE, WIDTH, count_lines, wrap_words, write
from qi_stats.rounding import NOT_ESTIMABLE, format_number

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import PossibleFigure, PossiblePanel, PossibleSeries
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

BODY = 74.0
LEFT = 26.0
SPACE = 8.0
COUNTS = 14.0  # below each panel, for the counts
FITS, CUT = OUTCOMES["reproduced"], OUTCOMES["truncated"]
MARKERS = ("o", "D")
FIXED = "p4"
APART = 0.36


@dataclass(frozen=True, slots=True)
class Point:
    """P of a test on the table with this count, None if it has none, and how it would print."""

    count: int
    p: float | None
    outcome: str


def draw_possible(shell: PossibleFigure, ledger: Ledger) -> ReportFigure:
    """Return the tables as a figure: a panel for each reading, a marker for each P.

    The panels stand one below the other, so that the same count is at the same place in all.
    """
    titles = [wrap_words(panel.label, WIDTH, bold=True) for panel in shell.panels]
    found = [[list_points(one, panel, ledger) for one in shell.series] for panel in shell.panels]
    counts = [point.count for panel in found for points in panel for point in points]
    keys = _list_keys(shell)
    top = measure_legend(keys) + SPACE / 2
    heights = [count_lines(title) * LINE + 4 + BODY + COUNTS + SPACE for title in titles]
    figure = make_figure(WIDTH, top + sum(heights) + LINE)
    page = add_page(figure)
    draw_legend(page, keys)
    write(page, LEFT, top + sum(heights) + LINE / 2 - 2, shell.axis)
    for title, points, height in zip(titles, found, heights, strict=True):
        start = top + height - BODY - COUNTS - SPACE
        write(page, LEFT, top, title, bold=True, va="top")
        write(page, LEFT - 5, start - 2, "P", italic=True, ha="right", va="bottom")
        axes = add_panel(figure, LEFT, start, WIDTH - LEFT, BODY)
        axes.set_xlim(min(counts) - 0.7, max(counts) + 0.7)
        _draw_panel(axes, shell, points, ledger)
        top += height
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


def _list_keys(shell: PossibleFigure) -> list[Key]:
    """Return which marker stands for which test, and what a filled one and the band mean."""
    tests = [Key(one.label, MARKERS[number]) for number, one in enumerate(shell.series)]
    filled = Key("filled: prints as published", "s", filled=True)
    return [*tests, filled, Key("rounds to the published P", band=True)]


def _draw_panel(
    axes: Axes, shell: PossibleFigure, found: Sequence[Sequence[Point]], ledger: Ledger
) -> None:
    """Draw the band of the printed value, and P of each test at each count."""
    low, high = shell.limits
    counts = [point.count for points in found for point in points]
    axes.set_yscale("log")
    axes.set_ylim(low, high * 1.15)
    axes.set_xticks(range(min(counts), max(counts) + 1))
    ticks = [one for one in (0.001, 0.01, 0.1, 1) if low <= one <= high]
    axes.set_yticks(ticks, [format_number(one, "p") if one < 1 else "1" for one in ticks])
    axes.set_yticks([], minor=True)
    clear_frame(axes, "bottom", "left")
    for band in dict.fromkeys(_list_bands(shell, ledger)):
        draw_band(axes, axes.get_xlim(), band)
    for number, points in enumerate(found):
        side = number - (len(found) - 1) / 2
        for point in points:
            _draw_point(axes, point, MARKERS[number], side, shell.limits)


def _list_bands(shell: PossibleFigure, ledger: Ledger) -> Iterator[tuple[float, float]]:
    for series in shell.series:
        path = f"audit.printed.{series.claim}"
        low, high = (ledger.get(f"{path}.{end}").stat for end in ("low", "high"))
        yield float(low or 0), float(high or 0)


def _draw_point(
    axes: Axes, point: Point, marker: str, side: float, limits: tuple[float, float]
) -> None:
    """Draw one marker on its side of the count.

    Its number stands beside it where it prints as published, or would if cut off, and where it lies
    beyond the axis.
    """
    if point.p is None:
        return
    x, y = point.count + side * APART, min(max(point.p, limits[0]), limits[1])
    draw_marker(axes, x, y, marker, filled=point.outcome == FITS)
    if point.outcome in (FITS, CUT) or y != point.p:
        text = format_number(point.p, FIXED)
        if side < 0:
            write(axes, x, y, text, ha="right", italic=True, shift=(-4, 6))
        else:
            write(axes, x, y, text, italic=True, shift=(4, 6))

"""Boxes: the middle half of each group, its whiskers, and a circle for each row that is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page, add_panel, clear_frame
from qi_stats.figures.spread import find_groups, name_axis, name_group
from qi_stats.figures.style import (
    ACCENT,
    HAIR,
    INK,
    LINE,
    MUTED,
    SIZE,
    STROKE,
    WIDTH,
    show_value,
    wrap_words,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.codebook import Codebook
    from qi_stats.displays.distribution import BoxFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

BOX = "box"
STATISTICS = ("whisker_low", "q1", "median", "q3", "whisker_high")
LEGEND = (
    "Box: middle half, with the median; lines: to the last values within 1.5 times its length; "
    "circles: rows."
)
EDGE, FOOT = 10.0, 26.0
HIGH, DOT, SPACE = 12.0, 3.6, 8.0  # of a box; across a circle; below a group
MOST_LEVELS = 8
"""Circles stand on at most so many lines; further ones overlap."""


@dataclass(frozen=True, slots=True)
class Box:
    """One group: its five numbers, its number of rows, and how many rows have each value."""

    name: str
    size: Record
    ends: dict[str, Record]
    points: dict[float, Record]

    @property
    def is_empty(self) -> bool:
        """Whether there are no values."""
        return self.ends["median"].stat is None


def draw_box(shell: BoxFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the boxes as a figure, one group below the other on one scale."""
    boxes = list_boxes(shell, ledger, codebook)
    low, high = _find_limits(boxes)
    unit = (WIDTH - 2 * EDGE) / (high - low)
    dots = [_place_dots(box, unit) for box in boxes]
    heights = [LINE + HIGH + SPACE + DOT * (1 + max((y for _, y in d), default=-1)) for d in dots]
    words = wrap_words(LEGEND, WIDTH - 2 * EDGE)
    figure = make_figure(WIDTH, sum(heights) + FOOT + LINE * (2 + words.count("\n")))
    page = add_page(figure)
    axes = add_panel(figure, EDGE, 0, WIDTH - 2 * EDGE, sum(heights))
    axes.set_xlim(low, high)
    axes.set_ylim(sum(heights), 0)
    axes.set_yticks([])
    top = 0.0
    for box, placed, height in zip(boxes, dots, heights, strict=True):
        size = f"n = {show_value(box.size)}"
        name = f"{box.name} ({size})" if box.name else size
        write(page, EDGE, top + LINE / 2, name, bold=True)
        _draw_one(axes, box, placed, top + LINE)
        top += height
    clear_frame(axes, "bottom")
    axes.set_xlabel(
        shell.axis or name_axis(boxes[0].size, codebook), fontsize=SIZE, color=INK, loc="left"
    )
    write(page, EDGE, top + FOOT + LINE / 2, words, va="top")
    return figure


def describe_box(shell: BoxFigure, ledger: Ledger, codebook: Codebook) -> str:
    """Return the boxes in words: the five numbers of each group."""
    sentences = []
    for box in list_boxes(shell, ledger, codebook):
        begin = f"{box.name}, " if box.name else ""
        if box.is_empty:
            sentences.append(f"{begin}no values.")
            continue
        low, q1, median, q3, high = (show_value(box.ends[name]) for name in STATISTICS)
        sentences.append(
            f"{begin}n {show_value(box.size)}: median {median}, middle half {q1} to {q3}, "
            f"whiskers {low} to {high}, {show_value(box.ends['beyond'])} beyond them."
        )
    return " ".join(sentences)


def list_boxes(shell: BoxFigure, ledger: Ledger, codebook: Codebook) -> list[Box]:
    """Return the boxes in the order of the groups."""
    return [
        Box(
            name_group(record, codebook),
            record,
            {name: ledger.get(f"{prefix}.{name}") for name in (*STATISTICS, "beyond")},
            _list_points(prefix, ledger),
        )
        for prefix, record in find_groups(shell.analysis, BOX, ledger).items()
    ]


def _list_points(prefix: str, ledger: Ledger) -> dict[float, Record]:
    found = {
        float(record.key.removeprefix(f"{prefix}.").removesuffix(".n")): record
        for record in ledger.select(prefix)
        if record.stat_name == "n" and record.key != f"{prefix}.n"
    }
    return {value: ledger.get(found[value].key) for value in sorted(found)}


def _find_limits(boxes: list[Box]) -> tuple[float, float]:
    """Return the ends of the axis, a little beyond all values."""
    ends = [float(one.stat) for box in boxes for name, one in box.ends.items()
            if name != "beyond" and isinstance(one.stat, int | float)]  # fmt: skip
    values = [*ends, *(value for box in boxes for value in box.points)] or [0.0]
    low, high = min(values), max(values)
    room = (high - low) * 0.03 or 1.0
    return low - room, high + room


def _place_dots(box: Box, unit: float) -> list[tuple[float, int]]:
    """Return a place for each row: its value, and the first line where no circle is in the way."""
    lines: list[float] = []
    placed: list[tuple[float, int]] = []
    for value, record in box.points.items():
        for _ in range(int(record.stat or 0)):
            free = [i for i, last in enumerate(lines) if (value - last) * unit >= DOT]
            line = free[0] if free else min(len(lines), MOST_LEVELS - 1)
            lines[line : line + 1] = [value]
            placed.append((value, line))
    return placed


def _draw_one(axes: Axes, box: Box, dots: list[tuple[float, int]], top: float) -> None:
    """Draw the box of one group from `top` down, its circles below it."""
    foot = top + HIGH + DOT
    axes.plot(
        [value for value, _ in dots],
        [foot + line * DOT for _, line in dots],
        linestyle="none",
        marker="o",
        markersize=DOT - 0.8,
        markerfacecolor="none",
        markeredgecolor=ACCENT,
        markeredgewidth=0.7,
        clip_on=False,
    )
    if box.is_empty:
        return
    low, q1, median, q3, high = (float(box.ends[name].stat or 0) for name in STATISTICS)
    middle = top + HIGH / 2
    for begin, end in ((low, q1), (q3, high)):
        axes.plot([begin, end], [middle, middle], color=INK, linewidth=STROKE)
    axes.barh(middle, q3 - q1, height=HIGH - 2, left=q1, color=MUTED, alpha=0.3)
    frame = ([q1, q3, q3, q1, q1], [top + 1, top + 1, top + HIGH - 1, top + HIGH - 1, top + 1])
    axes.plot(*frame, color=INK, linewidth=HAIR)
    axes.plot([median, median], [top + 1, top + HIGH - 1], color=INK, linewidth=2 * STROKE)

"""Flow figures: how many came how far, as boxes joined by arrows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Polygon, Rectangle

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.style import (
    INK,
    MUTED,
    SIZE,
    WIDTH,
    add_canvas,
    count_lines,
    show_value,
    wrap_words,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import FlowFigure, FlowStep
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

GAP = 12.0
DROP = 34.0
PADDING = 7.0
LINE = SIZE * 1.3
COUNT_SIZE = 11.5
WIDEST = 210.0


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its middle, its top, its size in points, and what stands in it."""

    x: float
    top: float
    width: float
    height: float
    count: str
    words: str
    after: str | None

    @property
    def bottom(self) -> float:
        """Where the box ends."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Spot:
    """The columns that a step and all that follow it take, and where its middle is."""

    left: float
    right: float
    middle: float

    @property
    def room(self) -> float:
        """The width of the widest box about the middle that stays in these columns."""
        return 2 * min(self.middle - self.left, self.right - self.middle)


def draw_flow(shell: FlowFigure, ledger: Ledger) -> ReportFigure:
    """Return the flow as a figure."""
    boxes = place_boxes(shell.steps, ledger)
    height = max(box.bottom for box in boxes.values()) + 1
    figure = make_figure(WIDTH, height)
    axes = add_canvas(figure, WIDTH, height)
    for box in boxes.values():
        _draw_box(axes, box)
        if box.after is not None:
            _draw_arrow(axes, boxes[box.after], box)
    return figure


def describe_flow(shell: FlowFigure, ledger: Ledger) -> str:
    """Return the flow in words: each step with its number, and where it comes from."""
    sentences = []
    for name, step in shell.steps.items():
        following = [one for one in shell.steps.values() if one.after == name]
        if step.after is None:
            sentences.append(f"{step.label}: {_count(step, ledger)}.")
        if following:
            parts = "; ".join(f"{one.label}: {_count(one, ledger)}" for one in following)
            sentences.append(f"From “{step.label}”: {parts}.")
    return " ".join(sentences)


def place_boxes(steps: Mapping[str, FlowStep], ledger: Ledger) -> dict[str, Box]:
    """Return the boxes by step: a row for each depth, each above the middle of its followers."""
    spots = _place_spots(steps)
    depths = {name: _count_depth(name, steps) for name in steps}
    column = WIDTH / max(spot.right for spot in spots.values())
    boxes: dict[str, Box] = {}
    top = 1.0
    for depth in range(max(depths.values()) + 1):
        row = [name for name in steps if depths[name] == depth]
        width = min(WIDEST, *(spots[name].room * column - GAP for name in row))
        words = {name: wrap_words(steps[name].label, width - 2 * PADDING) for name in row}
        height = max(map(count_lines, words.values())) * LINE + COUNT_SIZE * 1.5 + 2 * PADDING
        for name in row:
            x = spots[name].middle * column
            count = _count(steps[name], ledger)
            boxes[name] = Box(x, top, width, height, count, words[name], steps[name].after)
        top += height + DROP
    return boxes


def _count(step: FlowStep, ledger: Ledger) -> str:
    """Return the number of a step as text."""
    return show_value(ledger.get(step.count))


def _list_followers(name: str, steps: Mapping[str, FlowStep]) -> list[str]:
    """Return the steps that follow the step `name`."""
    return [other for other, step in steps.items() if step.after == name]


def _count_depth(name: str, steps: Mapping[str, FlowStep]) -> int:
    """Return how many steps lie above the step `name`."""
    above = steps[name].after
    return 0 if above is None else 1 + _count_depth(above, steps)


def _place_spots(steps: Mapping[str, FlowStep]) -> dict[str, Spot]:
    """Return where each step stands: above its widest follower, or midway if several are."""
    spots: dict[str, Spot] = {}

    def place(name: str, left: float) -> Spot:
        right, followers = left, []
        for follower in _list_followers(name, steps):
            followers.append(place(follower, right))
            right = followers[-1].right
        if not followers:
            return spots.setdefault(name, Spot(left, left + 1, left + 0.5))
        widest = max(spot.right - spot.left for spot in followers)
        middles = [spot.middle for spot in followers if spot.right - spot.left == widest]
        return spots.setdefault(name, Spot(left, right, (middles[0] + middles[-1]) / 2))

    place(next(iter(steps)), 0)
    return spots


def _draw_box(axes: Axes, box: Box) -> None:
    """Draw a box with its number above its words."""
    corner = (box.x - box.width / 2, box.top)
    axes.add_patch(
        Rectangle(corner, box.width, box.height, facecolor="none", edgecolor=MUTED, linewidth=1)
    )
    write(
        axes, box.x, box.top + PADDING, box.count, ha="center", va="top", bold=True, size=COUNT_SIZE
    )
    start = box.top + PADDING + COUNT_SIZE * 1.5
    write(axes, box.x, start, box.words, ha="center", va="top")


def _draw_arrow(axes: Axes, start: Box, end: Box) -> None:
    """Draw an arrow from the bottom of one box to the top of another, with right angles."""
    bend = end.top - DROP / 2
    axes.plot(
        [start.x, start.x, end.x, end.x],
        [start.bottom, bend, bend, end.top - 6],
        color=MUTED,
        linewidth=1,
        solid_joinstyle="miter",
    )
    tip = [(end.x - 3.5, end.top - 7), (end.x + 3.5, end.top - 7), (end.x, end.top - 0.5)]
    axes.add_patch(Polygon(tip, closed=True, facecolor=INK, edgecolor="none"))

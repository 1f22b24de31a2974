"""Flow figures: how many came how far, as boxes joined by arrows; broken where it is not known.

The boxes stand one below the other, each step to the right of the one it follows, so that any
number of them, with words of any length, has room on a narrow page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Polygon, Rectangle

from qi_stats.displays.marks import is_derived
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page
from qi_stats.figures.style import (
    BROKEN,
    HAIR,
    INK,
    LINE,
    MUTED,
    WIDTH,
    count_lines,
    measure_words,
    show_value,
    wrap_words,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import FlowFigure, FlowStep
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

GAP = 8.0
PADDING = 6.0
INDENT = 26.0
COUNT_SIZE = 10.0
UNKNOWN = "?"
STEM = 13.0  # from the left side of a box to the line that leads down from it


@dataclass(frozen=True, slots=True)
class Box:
    """A box: its left side, its top, its size in points, and what stands in it."""

    left: float
    top: float
    width: float
    height: float
    count: str
    words: str
    after: str | None
    is_known: bool
    derived: bool

    @property
    def bottom(self) -> float:
        """Where the box ends."""
        return self.top + self.height

    @property
    def middle(self) -> float:
        """Half the way from its top to its bottom."""
        return self.top + self.height / 2


def draw_flow(shell: FlowFigure, ledger: Ledger) -> ReportFigure:
    """Return the flow as a figure."""
    boxes = place_boxes(shell.steps, ledger)
    figure = make_figure(WIDTH, max(box.bottom for box in boxes.values()) + 1)
    page = add_page(figure)
    column = _measure_counts(shell.steps, ledger)
    for box in boxes.values():
        _draw_box(page, box, column)
        if box.after is not None:
            _draw_arrow(page, boxes[box.after], box)
    return figure


def describe_flow(shell: FlowFigure, ledger: Ledger) -> str:
    """Return the flow in words: each step with its number, and where it comes from."""
    sentences = []
    for name, step in shell.steps.items():
        following = [one for one in shell.steps.values() if one.after == name]
        if step.after is None:
            sentences.append(f"{step.label}: {_say_count(step, ledger)}.")
        if following:
            parts = "; ".join(f"{one.label}: {_say_count(one, ledger)}" for one in following)
            sentences.append(f"From “{step.label}”: {parts}.")
    return " ".join(sentences)


def place_boxes(steps: Mapping[str, FlowStep], ledger: Ledger) -> dict[str, Box]:
    """Return the boxes by step, from the top down: what follows a step stands right below it."""
    depths = {name: _count_depth(name, steps) for name in steps}
    indent = min(INDENT, WIDTH / 2 / (max(depths.values()) or 1))
    column = _measure_counts(steps, ledger)
    boxes: dict[str, Box] = {}
    top = 1.0
    for name in _list_downward(next(iter(steps)), steps):
        step = steps[name]
        left = depths[name] * indent + 1
        width = WIDTH - 1 - left
        words = wrap_words(step.label, width - column - 3 * PADDING)
        height = count_lines(words) * LINE + 2 * PADDING
        known = step.count is not None
        derived = step.count is not None and is_derived(ledger.get(step.count))
        boxes[name] = Box(
            left, top, width, height, _count(step, ledger), words, step.after, known, derived
        )
        top += height + GAP
    return boxes


def _count(step: FlowStep, ledger: Ledger) -> str:
    """Return the number of a step as text; a sign where it is not known."""
    return UNKNOWN if step.count is None else show_value(ledger.get(step.count))


def _say_count(step: FlowStep, ledger: Ledger) -> str:
    return "no number" if step.count is None else _count(step, ledger)


def _measure_counts(steps: Mapping[str, FlowStep], ledger: Ledger) -> float:
    """Return the width of the widest number."""
    counts = [_count(step, ledger) for step in steps.values()]
    return max(measure_words(count, bold=True, size=COUNT_SIZE) for count in counts)


def _count_depth(name: str, steps: Mapping[str, FlowStep]) -> int:
    """Return how many steps lie above the step `name`."""
    above = steps[name].after
    return 0 if above is None else 1 + _count_depth(above, steps)


def _list_downward(name: str, steps: Mapping[str, FlowStep]) -> Iterator[str]:
    """Yield the step `name` and all that follow it, each right before its own followers."""
    yield name
    for other, step in steps.items():
        if step.after == name:
            yield from _list_downward(other, steps)


def _draw_box(page: Axes, box: Box, column: float) -> None:
    """Draw a box with its number, in a column of this width, before its words."""
    corner = (box.left, box.top)
    page.add_patch(
        Rectangle(
            corner,
            box.width,
            box.height,
            facecolor="none",
            edgecolor=MUTED,
            linewidth=HAIR,
            linestyle="-" if box.is_known else BROKEN,
        )
    )
    right = box.left + PADDING + column
    write(
        page,
        right,
        box.middle,
        box.count,
        ha="right",
        bold=True,
        italic=box.derived,
        size=COUNT_SIZE,
    )
    write(page, right + PADDING, box.middle, box.words)


def _draw_arrow(page: Axes, start: Box, end: Box) -> None:
    """Draw an arrow from the bottom of one box to the left side of another, with a right angle."""
    x = start.left + min(STEM, (end.left - start.left) / 2)
    page.plot(
        [x, x, end.left - 5],
        [start.bottom, end.middle, end.middle],
        color=MUTED,
        linewidth=HAIR,
        solid_joinstyle="miter",
    )
    tip = [(end.left - 6, end.middle + side) for side in (-3, 3)]
    tip.append((end.left - 0.5, end.middle))
    page.add_patch(Polygon(tip, closed=True, facecolor=INK, edgecolor="none"))

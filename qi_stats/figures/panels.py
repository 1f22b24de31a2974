"""What figures are built of: pages and panels measured in points, axes, markers, a legend."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from qi_stats.figures.style import (
    ACCENT,
    BROKEN,
    HAIR,
    INK,
    LINE,
    MUTED,
    SIZE,
    STROKE,
    WIDTH,
    measure_words,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    LineStyle = str | tuple[float, tuple[float, ...]]

EDGE = 12.0  # beside an axis, for the half of its last number that reaches beyond it
MARKER = 5.5
SIZES = {"o": 1.0, "s": 0.95, "D": 0.85, "<": 0.95, ">": 0.95, "|": 1.0}  # that look alike
SAMPLE = 18.0  # width of a line or a band in the legend
KEY_GAP = 14.0
NEAR = 20.0  # two numbers of an axis that stand nearer than this touch


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a legend: a marker, a line or a band, and what it stands for."""

    words: str
    marker: str = ""
    filled: bool = False
    line: LineStyle | None = None
    band: bool = False

    @property
    def indent(self) -> float:
        """How far to the right of the sign's left end the words begin."""
        return (SAMPLE if self.line is not None or self.band else MARKER + 1) + 4


def add_page(figure: Figure) -> Axes:
    """Return axes over the whole figure whose units are points, with y from the top down."""
    width, height = figure.get_size_inches() * 72
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return axes


def add_panel(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Return axes at a place of the figure, in points from its top left corner."""
    whole, high = figure.get_size_inches() * 72
    place = (left / whole, 1 - (top + height) / high, width / whole, height / high)
    return figure.add_axes(place)


def clear_frame(axes: Axes, *keep: str) -> None:
    """Leave of the frame only the sides in `keep`, in muted ink, and no tick marks."""
    axes.patch.set_alpha(0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(MUTED)
        spine.set_linewidth(HAIR)
    axes.tick_params(length=0, labelsize=SIZE, labelcolor=INK)


def set_log_scale(axes: Axes, limits: tuple[float, float], at: float | None = None) -> list[float]:
    """Make the axis below a panel logarithmic; return its ticks, `at` and powers of ten."""
    low, high = limits
    axes.set_xscale("log")
    axes.set_xlim(low, high)
    ticks = [10.0**power for power in range(-9, 10) if low <= 10.0**power <= high]
    if at is not None:
        decade = axes.bbox.width / axes.figure.dpi * 72 / log10(high / low)
        ticks = [tick for tick in ticks if abs(log10(tick / at)) * decade > NEAR]
        ticks = sorted([*ticks, at])
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.set_xticks([], minor=True)
    return ticks


def prepare_panel(axes: Axes, body: float, words: str, pad: float = 2) -> None:
    """Set up a panel whose y goes from 0 at the top to `body`, with `words` below its axis."""
    axes.set_ylim(body, 0)
    axes.set_yticks([])
    clear_frame(axes, "bottom")
    axes.tick_params(axis="x", length=3, width=HAIR, color=MUTED)
    axes.set_xlabel(words, fontsize=SIZE, color=INK, labelpad=pad)


def draw_reference(axes: Axes, x: float, top: float, bottom: float) -> None:
    """Draw a piece of the broken line that values are read against; between pieces stand words."""
    axes.plot([x, x], [top, bottom], color=MUTED, linewidth=HAIR, linestyle=BROKEN)


def draw_marker(axes: Axes, x: float, y: float, marker: str, *, filled: bool = False) -> None:
    """Draw a marker: filled in the accent or open in ink; arrows and ends are ink."""
    is_end = marker in "<>|"
    axes.plot(
        [x],
        [y],
        marker=marker,
        markersize=MARKER * SIZES[marker],
        markerfacecolor=INK if is_end else ACCENT if filled else "none",
        markeredgecolor=ACCENT if filled else INK,
        markeredgewidth=STROKE if marker == "|" else 1,
        clip_on=False,
    )


def measure_legend(keys: Sequence[Key]) -> float:
    """Return the height of a legend, in points."""
    return (max(row for _, _, row in _place_keys(keys)) + 1) * (LINE + 2) + 4


def draw_legend(page: Axes, keys: Sequence[Key]) -> None:
    """Write at the top of a page what the signs stand for, on as many lines as it takes."""
    for key, x, row in _place_keys(keys):
        y = row * (LINE + 2) + LINE / 2
        ends = (x, x + SAMPLE)
        if key.band:
            draw_band(page, ends, (y - 3, y + 3))
        if key.line is not None:
            page.plot(ends, [y, y], color=INK, linewidth=STROKE, linestyle=key.line)
        if key.marker:
            middle = x + (key.indent - 4) / 2
            draw_marker(page, middle, y, key.marker, filled=key.filled)
        write(page, x + key.indent, y, key.words)


def draw_band(axes: Axes, x: tuple[float, float], y: tuple[float, float]) -> None:
    """Draw a gray band with edges, which are seen where its gray is not."""
    axes.fill_between(x, *y, color=MUTED, alpha=0.3, linewidth=0)
    for edge in y:
        axes.plot(x, [edge, edge], color=MUTED, linewidth=HAIR / 2)


def _place_keys(keys: Sequence[Key]) -> list[tuple[Key, float, int]]:
    """Return the entries, each with where it begins and its line."""
    placed = []
    x, row = 0.0, 0
    for key in keys:
        width = key.indent + measure_words(key.words)
        if x and x + width > WIDTH:
            x, row = 0.0, row + 1
        placed.append((key, x, row))
        x += width + KEY_GAP
    return placed

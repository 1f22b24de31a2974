"""The look of all figures: one ink, one accent, one font, direct labels."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Literal

from qi_stats.displays.marks import find_mark
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qi_stats.ledger import Record

INK = "#26323a"  # becomes currentColor in SVG
DARK_INK = "#e4eaee"
MUTED = "#7d8a93"  # legible on white and on near-black alike
ACCENT = "#3f87b5"  # stays apart from the ink in grey, and for every kind of colour vision
FONT = "DejaVu Sans"
SIZE = 8.5
WIDTH = 468.0  # the width of the text on a printed page, in points
GLYPH = 0.56  # mean width of a letter, in units of the font's size

STYLE: dict[str, object] = {
    "font.family": [FONT],
    "font.size": SIZE,
    "svg.fonttype": "path",
    "svg.hashsalt": "qi_stats",
    "svg.id": None,
    "path.simplify": False,
    "axes.unicode_minus": True,
}


def show_value(record: Record, fmt: str | None = None) -> str:
    """Return the value of `record` as text with its mark."""
    stat = record.stat
    text = stat if isinstance(stat, str) else format_number(stat, fmt or record.fmt)
    return text + show_sign(record)


def show_sign(*records: Record) -> str:
    """Return the sign of the least certain of `records`; nothing if all are settled."""
    mark = find_mark(records)
    return mark.sign if mark else ""


def wrap_words(words: str, width: float, size: float = SIZE) -> str:
    """Return `words` broken into lines of at most `width` points, as far as words allow."""
    letters = max(int(width / (GLYPH * size)), 1)
    return "\n".join(textwrap.wrap(words, letters, break_long_words=False))


def count_lines(text: str) -> int:
    """Return the number of lines of `text`."""
    return text.count("\n") + 1


def add_canvas(figure: Figure, width: float, height: float) -> Axes:
    """Return axes over the whole figure whose units are points, with y from the top down."""
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return axes


def write(  # noqa: PLR0913 - a text needs a place, words and a look
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    ha: Literal["left", "center", "right"] = "left",
    va: Literal["top", "center", "bottom"] = "center",
    bold: bool = False,
    italic: bool = False,
    size: float = SIZE,
    color: str = INK,
) -> None:
    """Write `text` at a place of `axes`; a dollar sign in it is no formula."""
    axes.text(
        x,
        y,
        text,
        ha=ha,
        va=va,
        fontsize=size,
        color=color,
        fontweight="bold" if bold else "normal",
        fontstyle="italic" if italic else "normal",
        linespacing=1.25,
        parse_math=False,
    )


def clear_frame(axes: Axes, *keep: str) -> None:
    """Leave of the frame only the sides in `keep`, in muted ink, and no tick marks."""
    axes.patch.set_alpha(0)
    for side, spine in axes.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(MUTED)
    axes.tick_params(length=0, labelsize=SIZE, labelcolor=INK)

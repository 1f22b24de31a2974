"""The look of all figures: one ink, one accent, one font, one size, direct labels.

A figure is as narrow as a phone can show it whole, with letters that can still be read there;
on paper it stands in the middle of the column, its letters a little smaller than the text.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal
from unicodedata import east_asian_width

from qi_stats.displays.marks import find_mark
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.ledger import Record

INK = "#26323a"  # becomes currentColor in SVG
DARK_INK = "#e4eaee"
MUTED = "#7d8a93"  # legible on white and on near-black alike
ACCENT = "#3f87b5"  # stays apart from the ink in grey, and for every kind of colour vision
FONT = "DejaVu Sans"
SIZE = 7.5  # of letters; this font's are large, and look like 8.5 of the text's
WIDTH = 280.0  # in points: on a phone, 350 pixels wide, letters are 9.4 pixels high
LINE = 10.0  # from one line of text to the next
ASCENT, MIDDLE, DESCENT = 7.0, 2.7, 2.0  # of a line, from the foot of its letters
HAIR = 0.8  # of frames, axes and lines of reference
STROKE = 1.2  # of what is shown
WIDE, NARROW = 1.0, 0.6  # of a letter that the font lacks, in units of its size
BROKEN = (0, (3, 2))  # a line of reference

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


def measure_words(words: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Return how wide one line of `words` is, in points."""
    return sum(_measure_letter(letter, bold) for letter in words) * size


@cache
def _measure_letter(letter: str, bold: bool) -> float:
    """Return how far the font moves on for `letter`, in units of its size."""
    from matplotlib.font_manager import FontProperties, findfont, get_font
    from matplotlib.ft2font import LoadFlags

    weight = "bold" if bold else "normal"
    font = get_font(findfont(FontProperties(family=[FONT], weight=weight)))
    if not font.get_char_index(ord(letter)):
        return WIDE if east_asian_width(letter) in "WF" else NARROW
    font.set_size(100, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


def wrap_words(words: str, width: float, *, bold: bool = False) -> str:
    """Return `words` broken into lines of at most `width` points, as far as words allow."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure_words(longer, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return "\n".join(lines)


def count_lines(text: str) -> int:
    """Return the number of lines of `text`."""
    return text.count("\n") + 1


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
    shift: tuple[float, float] = (0, 0),
) -> None:
    """Write `text` at a place of `axes`, `shift` points away; a dollar sign in it is no formula.

    What is written at one height stands on one line, whether or not a letter reaches below it.
    Of several lines, matplotlib sets the last one on the height that it is given.
    """
    more = (count_lines(text) - 1) * LINE
    rise = {"top": -ASCENT - more, "center": -more / 2 - MIDDLE, "bottom": DESCENT}[va]
    axes.annotate(
        text,
        (x, y),
        xytext=(shift[0], shift[1] + rise * size / SIZE),
        textcoords="offset points",
        ha=ha,
        va="baseline",
        fontsize=size,
        color=INK,
        fontweight="bold" if bold else "normal",
        fontstyle="italic" if italic else "normal",
        linespacing=1.15,
        parse_math=False,
        annotation_clip=False,
    )

"""The look of all figures: one ink, one accent, one font, one size, direct labels.

A figure is as narrow as a phone can show it whole, with letters that can still be read there;
on paper it stands in the middle of the column, its letters a little smaller than the text.
"""

from __future__ import annotations

import warnings
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal
from unicodedata import bidirectional, category

from qi_files.fonts import list_fonts
from qi_stats.displays.marks import find_mark
from qi_stats.displays.shell import set_apostrophes
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.ft2font import FT2Font

    from qi_stats.ledger import Record

INK = "#26323a"  # becomes currentColor in SVG
DARK_INK = "#e4eaee"
MUTED = "#7d8a93"  # legible on white and on near-black alike
ACCENT = "#3f87b5"  # stays apart from the ink in grey, and for every kind of colour vision
FONT = "DejaVu Sans"
SPARE = "qi spare "  # begins the names of fonts for letters that this one lacks
FAMILIES = [FONT, *(SPARE + path.stem for path in list_fonts())]
RIGHT_TO_LEFT = {"R", "AL", "AN"}  # classes of letters that change with their neighbors
HEBREW = "\u0590"  # from here on, scripts have no hyphen
SIZE = 7.5  # of letters; this font's are large, and look like 8.5 of the text's
WIDTH = 280.0  # in points: on a phone, 350 pixels wide, letters are 9.4 pixels high
LEAST = 30.0  # no word is broken to stand in less, in points
LINE = 10.0  # from one line of text to the next
ASCENT, MIDDLE, DESCENT = 7.0, 2.7, 2.0  # of a line, from the foot of its letters
HAIR = 0.8  # of frames, axes and lines of reference
STROKE = 1.2  # of what is shown
BROKEN = (0, (3, 2))  # a line of reference

STYLE: dict[str, object] = {
    "font.family": FAMILIES,
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


@cache
def add_spare_fonts() -> None:
    """Make the spare fonts known to matplotlib, by names that no font of the machine has."""
    from matplotlib.font_manager import FontEntry, fontManager

    for path in list_fonts():
        for weight in ("normal", "bold"):  # one and the same; else matplotlib complains
            entry = FontEntry(fname=str(path), name=SPARE + path.stem, weight=weight)
            fontManager.ttflist.append(entry)


def measure_words(words: str, *, bold: bool = False, size: float = SIZE) -> float:
    """Return how wide one line of `words` is, in points."""
    if any(_needs_others(letter, bold) for letter in words):
        return _measure_joined(words, bold) * size
    return sum(_measure_letter(letter, bold) for letter in words) * size


@cache
def _find_font(bold: bool) -> FT2Font:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=[FONT], weight="bold" if bold else "normal")))


@cache
def _needs_others(letter: str, bold: bool) -> bool:
    """Return whether a letter's width rests on its neighbors, or on another font."""
    return bidirectional(letter) in RIGHT_TO_LEFT or not _find_font(bold).get_char_index(
        ord(letter)
    )


@lru_cache(maxsize=4096)
def _measure_joined(words: str, bold: bool) -> float:
    """Return how wide words are once their letters are joined, in units of the font's size."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    add_spare_fonts()
    look = FontProperties(family=FAMILIES, weight="bold" if bold else "normal")
    with warnings.catch_warnings(action="ignore"):  # of a letter that every font lacks
        width, *_ = text_to_path.get_text_width_height_descent(words, look, ismath=False)
    return float(width) / look.get_size_in_points()


@cache
def _measure_letter(letter: str, bold: bool) -> float:
    """Return how far the font moves on for `letter`, in units of its size."""
    from matplotlib.ft2font import LoadFlags

    font = _find_font(bold)
    font.set_size(100, 72)
    glyph = font.load_char(ord(letter), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / 100


def wrap_words(words: str, width: float, *, bold: bool = False) -> str:
    """Return `words` broken into lines of at most `width` points; a longer word is broken, too."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and measure_words(longer, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines.extend(_break_word(word, width, bold=bold))
    return "\n".join(lines)


def _break_word(word: str, width: float, *, bold: bool) -> list[str]:
    """Return a word in pieces of at most `width` points; a letter keeps the signs that join it."""
    if measure_words(word, bold=bold) <= max(width, LEAST):
        return [word]
    pieces = [""]
    for letter in word:
        longer = pieces[-1] + letter
        if pieces[-1] and not _joins(letter) and measure_words(longer, bold=bold) > width - SIZE:
            pieces[-1] += "-" if pieces[-1][-1].isalpha() and letter < HEBREW else ""
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _joins(letter: str) -> bool:
    return category(letter) in {"Mn", "Mc", "Cf"}


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
        set_apostrophes(text),
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

"""Bar figures: how many are at each level, as a bar below its words, with the number at its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.displays.marks import is_derived
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page
from qi_stats.figures.style import (
    ACCENT,
    HAIR,
    LINE,
    MUTED,
    WIDTH,
    count_lines,
    measure_words,
    show_sign,
    show_value,
    wrap_words,
    write,
)
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.codebook import Codebook
    from qi_stats.displays.figures import BarsFigure, Panel
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger

BAR = 9.0
SPACE = 7.0
TITLE = 16.0
GAP = 5.0  # between the end of a bar and its number


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its label, its length in rows, its numbers as text, and whether any is derived."""

    label: str
    length: float
    text: str
    derived: bool

    @property
    def height(self) -> float:
        """Height that the bar takes with its label and the space below it, in points."""
        return count_lines(self.label) * LINE + 1 + BAR + SPACE


def draw_bars(shell: BarsFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the bars as a figure, one panel below the other on one scale."""
    panels = {panel: list_bars(panel, ledger, codebook) for panel in shell.panels}
    title = TITLE if len(panels) > 1 else 0.0
    every = [bar for bars in panels.values() for bar in bars]
    room = WIDTH - GAP - max(measure_words(bar.text) for bar in every)
    scale = room / (max(bar.length for bar in every) or 1)
    heights = [title + sum(bar.height for bar in bars) for bars in panels.values()]
    figure = make_figure(WIDTH, sum(heights) + SPACE * (len(panels) - 1))
    page = add_page(figure)
    top = 0.0
    for (panel, bars), height in zip(panels.items(), heights, strict=True):
        if title:
            write(page, 0, top + LINE / 2, panel.label, bold=True)
        _draw_panel(page, bars, top + title, scale)
        top += height + SPACE
    return figure


def describe_bars(shell: BarsFigure, ledger: Ledger, codebook: Codebook) -> str:
    """Return the bars in words: each level with its number."""
    sentences = []
    for panel in shell.panels:
        bars = list_bars(panel, ledger, codebook)
        parts = "; ".join(f"{' '.join(bar.label.split())}: {bar.text}" for bar in bars)
        label = f"{panel.label}: " if len(shell.panels) > 1 else ""
        sentences.append(f"{label}{parts}.")
    return " ".join(sentences)


def list_bars(panel: Panel, ledger: Ledger, codebook: Codebook) -> list[Bar]:
    """Return the bars in the codebook's order."""
    prefix = f"{panel.analysis}.{panel.variable}"
    table = ledger.get(f"{prefix}.missing").inputs.table
    bars = []
    for level in codebook.variable(table, panel.variable).levels:
        count = ledger.get(f"{prefix}.{level.name}.n")
        share = ledger.get(f"{prefix}.{level.name}.proportion")
        text = f"{_show_count(count.stat)} ({show_value(share).removesuffix(show_sign(share))})"
        label = wrap_words(level.label, WIDTH)
        shown = text + show_sign(count, share)
        bars.append(Bar(label, float(count.stat or 0), shown, is_derived(count, share)))
    return bars


def _show_count(stat: float | str | None) -> str:
    """Return a count as text."""
    return stat if isinstance(stat, str) else format_number(stat, "integer")


def _draw_panel(page: Axes, bars: list[Bar], top: float, scale: float) -> None:
    """Draw the bars of one panel from `top` down, each from a line of its own height."""
    for bar in bars:
        middle = top + bar.height - SPACE - BAR / 2
        width = bar.length * scale
        write(page, 0, top, bar.label, va="top")
        page.barh(middle, width, height=BAR, left=0, color=ACCENT)
        foot = [middle - BAR / 2 - 1, middle + BAR / 2 + 1]
        page.plot([HAIR / 2] * 2, foot, color=MUTED, linewidth=HAIR)
        write(page, width + GAP, middle, bar.text, italic=bar.derived)
        top += bar.height

"""Bar figures: how many are at each level, as a bar below its words, with the number at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def draw_bars(shell: BarsFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the bars as a figure, one panel below the other on one scale."""
    panels = {panel: list_bars(panel, ledger, codebook) for panel in shell.panels}
    title = TITLE if len(panels) > 1 else 0.0
    every = [bar for bars in panels.values() for bar in bars]
    room = WIDTH - GAP - max(measure_words(text) for _, _, text in every)
    scale = room / (max(length for _, length, _ in every) or 1)
    heights = [title + sum(_measure_bar(label) for label, _, _ in bars) for bars in panels.values()]
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
        parts = "; ".join(f"{' '.join(label.split())}: {text}" for label, _, text in bars)
        label = f"{panel.label}: " if len(shell.panels) > 1 else ""
        sentences.append(f"{label}{parts}.")
    return " ".join(sentences)


def list_bars(panel: Panel, ledger: Ledger, codebook: Codebook) -> list[tuple[str, float, str]]:
    """Return label, length and text of each bar, in the codebook's order."""
    prefix = f"{panel.analysis}.{panel.variable}"
    table = ledger.get(f"{prefix}.missing").inputs.table
    bars = []
    for level in codebook.variable(table, panel.variable).levels:
        count = ledger.get(f"{prefix}.{level.name}.n")
        share = ledger.get(f"{prefix}.{level.name}.proportion")
        text = f"{_show_count(count.stat)} ({show_value(share).removesuffix(show_sign(share))})"
        label = wrap_words(level.label, WIDTH)
        bars.append((label, float(count.stat or 0), text + show_sign(count, share)))
    return bars


def _show_count(stat: float | str | None) -> str:
    """Return a count as text."""
    return stat if isinstance(stat, str) else format_number(stat, "integer")


def _measure_bar(label: str) -> float:
    """Return the height that a bar takes with its label and the space below it."""
    return count_lines(label) * LINE + 1 + BAR + SPACE


def _draw_panel(page: Axes, bars: list[tuple[str, float, str]], top: float, scale: float) -> None:
    """Draw the bars of one panel from `top` down, each from a line of its own height."""
    for label, length, text in bars:
        middle = top + _measure_bar(label) - SPACE - BAR / 2
        width = length * scale
        write(page, 0, top, label, va="top")
        page.barh(middle, width, height=BAR, left=0, color=ACCENT)
        foot = [middle - BAR / 2 - 1, middle + BAR / 2 + 1]
        page.plot([HAIR / 2] * 2, foot, color=MUTED, linewidth=HAIR)
        write(page, width + GAP, middle, text)
        top += _measure_bar(label)

"""Bar figures: how many are at each level, with the number at the end of each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.style import (
    ACCENT,
    MUTED,
    WIDTH,
    add_canvas,
    count_lines,
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

LABELS = 210.0
VALUES = 70.0
BAR = 13.0
LINE = 11.0
SPACE = 9.0
TITLE = 22.0


def draw_bars(shell: BarsFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the bars as a figure, one panel below the other on one scale."""
    panels = {panel: list_bars(panel, ledger, codebook) for panel in shell.panels}
    titled = len(panels) > 1
    most = max(bar[1] for bars in panels.values() for bar in bars) or 1
    height = sum(_measure(bars, titled=titled) for bars in panels.values()) + SPACE * len(panels)
    figure = make_figure(WIDTH, height)
    axes = add_canvas(figure, WIDTH, height)
    top = 0.0
    for panel, bars in panels.items():
        if titled:
            write(axes, 0, top + TITLE / 2, panel.label, bold=True)
        _draw_panel(axes, bars, top + (TITLE if titled else 0), most)
        top += _measure(bars, titled=titled) + SPACE
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
        label = wrap_words(level.label, LABELS - SPACE)
        bars.append((label, float(count.stat or 0), text + show_sign(count, share)))
    return bars


def _show_count(stat: float | str | None) -> str:
    """Return a count as text."""
    return stat if isinstance(stat, str) else format_number(stat, "integer")


def _measure(bars: list[tuple[str, float, str]], *, titled: bool) -> float:
    """Return the height of a panel in points."""
    return sum(_measure_bar(label) for label, _, _ in bars) + (TITLE if titled else 0)


def _measure_bar(label: str) -> float:
    """Return the height that a bar takes with its label."""
    return max(BAR, count_lines(label) * LINE) + SPACE


def _draw_panel(axes: Axes, bars: list[tuple[str, float, str]], top: float, most: float) -> None:
    """Draw the bars of one panel from `top` down; `most` fills the room."""
    room = WIDTH - LABELS - VALUES
    axes.plot([LABELS] * 2, [top, top + _measure(bars, titled=False)], color=MUTED, linewidth=1)
    for label, length, text in bars:
        middle = top + _measure_bar(label) / 2
        width = room * length / most
        write(axes, LABELS - SPACE, middle, label, ha="right")
        axes.barh(middle, width, height=BAR, left=LABELS, color=ACCENT)
        write(axes, LABELS + width + 5, middle, text)
        top += _measure_bar(label)

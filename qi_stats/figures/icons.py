"""Icon arrays: each person as one sign, filled for those with the event, a row for each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.patches import Circle

from qi_stats.displays.marks import is_derived
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page
from qi_stats.figures.style import (
    ACCENT,
    HAIR,
    INK,
    LINE,
    WIDTH,
    measure_words,
    show_value,
    write,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.displays.figures import IconsFigure, IconsRow
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

SIGN = 5.0  # radius of a sign
STEP = 13.6  # from one sign to the next
GAP = 8.0
LEGEND = 18.0


@dataclass(frozen=True, slots=True)
class Group:
    """One group: its words, how many have the event, how many there are, and both as text."""

    label: str
    events: int
    total: int
    text: str
    derived: bool

    @property
    def lines(self) -> int:
        """How many lines of signs it takes."""
        return max(1, -(-self.total // find_most()))

    @property
    def height(self) -> float:
        """Height of its words and signs, in points."""
        return LINE + 4 + self.lines * STEP + GAP


def find_most() -> int:
    """Return how many signs have room side by side."""
    return int(WIDTH // STEP)


def draw_icons(shell: IconsFigure, ledger: Ledger) -> ReportFigure:
    """Return the icon array as a figure."""
    groups = list_groups(shell, ledger)
    figure = make_figure(WIDTH, LEGEND + sum(group.height for group in groups) - GAP + 1)
    page = add_page(figure)
    _draw_legend(page, shell)
    top = LEGEND
    for group in groups:
        write(page, 0, top, group.label, va="top", bold=True)
        write(page, WIDTH, top, group.text, va="top", ha="right", italic=group.derived)
        for number in range(group.total):
            line, place = divmod(number, find_most())
            y = top + LINE + 4 + line * STEP + STEP / 2
            _draw_sign(page, place * STEP + SIGN + 1, y, filled=number < group.events)
        top += group.height
    return figure


def describe_icons(shell: IconsFigure, ledger: Ledger) -> str:
    """Return the array in words: of how many in each group how many have the event."""
    parts = [
        f"{one.label}: {one.text} {shell.filled.lower()}" for one in list_groups(shell, ledger)
    ]
    return "; ".join(parts) + "."


def list_groups(shell: IconsFigure, ledger: Ledger) -> list[Group]:
    """Return the groups in the shell's order."""
    return [_read_group(row, ledger) for row in shell.rows]


def _read_group(row: IconsRow, ledger: Ledger) -> Group:
    events, total = ledger.get(row.count), ledger.get(row.total)
    text = f"{show_value(events)} of {show_value(total)}"
    return Group(row.label, _count(events), _count(total), text, is_derived(events, total))


def _count(record: Record) -> int:
    """Return a count; TypeError for what is none."""
    if not isinstance(record.stat, int):
        message = f"{record.key} is no count"
        raise TypeError(message)
    return record.stat


def _draw_legend(page: Axes, shell: IconsFigure) -> None:
    x = SIGN + 1
    for words, filled in ((shell.filled, True), (shell.open, False)):
        _draw_sign(page, x, LINE / 2, filled=filled)
        write(page, x + SIGN + 4, LINE / 2, words)
        x += measure_words(words) + 2 * SIGN + 20


def _draw_sign(page: Axes, x: float, y: float, *, filled: bool) -> None:
    """Draw a person: a disc in the accent, or a ring in ink."""
    color = ACCENT if filled else "none"
    edge = ACCENT if filled else INK
    page.add_patch(Circle((x, y), SIGN, facecolor=color, edgecolor=edge, linewidth=HAIR))

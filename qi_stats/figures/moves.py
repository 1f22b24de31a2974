"""How P moves as one chart is recoded: a line for each recoding, a panel for each test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.figures.canvas import make_figure
from qi_stats.figures.style import (
    ACCENT,
    INK,
    MUTED,
    SIZE,
    WIDTH,
    add_canvas,
    clear_frame,
    count_lines,
    show_sign,
    wrap_words,
    write,
)
from qi_stats.rounding import NOT_ESTIMABLE, format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from qi_stats.displays.figures import MovesFigure, MovesSeries
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

LABELS = 198.0
VALUES = 31.0
GAP = 6.0
HEAD = 34.0
FOOT = 34.0
LINE = 11.0
SPACE = 9.0
MARKER = 5.5


@dataclass(frozen=True, slots=True)
class Series:
    """One test: P as coded, the level of significance, and P after each recoding by its name."""

    label: str
    start: float | None
    alpha: float
    ends: dict[str, float | None]
    texts: dict[str, str]


def draw_moves(shell: MovesFigure, ledger: Ledger) -> ReportFigure:
    """Return the recodings as a figure, those that lower the first test's P the most on top."""
    series = [read_series(one, ledger) for one in shell.series]
    words = list_words(shell, ledger)
    order = sort_moves(series[0], words)
    labels = {move: _wrap_recoding(words[move]) for move in order}
    heights = [count_lines(labels[move]) * LINE + SPACE for move in order]
    tops = [sum(heights[:number]) for number in range(len(order))]
    middles = [top + height / 2 for top, height in zip(tops, heights, strict=True)]
    body = sum(heights)
    figure = make_figure(WIDTH, HEAD + body + FOOT)
    page = add_canvas(figure, WIDTH, HEAD + body + FOOT)
    for move, middle in zip(order, middles, strict=True):
        write(page, 0, HEAD + middle, labels[move])
    width = (WIDTH - LABELS + GAP) / len(series) - GAP
    for number, one in enumerate(series):
        left = LABELS + number * (width + GAP)
        place = (
            left / WIDTH,
            FOOT / (HEAD + body + FOOT),
            (width - VALUES) / WIDTH,
            body / (HEAD + body + FOOT),
        )
        axes = figure.add_axes(place)
        _prepare_axis(axes, shell.limits, body, one)
        write(page, left, HEAD / 2, wrap_words(one.label, width), bold=True)
        for move, middle in zip(order, middles, strict=True):
            _draw_move(axes, one, one.ends.get(move), middle, shell.limits)
            text = one.texts.get(move, "")
            write(page, left + width, HEAD + middle, text, ha="right")
    return figure


def describe_moves(shell: MovesFigure, ledger: Ledger) -> str:
    """Return the recodings in words: for each test P as coded, then after each recoding."""
    words = list_words(shell, ledger)
    sentences = []
    for entry in shell.series:
        one = read_series(entry, ledger)
        start = NOT_ESTIMABLE if one.start is None else format_number(one.start, "p")
        moves = "; ".join(f"{words[move]}: P {one.texts[move]}" for move in one.ends)
        sentences.append(f"{one.label}, P as coded {start}; after recoding one chart, {moves}.")
    return " ".join(sentences)


def read_series(entry: MovesSeries, ledger: Ledger) -> Series:
    """Return P as coded and after each recoding, of one test.

    Raises
    ------
    InputError
        If the ledger has no recodings there.
    """
    start, alpha = (ledger.get(f"{entry.prefix}.{name}") for name in ("p", "alpha"))
    moves = _list_moves(entry.prefix, ledger)
    records = {move: ledger.get(f"{entry.prefix}.{move}.p") for move in moves}
    return Series(
        entry.label,
        _to_number(start),
        _to_number(alpha) or 0.0,
        {move: _to_number(record) for move, record in records.items()},
        {move: _show_p(record) for move, record in records.items()},
    )


def list_words(shell: MovesFigure, ledger: Ledger) -> dict[str, str]:
    """Return each recoding in words, with the number of charts that could be recoded so."""
    words = {}
    for entry in shell.series:
        for move in _list_moves(entry.prefix, ledger):
            recoding = ledger.get(f"{entry.prefix}.{move}.recoding").stat
            charts = ledger.get(f"{entry.prefix}.{move}.charts").stat
            words[move] = f"{recoding}, {charts} {'chart' if charts == 1 else 'charts'}"
    return words


def sort_moves(series: Series, moves: Sequence[str] | dict[str, str]) -> list[str]:
    """Return the recodings by their P in a series, ascending; those without one at the end."""
    known = {move: series.ends.get(move) for move in moves}
    return sorted(known, key=lambda move: (known[move] is None, known[move] or 0.0, move))


def _wrap_recoding(words: str) -> str:
    """Return a recoding on lines of its own for what changes, and for the charts it changes in."""
    change, opening, charts = words.partition(" (")
    parts = [change, f"({charts}"] if opening else [change]
    return "\n".join(wrap_words(part, LABELS - 2) for part in parts)


def _list_moves(prefix: str, ledger: Ledger) -> list[str]:
    """Return the names of the recodings whose records begin with `prefix`."""
    found = [record for record in ledger.select(prefix) if record.stat_name == "recoding"]
    return [record.key.removeprefix(f"{prefix}.").removesuffix(".recoding") for record in found]


def _to_number(record: Record) -> float | None:
    return float(record.stat) if isinstance(record.stat, int | float) else None


def _show_p(record: Record) -> str:
    """Return P as text with its mark; a dash where there is none."""
    number = _to_number(record)
    return "\N{EN DASH}" if number is None else format_number(number, "p") + show_sign(record)


def _prepare_axis(axes: Axes, limits: tuple[float, float], body: float, series: Series) -> None:
    """Set up the logarithmic axis of P with the lines of significance and of P as coded."""
    axes.set_xscale("log")
    axes.set_xlim(*limits)
    axes.set_ylim(body, 0)
    ticks = (limits[0], series.alpha)
    axes.set_xticks(ticks, [f"{tick:g}".removeprefix("0") for tick in ticks])
    axes.set_xticks([tick for tick in (0.01, 0.1) if tick < limits[1]], minor=True)
    axes.set_xticklabels([], minor=True)
    axes.set_yticks([])
    clear_frame(axes, "bottom")
    axes.tick_params(axis="x", which="both", length=3, color=MUTED)
    axes.set_xlabel("P", fontsize=SIZE, color=INK, labelpad=2, fontstyle="italic")
    axes.plot([series.alpha] * 2, [0, body], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    if series.start is not None:
        axes.plot([series.start] * 2, [0, body], color=MUTED, linewidth=1)


def _draw_move(
    axes: Axes, series: Series, end: float | None, y: float, limits: tuple[float, float]
) -> None:
    """Draw the way from P as coded to P after a recoding; filled where it is significant."""
    if end is None or series.start is None:
        return
    start, place = (min(max(p, limits[0]), limits[1]) for p in (series.start, end))
    axes.plot([start, place], [y, y], color=INK, linewidth=1.1, solid_capstyle="butt")
    axes.plot(
        [place],
        [y],
        marker="o",
        markersize=MARKER,
        markerfacecolor=ACCENT if end < series.alpha else "none",
        markeredgecolor=ACCENT if end < series.alpha else INK,
        markeredgewidth=1.2,
        clip_on=False,
    )

"""Share without an event as time goes by: a step for each event, a line for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page, add_panel, clear_frame
from qi_stats.figures.style import ACCENT, INK, LINE, SIZE, WIDTH, show_value, write
from qi_stats.rounding import format_p_equals

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qi_stats.codebook import Codebook
    from qi_stats.displays.series import SurvivalFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

HEIGHT, LEFT, FOOT, TOP, EDGE = 190.0, 42.0, 34.0, 6.0, 8.0
CURVE = "kaplan_meier"
LOOKS = ((ACCENT, "-"), (INK, (0, (4, 2))), (ACCENT, (0, (1, 1))), (INK, "-"))
"""Lines are told apart by their dashes, not by color alone."""


def draw_survival(shell: SurvivalFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the curves as a figure, with the numbers at risk below its axis."""
    curves = _find_curves(shell, ledger)
    named = len(curves) > 1
    foot = FOOT + LINE * (1 + len(curves) * (2 if named else 1))
    figure = make_figure(WIDTH, HEIGHT + foot - FOOT)
    axes = add_panel(figure, LEFT, TOP, WIDTH - LEFT - EDGE, HEIGHT - TOP - FOOT)
    for (prefix, first), (color, dashes) in zip(curves.items(), LOOKS * len(curves), strict=False):
        points = _list_points(ledger, prefix)
        times = [0.0, *points]
        shares = [1.0, *(float(record.stat or 0) for record in points.values())]
        label = _name_group(first, codebook)
        axes.step(times, shares, where="post", color=color, linestyle=dashes, label=label)
    axes.set_ylim(0, 1.02)
    axes.set_xlim(left=0)
    axes.set_yticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    axes.set_xlabel(shell.axis, fontsize=SIZE, color=INK, labelpad=2, loc="left")
    axes.set_ylabel(shell.measure, fontsize=SIZE, color=INK)
    if named:
        axes.legend(fontsize=SIZE, frameon=False)
    clear_frame(axes, "left", "bottom")
    _write_at_risk(
        axes,
        add_page(figure),
        ledger,
        {prefix: _name_group(first, codebook) for prefix, first in curves.items()},
    )
    return figure


def _write_at_risk(axes: Axes, page: Axes, ledger: Ledger, names: dict[str, str]) -> None:
    """Write below each number of the axis how many are still followed, group by group."""
    low, high = axes.get_xlim()
    ticks = [float(tick) for tick in axes.get_xticks() if low <= tick <= high]
    unit = (WIDTH - LEFT - EDGE) / (high - low)
    y = HEIGHT + LINE / 2
    write(page, 0, y, "At risk", bold=True)
    for prefix, name in names.items():
        if name:
            y += LINE
            write(page, 0, y, name)
        y += LINE
        for tick, number in zip(ticks, count_at_risk(ledger, prefix, ticks), strict=True):
            write(page, LEFT + (tick - low) * unit, y, str(number), ha="center")


def count_at_risk(ledger: Ledger, prefix: str, times: list[float]) -> list[int]:
    """Return how many are followed so long or longer, as the next time's record says."""
    points = _list_points(ledger, prefix)
    found = []
    for time in times:
        later = [key for key in points if key >= time]
        key = points[later[0]].key.removesuffix("survival") if later else ""
        found.append(int(float(ledger.get(f"{key}at_risk").stat or 0)) if later else 0)
    return found


def describe_survival(shell: SurvivalFigure, ledger: Ledger, codebook: Codebook) -> str:
    """Return each curve's numbers, and what compares them."""
    sentences = []
    for prefix, first in _find_curves(shell, ledger).items():
        n, events, median = (ledger.get(f"{prefix}.{one}") for one in ("n", "events", "median"))
        found = "not reached" if median.stat is None else show_value(median)
        words = _name_group(first, codebook) or "All"
        sentences.append(
            f"{words}: {show_value(events)} events among {show_value(n)} followed, "
            f"median time {found}."
        )
    key = f"{shell.analysis}.log_rank.p"
    if key in ledger:
        p = ledger.get(key).stat
        sentences.append(f"Log-rank test: P {format_p_equals(None if isinstance(p, str) else p)}.")
    return " ".join(sentences)


def _find_curves(shell: SurvivalFigure, ledger: Ledger) -> dict[str, Record]:
    """Return the first record of each curve by the beginning of its keys."""
    found = {
        record.key.removesuffix(".n"): record
        for record in ledger.select(shell.analysis)
        if record.key.endswith(f".{CURVE}.n")
    }
    if not found:
        where, expected = (
            f"ledger ({shell.analysis})",
            f"records such as {shell.analysis}.{CURVE}.n",
        )
        raise InputError(where, "no curve", expected, "run the analysis again")
    return {prefix: ledger.get(record.key) for prefix, record in found.items()}


def _list_points(ledger: Ledger, prefix: str) -> dict[float, Record]:
    """Return the share at each time of an event or a censoring, in the order of time."""
    found = {
        float(record.key.removeprefix(f"{prefix}.").removesuffix(".survival")): record
        for record in ledger.select(prefix)
        if record.stat_name == "survival"
    }
    return {time: ledger.get(found[time].key) for time in sorted(found)}


def _name_group(record: Record, codebook: Codebook) -> str:
    if record.group is None or record.group_level is None:
        return ""
    variable = codebook.variables(record.inputs.table)[record.group]
    return f"{variable.short}: {variable.level(record.group_level).label}"

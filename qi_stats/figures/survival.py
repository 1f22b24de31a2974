"""Share without an event as time goes by: a step for each event, a line for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_panel, clear_frame
from qi_stats.figures.style import ACCENT, INK, SIZE, WIDTH, show_value
from qi_stats.rounding import format_p_equals

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook
    from qi_stats.displays.series import SurvivalFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

HEIGHT, LEFT, FOOT, TOP = 190.0, 42.0, 34.0, 6.0
CURVE = "kaplan_meier"
LOOKS = ((ACCENT, "-"), (INK, (0, (4, 2))), (ACCENT, (0, (1, 1))), (INK, "-"))
"""Lines are told apart by their dashes, not by color alone."""


def draw_survival(shell: SurvivalFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the curves as a figure."""
    figure = make_figure(WIDTH, HEIGHT)
    axes = add_panel(figure, LEFT, TOP, WIDTH - LEFT, HEIGHT - TOP - FOOT)
    curves = _find_curves(shell, ledger)
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
    if len(curves) > 1:
        axes.legend(fontsize=SIZE, frameon=False)
    clear_frame(axes, "left", "bottom")
    return figure


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

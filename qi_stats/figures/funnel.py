"""Funnel plots: each unit by its size, with the limits that narrow about the center line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.figures.canvas import make_figure
from qi_stats.figures.panels import add_page, add_panel, clear_frame, draw_marker
from qi_stats.figures.style import BROKEN, HAIR, INK, LINE, MUTED, SIZE, WIDTH, show_value, write

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook
    from qi_stats.displays.series import FunnelFigure
    from qi_stats.figures.canvas import ReportFigure
    from qi_stats.ledger import Ledger, Record

HEIGHT, LEFT, FOOT, TOP, RIGHT = 190.0, 42.0, 46.0, 6.0, 30.0
LEGEND = "Lines: all units together; 95% limits (broken) and 99.8% limits"
LIMITS = {"inner_low": BROKEN, "inner_high": BROKEN, "low": "-", "high": "-"}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: its label, and its records by the name of the statistic."""

    label: str
    records: dict[str, Record]

    def read(self, name: str) -> float:
        """Return one of its numbers."""
        return float(self.records[name].stat or 0)

    @property
    def signal(self) -> str:
        """Where it lies: above or below the outer limits, or none."""
        return str(self.records["signal"].stat)


def draw_funnel(shell: FunnelFigure, ledger: Ledger, codebook: Codebook) -> ReportFigure:
    """Return the plot as a figure."""
    units = list_units(shell.analysis, ledger, codebook)
    figure = make_figure(WIDTH, HEIGHT)
    axes = add_panel(figure, LEFT, TOP, WIDTH - LEFT - RIGHT, HEIGHT - TOP - FOOT)
    sizes = [unit.read("size") for unit in units]
    for name, dashes in LIMITS.items():
        values = [unit.read(name) for unit in units]
        axes.plot(sizes, values, color=INK, linewidth=HAIR, linestyle=dashes)
    center = ledger.get(f"{shell.analysis}.funnel.center")
    axes.axhline(float(center.stat or 0), color=MUTED, linewidth=HAIR)
    axes.set_xlim(left=0)
    axes.set_ylim(bottom=0)
    for unit in units:
        outside = unit.signal != "none"
        place = unit.read("size"), unit.read("value")
        draw_marker(axes, *place, "D" if outside else "o", filled=outside)
        if outside:
            write(axes, *place, unit.label, shift=(6, 0))
    if center.fmt.startswith("percent"):
        axes.yaxis.set_major_formatter(lambda value, _: f"{100 * value:g}%")
    axes.set_xlabel(shell.axis, fontsize=SIZE, color=INK, labelpad=2, loc="left")
    axes.set_ylabel(shell.measure, fontsize=SIZE, color=INK)
    clear_frame(axes, "left", "bottom")
    write(add_page(figure), LEFT, HEIGHT - LINE, LEGEND)
    return figure


def describe_funnel(shell: FunnelFigure, ledger: Ledger, codebook: Codebook) -> str:
    """Return the center, and which units lie outside the limits."""
    units = list_units(shell.analysis, ledger, codebook)
    center = show_value(ledger.get(f"{shell.analysis}.funnel.center"))
    outside = [unit for unit in units if unit.signal != "none"]
    inner = show_value(ledger.get(f"{shell.analysis}.funnel.beyond_inner"))
    alarm = show_value(ledger.get(f"{shell.analysis}.funnel.false_alarm"))
    listed = "; ".join(
        f"{one.label} {one.signal} ({show_value(one.records['value'])})" for one in outside
    )
    return (
        f"All {len(units)} units together: {center}. Beyond the 99.8% limits: {listed or 'none'}. "
        f"Beyond the 95% limits: {inner}. Where all units are alike, {alarm} of such plots have "
        "one beyond the 99.8% limits."
    )


def list_units(analysis: str, ledger: Ledger, codebook: Codebook) -> list[Unit]:
    """Return the units, the smallest first.

    Raises
    ------
    InputError
        If the ledger has none: the analysis has not been run, or all units are alike.
    """
    prefix = f"{analysis}.funnel"
    found = [r for r in ledger.select(prefix) if r.stat_name == "value"]
    if not found:
        where, expected = f"ledger ({analysis})", f"records such as {prefix}.UNIT.value"
        raise InputError(where, "no unit with limits", expected, "run the analysis again")
    names = ("size", "value", "inner_low", "inner_high", "low", "high", "signal")
    units = []
    for record in found:
        at = record.key.removesuffix(".value")
        records = {name: ledger.get(f"{at}.{name}") for name in names}
        units.append(Unit(_name_unit(record, codebook), records))
    return sorted(units, key=lambda unit: unit.read("size"))


def _name_unit(record: Record, codebook: Codebook) -> str:
    level = record.group_level or ""
    variable = codebook.variables(record.inputs.table)[record.group or ""]
    return variable.level(level).label if variable.levels else f"{variable.short} {level}"

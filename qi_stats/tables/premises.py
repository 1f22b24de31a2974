"""What identified results rest on: readings and rules, and what would be open without each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.ledger import AUDITED
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import show_stat, to_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.reproduction.audit_file import PremiseEntry
    from qi_stats.codebook import Codebook
    from qi_stats.tables.draw import Sources

GROUPS = {"reading": "Readings of the paper", "rule": "Rules of the codebook"}
_COLUMNS = (
    Column(to_html("What would be open without it")),
    Column(to_html("Results"), "right"),
)


def lay_out_premises(name: str, premises: Sequence[PremiseEntry], sources: Sources) -> Grid:
    """Return the grid of all premises, a group for the readings and one for the rules."""
    rows = tuple(
        Row(
            to_html(one.says),
            (
                to_html("; ".join(_name_start(start, sources) for start in one.loosens)),
                show_stat(sources.ledger.get(f"{AUDITED}.premises.{one.name}.n")),
            ),
            group=GROUPS[one.kind],
        )
        for one in premises
    )
    return Grid(name, to_html("Reading or rule"), _COLUMNS, rows, widths=(46, 42, 12))


def _name_start(start: str, sources: Sources) -> str:
    """Return what the records with this beginning are about: a variable, or an analysis."""
    analysis, _, variable = start.removesuffix(".").partition(".")
    title = sources.displays.titles.get(analysis, analysis)
    return _name_variable(variable, sources.codebook) if variable else title


def _name_variable(name: str, codebook: Codebook) -> str:
    found = [one.variables[name] for one in codebook.tables.values() if name in one.variables]
    return found[0].short if found else name

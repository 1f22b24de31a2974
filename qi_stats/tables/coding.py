"""Coding tables: the levels of variables with the codes that the files hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import to_html

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook, Variable
    from qi_stats.displays.tables import CodingTable


def lay_out_coding(name: str, shell: CodingTable, codebook: Codebook) -> Grid:
    """Return the grid of a coding table: a group for each variable, a line for each level."""
    variables = [codebook.variable(*entry.split(".", 1)) for entry in shell.variables]
    notes = [f"{one.label}: {one.note}" for one in variables if one.note]
    return Grid(
        name,
        to_html("Code"),
        (Column(to_html("Meaning")),),
        tuple(row for variable in variables for row in _list_levels(variable)),
        tuple(to_html(note) for note in (*notes, *shell.notes)),
    )


def _list_levels(variable: Variable) -> list[Row]:
    """Return a line for each level of `variable`."""
    return [
        Row(to_html(str(level.code)), (to_html(level.label),), group=variable.label)
        for level in variable.levels
    ]

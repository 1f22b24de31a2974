"""One function for each table that a chapter can ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.errors import InputError, quote, suggest
from qi_stats.tables.grid import DrawnTable, draw_grid

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook
    from qi_stats.displays import Displays
    from qi_stats.ledger import Ledger


def draw_table(name: str, displays: Displays, ledger: Ledger, codebook: Codebook) -> DrawnTable:
    """Return the table that the plan's file lays out under `name`.

    Raises
    ------
    InputError
        If no table has this name, or a record, variable or level that it names is not there.
    """
    from qi_stats.displays.tables import CodingTable, SummaryTable
    from qi_stats.tables.coding import lay_out_coding
    from qi_stats.tables.inference import lay_out_inference
    from qi_stats.tables.summary import lay_out_summary

    if name not in displays.tables:
        expected = f"one of the tables of the plan: {', '.join(displays.tables)}"
        do = suggest(name, displays.tables, "choose one of these, or add it to “tables”")
        raise InputError("data/plan.yaml (tables)", quote(name), expected, do)
    shell = displays.tables[name]
    if isinstance(shell, SummaryTable):
        return draw_grid(lay_out_summary(name, shell, ledger, codebook))
    if isinstance(shell, CodingTable):
        return draw_grid(lay_out_coding(name, shell, codebook))
    titles = {key: outline.title for key, outline in displays.analyses.items()}
    return draw_grid(lay_out_inference(name, shell, ledger, titles))


def draw_dictionary(table: str, codebook: Codebook) -> DrawnTable:
    """Return the variables of one table of the data, as the codebook describes them."""
    from qi_stats.tables.dictionary import lay_out_dictionary

    return draw_grid(lay_out_dictionary(table, codebook))


def draw_rules(codebook: Codebook) -> DrawnTable:
    """Return the rules that hold within and between the tables of the data."""
    from qi_stats.tables.dictionary import lay_out_rules

    return draw_grid(lay_out_rules(codebook))


def draw_outline(displays: Displays, ledger: Ledger, codebook: Codebook) -> DrawnTable:
    """Return the plan: what each analysis asks, of which rows and variables, by which methods."""
    from qi_stats.tables.outline import lay_out_outline

    return draw_grid(lay_out_outline(displays, ledger, codebook))

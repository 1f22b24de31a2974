"""Tables, drawn from records of the ledger and labels of the codebook; nothing is computed here.

Each kind of table is laid out as a grid of cells by a module of its own, and `grid` draws them all.
"""

from qi_stats.tables.draw import (
    Sources,
    draw_agreement,
    draw_claims,
    draw_dictionary,
    draw_methods,
    draw_outline,
    draw_rules,
    draw_table,
)
from qi_stats.tables.grid import DrawnTable
from qi_stats.tables.numbers import list_numbers

__all__ = [
    "DrawnTable",
    "Sources",
    "draw_agreement",
    "draw_claims",
    "draw_dictionary",
    "draw_methods",
    "draw_outline",
    "draw_rules",
    "draw_table",
    "list_numbers",
]

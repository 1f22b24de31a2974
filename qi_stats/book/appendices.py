"""Appendices that are generated as a whole: the codebook, the plan, every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.book.project import (
    has_claims,
    read_agreement,
    read_codebook,
    read_displays,
    read_methods,
    read_results,
    read_verdicts,
)
from qi_stats.book.sections import Section, Sections

if TYPE_CHECKING:
    from qi_stats.book.register import LedgerSummary, Register
    from qi_stats.tables import DrawnTable

RULES = "Rules that hold within and between the tables"


def codebook(table: str | None = None) -> DrawnTable | Sections:
    """Return the variables of one table of the data, or all tables and rules under headings.

    Raises
    ------
    InputError
        If the codebook has no such table.
    """
    from qi_stats.tables import draw_dictionary

    book = read_codebook()
    if table is not None:
        return draw_dictionary(table, book)
    parts = [Section(one.label, draw_dictionary(name, book)) for name, one in book.tables.items()]
    return Sections((*parts, Section(RULES, rules())) if book.rules else tuple(parts))


def rules() -> DrawnTable:
    """Return the rules that hold within and between the tables of the data."""
    from qi_stats.tables import draw_rules

    return draw_rules(read_codebook())


def plan() -> DrawnTable:
    """Return the plan: what each analysis asks, of which rows and variables, by which methods."""
    from qi_stats.tables import draw_outline

    return draw_outline(read_displays(), read_results(), read_codebook())


def methods() -> DrawnTable:
    """Return every method with its function, its source, and what it was checked against."""
    from qi_stats.tables import draw_methods

    return draw_methods(read_methods(), read_agreement())


def agreement() -> DrawnTable:
    """Return how far each statistic is from that of R."""
    from qi_stats.tables import draw_agreement

    return draw_agreement(read_agreement())


def reproduction() -> DrawnTable:
    """Return every published claim beside the recomputed value, with its verdict."""
    from qi_stats.tables import draw_claims

    return draw_claims(read_verdicts(), read_results())


def ledger() -> LedgerSummary:
    """Return how many records the ledger has, with the whole of it as CSV and JSON beside it."""
    from qi_stats.book.register import LedgerSummary

    return LedgerSummary(read_results())


def results() -> Register:
    """Return the register of all results: every record, with what a reader needs to check it."""
    from qi_stats.book.register import make_register

    verdicts = read_verdicts() if has_claims() else ()
    return make_register(read_results(), read_codebook(), read_displays(), verdicts)

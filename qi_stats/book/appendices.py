"""Appendices that are generated as a whole: the codebook, the plan, every claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.paths import find_root
from qi_stats.book.project import (
    AUDIT,
    CLAIMS,
    CODEBOOK,
    LEDGER,
    PLAN,
    read_agreement,
    read_codebook,
    read_displays,
    read_guideline,
    read_listings,
    read_methods,
    read_results,
    read_verdicts,
)
from qi_stats.book.sections import Section, Sections
from qi_stats.book.target import is_for_print

if TYPE_CHECKING:
    from qi_stats.book.download_list import Downloads
    from qi_stats.book.guideline_items import Guideline
    from qi_stats.book.register import LedgerSummary, Register
    from qi_stats.tables import DrawnTable

ABOUT = {
    CODEBOOK: "the data dictionary",
    PLAN: "the analyses, tables and figures",
    CLAIMS: "every published number, as printed",
    LEDGER: "every result",
    AUDIT: "what the published numbers prove",
}
"""Files of a project beside its rows, and what they hold."""
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


def methods(*, used: bool = False) -> DrawnTable:
    """Return every method with its function, its source, and what it was checked against.

    Parameters
    ----------
    used
        Only the methods that computed a result of this project.
    """
    from qi_stats.tables import draw_methods

    called = {one.method.function for one in read_results()}
    listed = [one for one in read_methods() if not used or one["function"] in called]
    return draw_methods(listed, read_agreement())


def agreement() -> DrawnTable:
    """Return how far each statistic is from that of R."""
    from qi_stats.tables import draw_agreement

    return draw_agreement(read_agreement())


def downloads(data_license: str = "CC BY 4.0") -> Downloads:
    """Return the project's files that readers may take along, each with its checksum.

    The rows are among them only where they are reconstructed: observed rows are never offered.

    Parameters
    ----------
    data_license
        License of the rows and of the files about them.
    """
    from qi_stats.book.download_list import PUBLISHED, Download, Downloads

    book, root = read_codebook(), find_root()
    rows = [
        Download(f"data/{table.file}", table.rows, data_license)
        for table in book.tables.values()
        if book.provenance in PUBLISHED
    ]
    known = [
        Download(path, words, data_license)
        for path, words in ABOUT.items()
        if (root / path).is_file()
    ]
    return Downloads(root, (*rows, *known))


def guideline(name: str) -> Guideline:
    """Return where the report answers each item of a reporting guideline.

    Parameters
    ----------
    name
        Its file in the project, such as `data/squire.yaml`.

    Raises
    ------
    InputError
        If the file is unusable.
    """
    from qi_stats.book.guideline_items import Guideline

    return Guideline(read_guideline(name))


def reproduction(*, differing: bool = False) -> DrawnTable:
    """Return every published claim beside the recomputed value, those to look at first on top.

    Parameters
    ----------
    differing
        Only the claims to look at first.
    """
    from qi_stats.tables import draw_claims
    from qi_stats.tables.reproduction import LOOK_FIRST

    verdicts = read_verdicts()
    if differing:
        verdicts = tuple(one for one in verdicts if one.outcome in LOOK_FIRST)
    return draw_claims(verdicts, read_results())


def ledger(chapter: str | None = None) -> LedgerSummary:
    """Return how many records there are, with all of them as CSV and JSON beside it.

    With the name of a chapter, those that it lists.
    """
    from qi_stats.book.listings import find_listing
    from qi_stats.book.register import LedgerSummary, select_records

    if chapter is None:
        return LedgerSummary(read_results())
    return LedgerSummary(select_records(read_results(), find_listing(chapter, read_listings())))


def results(chapter: str | None = None) -> Register | None:
    """Return the register of results: each record with what a reader needs to check it.

    It is for the site alone: where Quarto runs the chapter for print, there is none.

    Parameters
    ----------
    chapter
        The chapter that calls, where `_quarto.yml` shares the records out among several.

    Raises
    ------
    InputError
        If `_quarto.yml` leaves an analysis out, names one twice, or does not name the chapter.
    """
    if is_for_print():
        return None
    from qi_stats.book.listings import find_listing
    from qi_stats.book.register import Place, make_register
    from qi_stats.book.vocabulary import read_vocabulary

    listings = read_listings()
    chosen = find_listing(chapter, listings)
    others = tuple(one for one in listings if one is not chosen)
    return make_register(read_results(), read_vocabulary(), Place(chosen, others))

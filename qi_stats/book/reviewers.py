"""The section on a second reviewer: nothing until the plan compares reviewers, then all of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.book.project import (
    read_codebook,
    read_displays,
    read_findings,
    read_premises,
    read_results,
    read_verdicts,
)
from qi_stats.book.sections import Section, Sections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Ledger
    from qi_stats.plan_file.document import PlanDocument

PARTS = {
    "agreement": "how far two reviewers agree",
    "disagreements": "rows that they coded differently",
    "conclusions": "what depends on who coded",
}
"""What a table about reviewers can show, and the words of its heading."""


def reviewers() -> Sections | None:
    """Return tables on every comparison of reviewers in the plan; None where there is none.

    So a chapter can ask for them before anything was coded twice, and shows nothing.
    """
    from qi_stats.displays.tables import ReviewersTable
    from qi_stats.tables import Sources, draw_table

    displays, ledger = read_displays(), read_results()
    titles = displays.titles
    shells = {
        f"{analysis}-{show}".replace("_", "-"): ReviewersTable.model_validate(
            {"kind": "reviewers", "title": titles[analysis], "analysis": analysis, "show": show}
        )
        for analysis, show in _list_parts(displays, ledger)
    }
    if not shells:
        return None
    laid_out = displays.model_copy(update={"tables": shells})
    sources = Sources(
        laid_out, ledger, read_codebook(), read_verdicts, read_findings, read_premises
    )
    return Sections(
        tuple(
            Section(f"{shell.title}: {PARTS[shell.show]}", draw_table(name, sources))
            for name, shell in shells.items()
        )
    )


def _list_parts(displays: PlanDocument, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Yield the analyses with what can be shown of each: the plan need not have been re-run."""
    for analysis in displays.agreements:
        for show in PARTS:
            if show != "conclusions" or ledger.select(f"{analysis}.conclusions"):
                yield analysis, show

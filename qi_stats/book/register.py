"""The ledger as a chapter shows it: files to take along, the register of its rows, and cards."""

from __future__ import annotations

import json
import posixpath
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from qi_stats.book.inline import escape_markdown
from qi_stats.book.sections import LEVEL, fence_html
from qi_stats.ledger import AUDITED, Ledger, ledger_to_csv, render_ledger
from qi_stats.tables.naming import name_record
from qi_stats.tables.register import lay_out_register
from qi_stats.tables.wording import list_facts

if TYPE_CHECKING:
    from qi_stats.book.listings import Listing
    from qi_stats.tables.naming import Vocabulary
    from qi_stats.tables.register import RegisterPart

CARDS = "application/vnd.press.cards+json"
FILTER = '<div data-filter="Find a result">{}</div>'
ELSEWHERE = "<p>Further lists: {}.</p>"


@dataclass(frozen=True, slots=True)
class Place:
    """Which records a register lists, and where the others are."""

    listing: Listing
    others: tuple[Listing, ...]

    def link_others(self) -> str:
        """Return links to the pages of the other lists as HTML; "" if there are none."""
        links = "; ".join(map(self._link, self.others))
        return ELSEWHERE.format(links) if links else ""

    def _link(self, other: Listing) -> str:
        page = f"{other.chapter.removesuffix('.qmd')}.html"
        way = posixpath.relpath(page, posixpath.dirname(self.listing.chapter))
        return f'<a href="{escape(quote(way))}">{escape(other.holds)}</a>'


def select_records(ledger: Ledger, listing: Listing) -> Ledger:
    """Return the records of the analyses that a listing names."""
    return Ledger(record for record in ledger if record.analysis in listing.analyses)


@dataclass(frozen=True, slots=True, repr=False)
class LedgerSummary:
    """How many records the ledger has, with the whole of it to take along."""

    ledger: Ledger

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Return the sentence that is shown, and the ledger as CSV and JSON."""
        del include, exclude
        return {
            "text/markdown": self.describe(),
            "text/csv": ledger_to_csv(self.ledger),
            "application/json": json.loads(render_ledger(self.ledger)),
        }

    def describe(self) -> str:
        """Return how many records there are, those of the analyses and of the audit apart."""
        analyses = [record for record in self.ledger if record.analysis != AUDITED]
        audited = len(self.ledger) - len(analyses)
        words = f"{_count(len(analyses), 'result')} of the analyses"
        if not audited:
            return f"{words}."
        if not analyses:
            return f"{_count(audited, 'record')} of the audit of the publication."
        return (
            f"{len(self.ledger)} records: {words}, and {audited} of the audit of the publication."
        )


def _count(number: int, word: str) -> str:
    """Return a number with what it counts: "1 record", "2 records"."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


@dataclass(frozen=True, slots=True, repr=False)
class Register:
    """The register: its parts, the ledger that it shows, and the words for the records."""

    parts: tuple[RegisterPart, ...]
    ledger: Ledger
    vocabulary: Vocabulary
    place: Place

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """Return what is shown, and beside it a card for each record."""
        del include, exclude
        return {"text/markdown": self.to_markdown(), CARDS: self.make_cards()}

    def to_markdown(self) -> str:
        """Return a heading for each analysis as Markdown, and the tables as raw HTML."""
        sections = (
            f"{LEVEL} {escape_markdown(part.title)} {{#results-{part.analysis}}}\n\n"
            f"{fence_html(part.source)}\n\n{fence_html(part.table)}"
            for part in self.parts
        )
        return "\n\n".join([fence_html(FILTER.format(self.place.link_others())), *sections])

    def make_cards(self) -> dict[str, dict[str, Any]]:
        """Return for each key what a reader of the number is told, and its analysis."""
        return {
            record.key: {
                "title": name_record(record, self.vocabulary),
                "group": self.vocabulary.titles.get(record.analysis, record.analysis),
                "facts": [list(fact) for fact in list_facts(record, self.vocabulary)],
            }
            for record in self.ledger
        }


def make_register(ledger: Ledger, vocabulary: Vocabulary, place: Place) -> Register:
    """Return the register at `place`, in the words of `vocabulary`."""
    listed = select_records(ledger, place.listing)
    return Register(lay_out_register(listed, vocabulary), listed, vocabulary, place)

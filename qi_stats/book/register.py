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
from qi_stats.ledger import Ledger, ledger_to_csv, render_ledger
from qi_stats.tables.register import lay_out_register
from qi_stats.tables.wording import Vocabulary, list_facts, name_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.verdicts import Verdict
    from qi_stats.book.listings import Listing
    from qi_stats.codebook import Codebook
    from qi_stats.displays import Displays
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
        number = len({record.analysis for record in self.ledger})
        analyses = "1 analysis" if number == 1 else f"{number} analyses"
        return {
            "text/markdown": f"{len(self.ledger)} records of {analyses}.",
            "text/csv": ledger_to_csv(self.ledger),
            "application/json": json.loads(render_ledger(self.ledger)),
        }


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
        """Return for each key what a reader of the number is told: title and facts."""
        return {
            record.key: {
                "title": name_record(record, self.vocabulary.codebook),
                "facts": [list(fact) for fact in list_facts(record, self.vocabulary)],
            }
            for record in self.ledger
        }


def make_register(
    ledger: Ledger,
    codebook: Codebook,
    displays: Displays,
    verdicts: Sequence[Verdict],
    place: Place,
) -> Register:
    """Return the register at `place`, with the published counterparts that `verdicts` judge."""
    by_key: dict[str, tuple[Verdict, ...]] = {}
    for verdict in verdicts:
        if verdict.claim.key is not None:
            by_key[verdict.claim.key] = (*by_key.get(verdict.claim.key, ()), verdict)
    vocabulary = Vocabulary(codebook, displays.titles, by_key)
    listed = select_records(ledger, place.listing)
    return Register(lay_out_register(listed, vocabulary), listed, vocabulary, place)

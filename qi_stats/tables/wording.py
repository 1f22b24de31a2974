"""A record in words: how it was computed, and what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.cohort import describe_cohort, parse_cohort
from qi_stats.displays.marks import MARKS
from qi_stats.rounding import SIGNIFICANT_DIGITS, format_range
from qi_stats.tables.markup import format_stat
from qi_stats.tables.naming import Vocabulary, name_method, name_record, says_itself

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Record

__all__ = ["Vocabulary", "list_facts", "name_record"]

STATES = {
    "observed": "computed from observed data",
    "assumed": "computed from values that the plan chose, not from data",
    "published": "the publication prints it",
    "identified": "the published numbers leave no other value",
    **{mark.state: mark.meaning for mark in MARKS},
}
DIGITS = f"To {SIGNIFICANT_DIGITS} digits"
DERIVED = "it follows from the publication, the codebook, and the plan alone"
CONTRARY = (
    "the other published numbers leave no other value, though the publication prints it otherwise"
)


def list_facts(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield everything that a reader may ask about a record, each with its name.

    What most readers ask comes first: the value, what is known of it, its published counterpart.
    What is needed to compute it again comes last.
    """
    yield "Value", format_stat(record)
    yield "Known", describe_state(record, find_verdicts(record, vocabulary))
    if record.key in vocabulary.history:
        yield "By version", vocabulary.history[record.key]
    if record.range is not None:
        yield "Possible values", format_range(*record.range, record.fmt)
    for words in describe_claims(record, vocabulary):
        yield "Published", words
    if record.n is not None:
        yield "n", str(record.n)
    for warning in record.warnings:
        yield "Warning", warning
    yield DIGITS, format_full(record)
    yield "Analysis", vocabulary.titles.get(record.analysis, record.analysis)
    method = name_method(record, vocabulary)
    if method:
        yield "Method", method
    if record.definition:
        yield "Definition", record.definition
    yield "Rows", describe_rows(record, vocabulary.codebook)
    yield "Call", describe_call(record)
    for table, digest in record.inputs.sha256.items():
        yield "Data", f"{table}, SHA-256 {digest[:12]}…"


def format_full(record: Record) -> str:
    """Return the value with all the digits that the ledger keeps."""
    if record.stat is None:
        return "none"
    return (
        f"{record.stat:.{SIGNIFICANT_DIGITS}g}"
        if isinstance(record.stat, float)
        else str(record.stat)
    )


def describe_call(record: Record) -> str:
    """Return the call that computed the record, with its arguments."""
    given = (f"{name}={_write(value)}" for name, value in record.method.arguments.items())
    return f"{record.method.function}({', '.join(given)})"


def _write(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list | tuple) else str(value)


def describe_rows(record: Record, codebook: Codebook) -> str:
    """Return which rows entered the analysis, in words."""
    if record.inputs.table not in codebook.tables:
        return "no rows of its own"
    where = f"{record.key} › where"
    cohort = parse_cohort(record.inputs.where, codebook, record.inputs.table, where)
    return describe_cohort(cohort, codebook)


def describe_state(record: Record, verdicts: Sequence[Verdict] = ()) -> str:
    """Return how much is known about the value, in a word and what it means."""
    words = STATES[record.identified]
    if record.identified == "identified":
        if says_itself(record):
            words = DERIVED
        elif any(verdict.outcome != "reproduced" for verdict in verdicts):
            words = CONTRARY
    return f"{record.identified}: {words}"


def describe_range(record: Record) -> str:
    """Return the range of possible values in brackets; "" where there is none."""
    return f" ({format_range(*record.range, record.fmt)})" if record.range else ""


def find_verdicts(record: Record, vocabulary: Vocabulary) -> tuple[Verdict, ...]:
    """Return the verdicts on what the publication prints of the record, or of what it repeats."""
    found = vocabulary.verdicts.get(record.key, ())
    return found or vocabulary.verdicts.get(record.claim or "", ())


def describe_claims(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield each published counterpart with its place and verdict."""
    for verdict in find_verdicts(record, vocabulary):
        claim = verdict.claim
        yield f"{claim.text} (paper, {claim.place}): {OUTCOMES[verdict.outcome].lower()}"

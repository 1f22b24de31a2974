"""A record in words: what it is about, how it was computed, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.verdicts import OUTCOMES
from qi_stats.cohort import describe_cohort, parse_cohort
from qi_stats.displays.marks import MARKS
from qi_stats.rounding import format_number
from qi_stats.tables.markup import format_stat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.audit.verdicts import Verdict
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Record

CONTRAST = " − "
STATES = {
    "observed": "computed from observed data",
    "assumed": "computed from values that the plan chose, not from data",
    "published": "the publication prints it",
    "identified": "the published numbers leave no other value",
    **{mark.state: mark.meaning for mark in MARKS},
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Where the words for records are: labels, titles of analyses by id, verdicts by key."""

    codebook: Codebook
    titles: Mapping[str, str]
    verdicts: Mapping[str, tuple[Verdict, ...]]


def list_facts(record: Record, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield everything that a reader may ask about a record, each with its name."""
    yield "Value", format_stat(record)
    yield "Full precision", format_full(record)
    if record.n is not None:
        yield "n", str(record.n)
    yield "Known", f"{record.identified}: {STATES[record.identified]}"
    if record.range is not None:
        yield "Possible values", format_range(*record.range, record.fmt)
    for words in describe_claims(record, vocabulary):
        yield "Published", words
    for warning in record.warnings:
        yield "Warning", warning
    yield "Analysis", vocabulary.titles.get(record.analysis, record.analysis)
    if record.definition:
        yield "Definition", record.definition
    yield "Method", describe_call(record)
    yield "Rows", describe_rows(record, vocabulary.codebook)
    for table, digest in record.inputs.sha256.items():
        yield "Data", f"{table}, SHA-256 {digest[:12]}…"


def name_record(record: Record, codebook: Codebook) -> str:
    """Return what the record is, in words: "Ward: North, where Smokes: Yes – Percent"."""
    subject = name_subject(record, codebook)
    return f"{subject} – {record.stat_label}" if subject else record.stat_label


def name_subject(record: Record, codebook: Codebook) -> str:
    """Return what the record is about: a variable with its level, in which group."""
    named = [_name_value(record, record.variable, record.variable_level, codebook)]
    named += list_terms(record)
    return _add_group(", ".join(part for part in named if part), record, codebook)


def name_topic(record: Record, codebook: Codebook) -> str:
    """Return what the record shares with its neighbours: the variable, and in which group."""
    named = _name_value(record, record.variable, None, codebook)
    return _add_group(named, record, codebook)


def _add_group(named: str, record: Record, codebook: Codebook) -> str:
    group = _name_value(record, record.group, record.group_level, codebook)
    return ", where ".join(part for part in (named, group) if part)


def list_terms(record: Record) -> list[str]:
    """Return the words of the key that no field of the record explains, such as "Intercept"."""
    explained = {record.context, record.variable, record.variable_level, record.group_level}
    words = record.key.split(".")[1:-1]
    return [
        word.replace("_", " ").capitalize()
        for word in words
        if word not in explained and not word.startswith(f"{record.variable}_")
    ]


def name_level(record: Record, codebook: Codebook) -> str:
    """Return the label of the level that the record is about; "" if it is about none."""
    if record.variable is None or record.variable_level is None:
        return ""
    return _label_level(record, record.variable, record.variable_level, codebook)


def _name_value(record: Record, name: str | None, level: str | None, codebook: Codebook) -> str:
    if name is None:
        return ""
    variable = codebook.variables(record.inputs.table).get(name)
    words = variable.short if variable else name.replace("_", " ")
    return f"{words}: {_label_level(record, name, level, codebook)}" if level else words


def _label_level(record: Record, name: str, level: str, codebook: Codebook) -> str:
    """Return the label of a level; of a contrast, the labels of both."""
    variable = codebook.variables(record.inputs.table).get(name)
    labels = {one.name: one.label for one in variable.levels} if variable else {}
    return CONTRAST.join(labels.get(part, part) for part in level.split(CONTRAST))


def format_full(record: Record) -> str:
    """Return the value with all the digits that the ledger keeps."""
    if record.stat is None:
        return "none"
    return f"{record.stat:.12g}" if isinstance(record.stat, float) else str(record.stat)


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


def describe_range(record: Record) -> str:
    """Return the range of possible values in brackets; "" where there is none."""
    return "" if record.range is None else f" ({format_range(*record.range, record.fmt)})"


def format_range(low: float, high: float, fmt: str) -> str:
    """Return two bounds as text, by one rounding rule."""
    return f"{format_number(low, fmt)} to {format_number(high, fmt)}"


def describe_claims(record: Record, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield each published counterpart with its place and verdict."""
    for verdict in vocabulary.verdicts.get(record.key, ()):
        yield f"{verdict.claim.text} ({verdict.claim.place}): {OUTCOMES[verdict.outcome].lower()}"

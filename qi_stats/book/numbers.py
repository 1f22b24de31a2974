"""Numbers for the sentences of a chapter, each found in the ledger by its key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, suggest
from qi_stats.book.inline import Inline, add_mark, join_inline, wrap_claim, wrap_markdown, wrap_text
from qi_stats.book.project import LEDGER, find_record, read_claims, read_ledger
from qi_stats.displays.marks import list_marks
from qi_stats.rounding import choose_rule, format_bounds, format_number, format_p_equals

if TYPE_CHECKING:
    from qi_stats.ledger import Record

CONFIDENCE = 0.95
NO_BREAK = "\N{NO-BREAK SPACE}"


def value(key: str, fmt: str | None = None, *, missing: str | None = None) -> Inline:
    """Return the value of a record, rounded by its own rule unless `fmt` is given.

    Parameters
    ----------
    key
        Key of the record.
    fmt
        A rounding rule of `qi_stats.rounding`, such as `decimal1`.
    missing
        Words to show where there is no value.

    Raises
    ------
    InputError
        If there is no such record, or if it has no value and `missing` is not given.
    """
    record = find_record(key)
    if record.stat is None and missing is not None:
        return wrap_text(record, missing)
    return add_mark(wrap_text(record, _format(record, fmt)), record)


def p(key: str) -> Inline:
    """Return a P value as it stands in a sentence: *P* = .03."""
    record = find_record(key)
    text = format_p_equals(_get_number(record))
    joined = text.replace("<", r"\<").replace(" ", NO_BREAK)
    shown = wrap_markdown(record, f"*P*{NO_BREAK}{joined}", f"P {text}")
    return add_mark(shown, record)


def percent(prefix: str) -> Inline:
    """Return a count with its percentage: 23 (95.8%), from `n` and `proportion` at `prefix`."""
    return _join_pair(f"{prefix}.n", f"{prefix}.proportion")


def mean_sd(prefix: str) -> Inline:
    """Return a mean with its standard deviation: 60.6 (7.1), from `mean` and `sd` at `prefix`."""
    return _join_pair(f"{prefix}.mean", f"{prefix}.sd")


def interval(prefix: str, fmt: str | None = None) -> Inline:
    """Return a confidence interval: 95% CI, 0.01-0.83.

    The bounds are the records `<prefix>_low` and `<prefix>_high`, or `low` and `high` at `prefix`;
    they are rounded by their own rule unless `fmt` is given.

    Raises
    ------
    InputError
        If neither pair of records is there, or a bound has no value.
    """
    ledger = read_ledger()
    start = f"{prefix}_" if f"{prefix}_low" in ledger else f"{prefix}."
    low, high = ledger.get(f"{start}low"), ledger.get(f"{start}high")
    first, between, last = format_bounds(_get_number(low), _get_number(high), fmt or low.fmt)
    level = low.method.arguments.get("level", CONFIDENCE)
    words = f"{format_number(level, 'percent0')} CI, "
    ends = wrap_text(low, first), wrap_text(high, last)
    return add_mark(join_inline([words, ends[0], between, ends[1]]), low, high)


def published(claim: str) -> Inline:
    """Return the text that the publication prints for the claim with this id.

    Raises
    ------
    InputError
        If there is no such claim.
    """
    claims = read_claims().by_name
    if claim not in claims:
        raise InputError(
            "data/published.yaml",
            quote(claim),
            f"the id of one of its {len(claims)} claims",
            suggest(claim, claims, "look the id up in the file"),
        )
    return wrap_claim(claim, claims[claim].text)


def marks() -> Inline:
    """Return what the marks beside numbers mean, for those that occur in the ledger."""
    found = list_marks(read_ledger())
    if not found:
        return join_inline(["No number carries a mark."])
    parts = [f"{mark.sign} {mark.meaning}" for mark in found]
    return join_inline(["; ".join(parts) + "."])


def _format(record: Record, fmt: str | None) -> str:
    """Return the value of `record` as text."""
    if isinstance(record.stat, str):
        return record.stat
    return format_number(_get_number(record), choose_rule(record.fmt, fmt))


def _get_number(record: Record) -> float:
    """Return the value of `record`; an error that gives its warnings if there is none."""
    if record.stat is None:
        raise InputError(
            f"{LEDGER} ({record.key})",
            "no value",
            "a number",
            f"{'; '.join(record.warnings)} – give `missing=` words to show instead",
        )
    if isinstance(record.stat, str):
        raise InputError(f"{LEDGER} ({record.key})", "words", "a number", "use `book.value`")
    return record.stat


def _join_pair(first_key: str, second_key: str) -> Inline:
    """Return two values as "first (second)"."""
    first, second = find_record(first_key), find_record(second_key)
    parts = [wrap_text(record, _format(record, None)) for record in (first, second)]
    return add_mark(join_inline([parts[0], " (", parts[1], ")"]), first, second)

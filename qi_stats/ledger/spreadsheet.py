"""The ledger as CSV, for readers who open results in a spreadsheet."""

import csv
import io
import json
from collections.abc import Iterable

from qi_stats.ledger.ledger import Ledger
from qi_stats.ledger.record import Record

__all__ = ["ledger_to_csv", "write_csv"]

COLUMNS = (
    "key",
    "analysis",
    "group",
    "group_level",
    "variable",
    "variable_level",
    "context",
    "definition",
    "stat_name",
    "stat_label",
    "stat",
    "fmt",
    "n",
    "identified",
    "range_low",
    "range_high",
    "claim",
    "warnings",
    "table",
    "columns",
    "where",
    "function",
    "arguments",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def ledger_to_csv(ledger: Ledger) -> str:
    """Return the ledger as CSV text: one row a record, in the order of the keys.

    Numbers have 12 significant digits. A text that a spreadsheet would run as a formula (one
    that starts with `=`, `+`, `-`, `@`, a tab or a line break) gets an apostrophe in front.

    References
    ----------
    OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection
    """
    return write_csv([COLUMNS, *(_flatten_record(record) for record in ledger)])


def write_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows of values as CSV text, safe to open in a spreadsheet as `ledger_to_csv` says."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow([_to_cell(value) for value in row])
    return text.getvalue()


def _flatten_record(record: Record) -> tuple[object, ...]:
    """Return the values of one record in the order of `COLUMNS`."""
    low, high = record.range or (None, None)
    nested = {
        "range_low": low,
        "range_high": high,
        "warnings": " | ".join(record.warnings),
        "table": record.inputs.table,
        "columns": " ".join(record.inputs.columns),
        "where": _to_json(record.inputs.where),
        "function": record.method.function,
        "arguments": _to_json(record.method.arguments),
    }
    return tuple(nested[n] if n in nested else getattr(record, n) for n in COLUMNS)


def _to_json(value: object) -> str:
    """Return a mapping as one line of JSON, and an empty one as nothing."""
    return json.dumps(value, ensure_ascii=False) if value else ""


def _to_cell(value: object) -> str:
    """Return one value as the text of a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.12g}"
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, str) and text.startswith(_FORMULA_STARTS):
        return f"'{text}"
    return text

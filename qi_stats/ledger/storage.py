"""Write a ledger to a file and read it back, byte for byte the same each time."""

import dataclasses
import json
from pathlib import Path
from typing import Any

from qi_files.errors import InputError
from qi_files.paths import show_path, write_atomically
from qi_stats.ledger.ledger import Ledger
from qi_stats.ledger.record import Inputs, Method, Record

__all__ = ["load_ledger", "render_ledger", "save_ledger"]

FORMAT = 1
NOTE = "DO NOT EDIT: written by `qi-stats run`"
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ALWAYS = frozenset({"key", "analysis", "stat_name", "stat_label", "stat", "fmt", "n"})


def save_ledger(ledger: Ledger, path: Path) -> bool:
    """Write the ledger as JSON; False when the file already held exactly this."""
    return write_atomically(path, render_ledger(ledger))


def render_ledger(ledger: Ledger) -> str:
    """Return the ledger as JSON text: sorted by key, numbers to 12 significant digits.

    The digest of a data file stands once, in the head, so that a change of the data does not
    touch records whose value stayed.
    """
    digests: dict[str, str] = {}
    for record in ledger:
        for table, digest in record.inputs.sha256.items():
            if digests.setdefault(table, digest) != digest:
                raise ValueError(f"two different digests of table {table!r} in one ledger")
    records = ",\n".join(_render_record(record) for record in ledger)
    return (
        f'{{\n"note": {_to_json(NOTE)},\n"format": {FORMAT},\n'
        f'"sha256": {_to_json(dict(sorted(digests.items())))},\n"records": [\n{records}\n]\n}}\n'
    )


def load_ledger(path: Path) -> Ledger:
    """Read a ledger that `save_ledger` wrote.

    Raises
    ------
    InputError
        If the file is missing, is no ledger, or is of another format version.
    """
    document = _read_json(path)
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        found = document.get("format", "none") if isinstance(document, dict) else "none"
        raise _refuse(path, f"format {found}", f"a ledger of format {FORMAT}")
    try:
        return Ledger(_parse_record(r, document["sha256"]) for r in document["records"])
    except (KeyError, TypeError, ValueError) as error:
        raise _refuse(path, f"a damaged record ({error})", "records as written") from error


def _render_record(record: Record) -> str:
    """Return one record as a JSON object, one field a line, empty fields left out."""
    fields = {f.name: getattr(record, f.name) for f in dataclasses.fields(record)}
    inputs, method = record.inputs, record.method
    fields["inputs"] = {
        "table": inputs.table,
        "columns": inputs.columns,
        "where": inputs.where,
        "files": sorted(inputs.sha256),
    }
    fields["method"] = {"function": method.function, "arguments": method.arguments}
    lines = [
        f"  {_to_json(name)}: {_to_json(value)}"
        for name, value in fields.items()
        if name in _ALWAYS or value not in (None, ())
    ]
    return " {\n" + ",\n".join(lines) + "\n }"


def _parse_record(fields: dict[str, Any], digests: dict[str, str]) -> Record:
    """Return the record of a JSON object that `_render_record` wrote."""
    inputs, method = fields["inputs"], fields["method"]
    limits = fields.get("range")
    return Record(
        **{
            **fields,
            "inputs": Inputs(
                table=inputs["table"],
                columns=tuple(inputs["columns"]),
                where=inputs["where"],
                sha256={table: digests[table] for table in inputs["files"]},
            ),
            "method": Method(method["function"], method["arguments"]),
            "warnings": tuple(fields.get("warnings", ())),
            "range": None if limits is None else (limits[0], limits[1]),
        }
    )


def _to_json(value: object) -> str:
    """Return `value` as one line of JSON, floats to 12 significant digits."""
    return _ENCODER.encode(_round_floats(value))


def _round_floats(value: object) -> object:
    """Return `value` with each float in it rounded to 12 significant digits."""
    if isinstance(value, float):
        return float(f"{value:.12g}") + 0.0  # turns a negative zero into zero
    if isinstance(value, dict):
        return {name: _round_floats(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_round_floats(inner) for inner in value]
    return value


def _read_json(path: Path) -> object:
    """Return the parsed file, or say in words why it can't be read."""
    if path.suffix.lower() == ".csv" and path.is_file():
        do = "write it with `qi-stats run --out` under a name that ends in .json"
        raise InputError(show_path(path), "a ledger as CSV", "a ledger as JSON", do)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise _refuse(path, "no file", "a ledger") from error
    except (OSError, UnicodeDecodeError) as error:
        raise _refuse(path, "a file that can't be read", "a ledger in UTF-8") from error
    except json.JSONDecodeError as error:
        place = f"{show_path(path)}:{error.lineno}"
        raise _refuse(place, f"no valid JSON ({error.msg})", "a ledger") from error


def _refuse(where: Path | str, found: str, expected: str) -> InputError:
    """Return the error for a file that is no usable ledger."""
    place = where if isinstance(where, str) else show_path(where)
    return InputError(place, found, expected, "write it again with `qi-stats run`")

"""A codebook as the data dictionary of other programs: REDCap, Frictionless, a plain table."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from qi_stats.intake.readers.redcap import COLUMNS
from qi_stats.intake.texts import defuse_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.codebook import Codebook, Condition, Table, Variable

_SCHEMA_TYPES = {"integer": "integer", "number": "number", "date": "date"}


def render_redcap(codebook: Codebook) -> str:
    """Return REDCap's data dictionary: 18 columns, a form for each table.

    REDCap numbers choices by itself where codes are words: their place from 1 is the code there.
    """
    rows: list[Sequence[str]] = [COLUMNS]
    for table in codebook.tables.values():
        rows += [_write_field(table, one, codebook) for one in codebook.columns(table.name)]
    return _write_csv(rows)


def _write_field(table: Table, variable: Variable, codebook: Codebook) -> list[str]:
    kinds = {"integer": "integer", "number": "number", "date": "date_ymd"}
    low, high = ("", "") if variable.range is None else (f"{one:g}" for one in variable.range)
    choices = " | ".join(
        f"{number if isinstance(level.code, str) else level.code}, {level.label}"
        for number, level in enumerate(variable.levels, start=1)
    )
    is_yes_no = variable.type == "binary" and [one.code for one in variable.levels] == [0, 1]
    kind = "yesno" if is_yes_no else "radio" if variable.levels else "text"
    required = "" if variable.missing or variable.only_if else "y"
    cells = dict.fromkeys(COLUMNS, "")
    cells |= {
        COLUMNS[0]: variable.name,
        COLUMNS[1]: table.name,
        COLUMNS[3]: kind,
        COLUMNS[4]: variable.label,
        COLUMNS[5]: "" if is_yes_no else choices,
        COLUMNS[6]: variable.note or (variable.unit or ""),
        COLUMNS[7]: kinds.get(variable.type, ""),
        COLUMNS[8]: low,
        COLUMNS[9]: high,
        COLUMNS[11]: " and ".join(_write_branch(one, codebook, table) for one in variable.only_if),
        COLUMNS[12]: required,
    }
    return list(cells.values())


def _write_branch(condition: Condition, codebook: Codebook, table: Table) -> str:
    """Return a condition as REDCap's branching logic."""
    known = codebook.variable(table.name, condition.variable)
    if condition.allowed:
        codes = [known.level(str(one)).code if known.levels else one for one in condition.allowed]
        if known.levels and isinstance(codes[0], str):
            codes = [known.level_names.index(str(one)) + 1 for one in condition.allowed]
        return "(" + " or ".join(f"[{known.name}] = '{code}'" for code in codes) + ")"
    parts = [("min", ">=", condition.low), ("max", "<=", condition.high)]
    return " and ".join(
        f"[{known.name}] {sign} '{one}'" for _, sign, one in parts if one is not None
    )


def render_frictionless(codebook: Codebook) -> str:
    """Return a Frictionless data package: a resource for each table with its schema."""
    package = {
        "name": codebook.unit.table.replace("_", "-"),
        "title": codebook.title,
        "resources": [_describe_resource(codebook, one) for one in codebook.tables.values()],
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def _describe_resource(codebook: Codebook, table: Table) -> dict[str, Any]:
    columns = codebook.columns(table.name)
    codes = {code for one in columns for kind in one.kinds for code in kind.codes}
    schema: dict[str, Any] = {
        "fields": [_describe_field(one) for one in columns],
        "primaryKey": list(table.key),
        "missingValues": ["", *sorted(codes)],
    }
    if table.parent is not None:
        key = list(codebook.tables[table.parent].key)
        reference = {"resource": table.parent.replace("_", "-"), "fields": key}
        schema["foreignKeys"] = [{"fields": key, "reference": reference}]
    name = table.name.replace("_", "-")
    return {"name": name, "title": table.label, "path": table.file, "schema": schema}


def _describe_field(variable: Variable) -> dict[str, Any]:
    codes = [level.code for level in variable.levels]
    is_whole = bool(codes) and isinstance(codes[0], int)
    kind = "integer" if is_whole else _SCHEMA_TYPES.get(variable.type, "string")
    limits: dict[str, Any] = {} if variable.missing or variable.only_if else {"required": True}
    if codes:
        limits["enum"] = codes
    if variable.range is not None:
        whole = variable.type == "integer"
        low, high = (int(one) if whole else one for one in variable.range)
        limits |= {"minimum": low, "maximum": high}
    if variable.pattern is not None:
        limits["pattern"] = variable.pattern
    field: dict[str, Any] = {"name": variable.name, "title": variable.label, "type": kind}
    if variable.levels:
        field["categories"] = [{"value": one.code, "label": one.label} for one in variable.levels]
    return {**field, "constraints": limits}


def render_table(codebook: Codebook) -> str:
    """Return the codebook as one plain table, a line for each variable."""
    return _write_csv([TABLE_HEAD, *list_lines(codebook)])


TABLE_HEAD = ("table", "variable", "label", "type", "unit", "values", "missing", "note")


def list_lines(codebook: Codebook) -> Iterator[tuple[str, ...]]:
    """Yield a line for each variable: where it stands, its words, and what it may hold."""
    from qi_stats.study.cells import describe_allowed

    for table in codebook.tables.values():
        for one in table.variables.values():
            kinds = "; ".join(f"{', '.join(k.codes)} = {k.label}" for k in one.kinds)
            missing = kinds or ("may be empty" if one.missing else "")
            line = (table.name, one.name, one.label, one.type, one.unit or "")
            yield (*line, describe_allowed(one), missing, one.note or "")


def _write_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[defuse_text(c) for c in row] for row in rows])
    return out.getvalue()


RENDERERS = {"redcap": render_redcap, "frictionless": render_frictionless, "csv": render_table}
"""The forms in which a codebook can be given away."""

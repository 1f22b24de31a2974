"""A draft as the commented codebook.yaml that people go on with."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_stats.intake.drafts import DraftTable, DraftVariable

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ0-9 ()/._%+-]*[A-Za-zÀ-ÿ0-9)%]|[A-Za-z]")
_WORDS = frozenset({"yes", "no", "true", "false", "on", "off", "null", "y", "n", "none"})
HEADER = """\
# The data dictionary: what every column of the data is called, means and may hold.
# Drafted by `qi-stats import`; the words are yours to improve, and everything is checked when you
# run `qi-stats check`. The keys are explained in the reference: `qi-stats help keys`.
#   label     words for readers          type    id, integer, number, category, binary, date, text
#   range     lowest and highest value   levels  name: {code: as in the file, label: for readers}
#   missing   true, or the codes that say why a value is missing
"""


def render_codebook(
    tables: Sequence[DraftTable], title: str, unit: tuple[str, str] = ("patient", "patients")
) -> str:
    """Return the codebook of drafted tables as YAML with comments."""
    lines = [
        HEADER.rstrip(),
        f"title: {write_scalar(title)}",
        "provenance: observed",
        "# What is studied: the table with one row for each, and the words for one and for many.",
        f"unit: {{table: {tables[0].name}, singular: {unit[0]}, plural: {unit[1]}}}",
        "",
        "tables:",
    ]
    for table in tables:
        lines += _write_table(table)
    lines += _write_codings(tables)
    return "\n".join(lines) + "\n"


def write_scalar(value: object) -> str:
    """Return a value as YAML has it on one line: words as they are, all else in quotation marks."""
    text = str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return text
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_flow(entries: Mapping[str, object]) -> str:
    """Return a mapping on one line."""
    return "{" + ", ".join(f"{write_key(k)}: {_write_any(v)}" for k, v in entries.items()) + "}"


def write_key(key: str) -> str:
    """Return a key; a word that YAML would take for true or false stays a word here."""
    return key if re.fullmatch(r"[a-z][a-z0-9_]*", key) else json.dumps(key, ensure_ascii=False)


def _write_any(value: object) -> str:
    if isinstance(value, dict):
        return write_flow(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_write_any, value)) + "]"
    return write_scalar(value)


def _write_table(table: DraftTable) -> Iterator[str]:
    yield f"  {table.name}:"
    yield f"    label: {write_scalar(table.label)}"
    yield f"    file: {write_scalar(table.file)}"
    yield f"    rows: {write_scalar('one row per record')}"
    yield f"    key: [{table.key}]"
    if table.dropped:
        yield "    # Columns of the source that were left out, and why."
        yield "    dropped:"
        for name, reason in table.dropped.items():
            yield f"      {json.dumps(name, ensure_ascii=False)}: {write_scalar(reason)}"
    yield "    variables:"
    for variable in table.variables:
        yield from (f"      {line}" for line in _write_variable(variable))


def _write_codings(tables: Sequence[DraftTable]) -> Iterator[str]:
    coded = [table for table in tables if table.second]
    if coded:
        yield ""
        yield "# Rows that a second reviewer coded too."
        yield "codings:"
    for table in coded:
        entry = write_flow({"second": table.second_file, "variables": table.coded})
        yield f"  {table.name}: {entry}"


def _write_variable(variable: DraftVariable) -> Iterator[str]:
    yield from _write_head(variable)
    yield from _write_levels(variable)
    if variable.only_if:
        yield f"  only_if: {write_flow(variable.only_if)}"
    if variable.derived:
        yield f"  derived: {write_flow(variable.derived)}"
    if variable.identifier:
        yield f"  identifier: {variable.identifier}"
    if variable.note:
        yield f"  note: {write_scalar(variable.note)}"


def _write_head(variable: DraftVariable) -> Iterator[str]:
    yield f"{variable.name}:"
    if variable.source and variable.source not in {variable.name, variable.label}:
        yield f"  # column {json.dumps(variable.source, ensure_ascii=False)} of the source"
    yield f"  label: {write_scalar(variable.label)}"
    yield f"  type: {variable.type}"
    if variable.unit:
        yield f"  unit: {write_scalar(variable.unit)}"
    if variable.range:
        yield f"  range: [{', '.join(variable.range)}]  # lowest and highest value found: widen it"
    if variable.is_ordered:
        yield "  ordered: true"


def _write_levels(variable: DraftVariable) -> Iterator[str]:
    if variable.levels:
        yield "  levels:"
        for level in variable.levels:
            entry = write_flow({"code": level.code, "label": level.label})
            yield f"    {write_key(level.name)}: {entry}"
    if variable.missing:
        yield "  missing:"
        for name, (codes, words) in variable.missing.items():
            entry = write_flow(
                {"code": codes[0] if len(codes) == 1 else list(codes), "label": words}
            )
            yield f"    {name}: {entry}"
    elif variable.is_gappy:
        yield "  missing: true"

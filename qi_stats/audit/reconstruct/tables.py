"""A solved model's rows as the CSV files that a study is read from."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, TypeAlias

from qi_files.errors import InputError, quote
from qi_files.paths import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.audit.feasible.model.domains import Value
    from qi_stats.audit.feasible.model.solver import Solution
    from qi_stats.audit.reconstruct.rows import RowModel, Slot
    from qi_stats.codebook import Codebook, Table, Variable

Dataset: TypeAlias = "Mapping[str, tuple[Mapping[str, Value], ...]]"

_ID_PATTERN = re.compile(r"([A-Za-z0-9_-]*)\\d(?:\{(\d+)\})?(\+?)")


def read_tables(rows: RowModel, is_true: Solution) -> Dataset:
    """Return each table's rows, variable → level name or number, of one solution.

    Parameters
    ----------
    rows
        The model.
    is_true
        Gives the value of a Boolean in the solution.

    Returns
    -------
    Dataset
        Table → rows in the order of the model, parent keys included; ids count from 1. A cell
        without a value is left out.
    """
    codebook = rows.codebook
    found: dict[str, tuple[Mapping[str, Value], ...]] = {}
    named: dict[int, dict[str, Value]] = {}
    for name, slots in rows.slots.items():
        table = codebook.table(name)
        kept: list[dict[str, Value]] = []
        for slot in slots:
            if not is_true(slot.present):
                continue
            row = _inherit(codebook, table, named.get(id(slot.parent), {}))
            row |= _read_cells(table, slot, is_true, len(kept) + 1)
            named[id(slot)] = row
            kept.append(row)
        found[name] = tuple(kept)
    return found


def render_files(codebook: Codebook, dataset: Dataset) -> dict[str, str]:
    """Return the text of each table's CSV file by file name: codes, LF, empty where no value."""
    return {
        table.file: _render_table(codebook, table, dataset) for table in codebook.tables.values()
    }


def write_files(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Write the files into `folder`; return the names of those that were not so already."""
    return tuple(name for name, text in files.items() if write_atomically(folder / name, text))


def compare_files(folder: Path, files: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names of those files that are missing in `folder` or differ from it in a byte."""
    return tuple(
        name
        for name, text in files.items()
        if not (folder / name).is_file() or (folder / name).read_bytes() != text.encode()
    )


def _inherit(codebook: Codebook, table: Table, parent: dict[str, Value]) -> dict[str, Value]:
    keys = codebook.table(table.parent).key if table.parent is not None else ()
    return {key: parent[key] for key in keys}


def _read_cells(table: Table, slot: Slot, is_true: Solution, number: int) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for variable in table.stored:
        if variable.type == "id":
            row[variable.name] = number_id(variable, number)
            continue
        values = [value for value, one in slot.cells[variable.name].items() if is_true(one)]
        if values:
            row[variable.name] = values[0]
    return row


def number_id(variable: Variable, number: int) -> str:
    r"""Return the id with this number, such as "A07" for the pattern "A\\d{2}".

    Raises
    ------
    InputError
        If the pattern is not letters followed by digits, or has too few digits.
    """
    match = _ID_PATTERN.fullmatch(variable.pattern or r"\d+")
    width = int(match[2] or 1) if match else 0
    if match is None or (len(str(number)) > width and not match[3]):
        raise InputError(
            f"codebook › {variable.table} › {variable.name}",
            f"the pattern {quote(variable.pattern)}",
            rf"letters, then enough digits for {number} rows, as in A\d{{4}}",
            "change the pattern",
        )
    return f"{match[1]}{number:0{width}d}"


def _render_table(codebook: Codebook, table: Table, dataset: Dataset) -> str:
    columns = codebook.columns(table.name)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([one.name for one in columns])
    for row in dataset[table.name]:
        writer.writerow([_encode(one, row.get(one.name)) for one in columns])
    return stream.getvalue()


def _encode(variable: Variable, value: Value | None) -> str:
    if value is None:
        return ""
    return str(variable.level(str(value)).code if variable.levels else value)

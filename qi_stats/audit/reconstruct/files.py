"""A dataset as the CSV files that a study is read from."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from qi_files.paths import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.audit.feasible.model.domains import Value
    from qi_stats.audit.reconstruct.rows import Dataset
    from qi_stats.codebook import Codebook, Table, Variable


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

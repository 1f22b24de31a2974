"""A codebook's files → coded tables, or what keeps them from being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError, flatten_errors
from qi_files.progress import tell_nothing
from qi_stats.study.cells import CodedTable, Findings, build_coded_table
from qi_stats.study.files import check_header, read_text_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qi_stats.codebook import Codebook


def read_tables(
    folder: Path, codebook: Codebook, tell: Callable[[str], None] = tell_nothing
) -> tuple[dict[str, CodedTable], list[InputError]]:
    """Return the tables whose files can be read, and what is wrong with files and headers.

    `tell` is told which file is being read.
    """
    tables: dict[str, CodedTable] = {}
    errors: list[InputError] = []
    for name, table in codebook.tables.items():
        columns = codebook.columns(name)
        tell(f"reading {table.file}")
        try:
            text = read_text_table(folder, table.file)
        except InputError as error:
            errors.extend(flatten_errors([error]))
            continue
        errors.extend(check_header(text, [one.name for one in columns]))
        tables[name] = build_coded_table(table, columns, Findings(text))
    return tables, errors

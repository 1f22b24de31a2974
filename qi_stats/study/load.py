"""A folder of CSV files and a codebook → a Study, or every error in them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.codebook import load_codebook
from qi_stats.errors import InputError, flatten_error, raise_errors
from qi_stats.paths import show_path
from qi_stats.study.cells import CodedTable, Findings, build_coded_table
from qi_stats.study.derive import build_frames
from qi_stats.study.files import check_header, read_text_table
from qi_stats.study.links import check_links
from qi_stats.study.rules import check_only_if, check_rules
from qi_stats.study.schemas import validate_cells

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import pandas as pd

    from qi_stats.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Study:
    """Validated data: one analysis frame for each table of the codebook.

    `inputs` has the SHA-256 of each table's file, as it was when the data were read.
    """

    codebook: Codebook
    inputs: Mapping[str, str]
    frames: Mapping[str, pd.DataFrame]

    def frame(self, table: str) -> pd.DataFrame:
        """Return the analysis frame of `table`, one row per row of its file, as a copy.

        Categories and binaries are Categorical with level names in the codebook's order, integers
        Int64, numbers Float64, ids and text strings; missing is NA. A child table has its
        parents' variables too.

        Raises
        ------
        InputError
            If the codebook has no such table.
        """
        return self.frames[self.codebook.table(table).name].copy()


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What a check tells of one table: `rows` and stored `columns` are numbers of them."""

    name: str
    label: str
    file: str
    rows: int
    columns: int


def load_study(folder: Path, codebook: Codebook) -> Study:
    """Return the data in `folder`, validated against `codebook`.

    Raises
    ------
    InputError
        If a file can't be used or a cell is against the codebook; all errors of all tables at
        once (`InputErrors`), each with file, line and column.
    """
    tables, errors = _read_tables(folder, codebook)
    for coded in tables.values():
        validate_cells(codebook, coded)
    check_links(codebook, tables)
    frames = build_frames(codebook, tables)
    check_only_if(codebook, tables, frames)
    check_rules(codebook, tables, frames)
    found = [error for coded in tables.values() for error in coded.findings.errors]
    raise_errors([*errors, *found])
    inputs = {name: coded.findings.text.sha256 for name, coded in tables.items()}
    return Study(codebook, inputs, frames)


def check_study(folder: Path, codebook_path: Path) -> tuple[TableSummary, ...]:
    """Validate a codebook and the data in `folder`; return what each table holds.

    Raises
    ------
    InputError
        As `load_codebook` and `load_study` do.
    """
    codebook = load_codebook(codebook_path)
    study = load_study(folder, codebook)
    return tuple(
        TableSummary(
            name=table.name,
            label=table.label,
            file=show_path(folder / table.file),
            rows=len(study.frames[table.name]),
            columns=len(codebook.columns(table.name)),
        )
        for table in codebook.tables.values()
    )


def _read_tables(
    folder: Path, codebook: Codebook
) -> tuple[dict[str, CodedTable], list[InputError]]:
    """Return the tables whose files can be read, and what is wrong with files and headers."""
    tables: dict[str, CodedTable] = {}
    errors: list[InputError] = []
    for name, table in codebook.tables.items():
        columns = codebook.columns(name)
        try:
            text = read_text_table(folder, table.file)
        except InputError as error:
            errors.extend(flatten_error(error))
            continue
        errors.extend(check_header(text, [one.name for one in columns]))
        tables[name] = build_coded_table(table, columns, Findings(text))
    return tables, errors

"""A folder of CSV files and a codebook → a Study, or every error in them at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors
from qi_files.paths import show_path
from qi_files.progress import tell_nothing
from qi_stats.codebook import CODERS, load_codebook
from qi_stats.study.cells import Findings, build_coded_table
from qi_stats.study.derive import build_frames
from qi_stats.study.links import check_links
from qi_stats.study.read import read_tables
from qi_stats.study.recode import read_codings, recode_study
from qi_stats.study.rules import check_only_if, check_rules
from qi_stats.study.schemas import validate_cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from qi_stats.codebook import Codebook, Coder, DoubleCoding
    from qi_stats.study.cells import CodedTable
    from qi_stats.study.files import TextTable
    from qi_stats.study.recode import Recoding


@dataclass(frozen=True, slots=True)
class Study:
    """Validated data: one analysis frame for each table of the codebook.

    `inputs` has the SHA-256 of each table's file, as it was when the data were read, and of each
    further coding's (`TABLE.second`). `recodings` are the data under the other coders, if any.
    """

    codebook: Codebook
    inputs: Mapping[str, str]
    frames: Mapping[str, pd.DataFrame]
    recodings: Mapping[Coder, Recoding] = field(default_factory=dict)

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

    def recode(self, coder: Coder) -> Study:
        """Return the study as it is with the codes of another coder."""
        return replace(self, frames=self.recodings[coder].frames, recodings={})


@dataclass(frozen=True, slots=True)
class TableSummary:
    """What a check tells of one table: `rows` and stored `columns` are numbers of them."""

    name: str
    label: str
    file: str
    rows: int
    columns: int


def load_study(
    folder: Path, codebook: Codebook, tell: Callable[[str], None] = tell_nothing
) -> Study:
    """Return the data in `folder`, validated against `codebook`.

    Parameters
    ----------
    folder
        Where the files are.
    codebook
        What they should hold.
    tell
        Told what is being done.

    Raises
    ------
    InputError
        If a file can't be used or a cell is against the codebook; all errors of all tables at
        once (`InputErrors`), each with file, line and column.
    """
    tables, errors = read_tables(folder, codebook, tell)
    rows = sum(len(one.frame) for one in tables.values())
    tell(f"checking {rows:,} rows")
    frames, wrong = _validate_tables(codebook, tables)
    codings, uncoded = read_codings(folder, codebook, tables)
    raise_errors([*errors, *wrong, *uncoded])
    inputs = {name: coded.findings.text.sha256 for name, coded in tables.items()}
    for (name, coder), coded in codings.items():
        inputs[codebook.codings[name].source(coder)] = coded.findings.text.sha256
    return Study(codebook, inputs, frames, recode_study(codebook, tables, codings))


def build_study(codebook: Codebook, texts: Mapping[str, TextTable]) -> Study:
    """Return the study that texts in memory are, validated as those of files are.

    Raises
    ------
    InputError
        If a cell is against the codebook; all of them at once.
    """
    tables = {
        name: build_coded_table(table, codebook.columns(name), Findings(texts[name]))
        for name, table in codebook.tables.items()
    }
    frames, errors = _validate_tables(codebook, tables)
    raise_errors(errors)
    return Study(codebook, {name: text.sha256 for name, text in texts.items()}, frames)


def _validate_tables(
    codebook: Codebook, tables: Mapping[str, CodedTable]
) -> tuple[dict[str, pd.DataFrame], list[InputError]]:
    """Return the analysis frames of tables, and every error in them."""
    errors = list(_find_empty(codebook, tables))
    for coded in tables.values():
        validate_cells(codebook, coded)
    check_links(codebook, tables)
    frames = build_frames(codebook, tables)
    check_only_if(codebook, tables, frames)
    check_rules(codebook, tables, frames)
    errors += [error for coded in tables.values() for error in coded.findings.errors]
    return frames, errors


def _find_empty(codebook: Codebook, tables: Mapping[str, CodedTable]) -> Iterator[InputError]:
    """Yield an error where there is nobody to study."""
    coded = tables.get(codebook.unit.table)
    if coded is not None and not len(coded.frame):
        do = "fill in the file, or correct its name in the codebook"
        expected = f"{coded.table.rows}, one at least"
        yield InputError(coded.findings.text.path, "no rows below the names", expected, do)


def check_study(folder: Path, codebook_path: Path) -> tuple[TableSummary, ...]:
    """Validate a codebook and the data in `folder`; return what each table holds.

    Raises
    ------
    InputError
        As `load_codebook` and `load_study` do.
    """
    codebook = load_codebook(codebook_path)
    study = load_study(folder, codebook)
    tables = [
        TableSummary(
            name=table.name,
            label=table.label,
            file=show_path(folder / table.file),
            rows=len(study.frames[table.name]),
            columns=len(codebook.columns(table.name)),
        )
        for table in codebook.tables.values()
    ]
    codings = (
        _summarize_coding(folder, study, coding, coder)
        for coding in codebook.codings.values()
        for coder in coding.files
    )
    return (*tables, *codings)


def _summarize_coding(
    folder: Path, study: Study, coding: DoubleCoding, coder: Coder
) -> TableSummary:
    table = study.codebook.tables[coding.table]
    return TableSummary(
        name=coding.source(coder),
        label=f"{table.label}, {CODERS[coder]}",
        file=show_path(folder / coding.files[coder]),
        rows=int(study.recodings[coder].rows[coding.table].sum()),
        columns=len(table.key) + len(coding.variables),
    )

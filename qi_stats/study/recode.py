"""What a second reviewer coded: read, checked, and put in the place of the first one's codes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from qi_files.errors import InputError, raise_errors
from qi_stats.codebook import isolate_coding
from qi_stats.cohort import match_conditions
from qi_stats.study.cells import Findings
from qi_stats.study.derive import build_frames
from qi_stats.study.links import check_rows_known
from qi_stats.study.read import read_tables
from qi_stats.study.rules import check_only_if, check_rules
from qi_stats.study.schemas import validate_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd
    from numpy.typing import NDArray

    from qi_stats.codebook import Codebook, Coder
    from qi_stats.study.cells import CodedTable

Codings: TypeAlias = "dict[tuple[str, Coder], CodedTable]"


@dataclass(frozen=True, slots=True)
class Recoding:
    """The data as they are where one coder's codes replace those of the first reviewer.

    Attributes
    ----------
    frames
        Analysis frame of every table.
    rows
        For each table that was coded twice, whether this coder coded the row; shape (rows,).
    warnings
        What does not fit together any more, in words.
    """

    frames: Mapping[str, pd.DataFrame]
    rows: Mapping[str, NDArray[np.bool_]]
    warnings: tuple[str, ...]


def read_codings(
    folder: Path, codebook: Codebook, tables: Mapping[str, CodedTable]
) -> tuple[Codings, list[InputError]]:
    """Return the further codings of the codebook's tables, and what is wrong with their files.

    Their cells are checked as those of the table are. Each row must be one of the table's; a row
    of the consensus must be one that the second reviewer coded.
    """
    codings: Codings = {}
    errors: list[InputError] = []
    for coding in codebook.codings.values():
        known = tables.get(coding.table)
        for coder in coding.files:
            alone = isolate_coding(codebook, coding, coder)
            read, found = read_tables(folder, alone)
            errors += found
            coded = read.get(coding.table)
            if coded is not None:
                validate_cells(alone, coded)
                if known is not None:
                    check_rows_known(coded, known, list(coded.table.key))
                errors += coded.findings.errors
                codings[coding.table, coder] = coded
            known = coded
    return codings, errors


def recode_study(
    codebook: Codebook, tables: Mapping[str, CodedTable], codings: Codings
) -> dict[Coder, Recoding]:
    """Return the data under each further coder, made from sound tables and codings.

    Where a row was coded again, the new codes replace the old ones; all other codes stay. Values
    of variables that were coded once are left out where they no longer apply.

    Raises
    ------
    InputError
        If a coder's own codes contradict one another.
    """
    coders = dict.fromkeys(coder for _, coder in codings)
    return {coder: _recode(codebook, tables, codings, coder) for coder in coders}


def _recode(
    codebook: Codebook, tables: Mapping[str, CodedTable], codings: Codings, coder: Coder
) -> Recoding:
    mixed = {
        name: replace(one, frame=one.frame.copy(), findings=Findings(one.findings.text))
        for name, one in tables.items()
    }
    places = {}
    for (name, one), coded in codings.items():
        if one == coder:
            places[name] = _find_rows(mixed[name], coded)
            _replace_codes(mixed[name], coded, places[name])
    frames = build_frames(codebook, mixed)
    for name, rows in places.items():
        _check_own(codebook, codings[name, coder], coder, frames[name].iloc[rows])
    dropped = 0
    while empty := _drop_inapplicable(mixed, frames):
        dropped += empty
        frames = build_frames(codebook, mixed)
    warnings = tuple(_describe_misfits(codebook, mixed, frames, dropped))
    marks = {name: np.isin(np.arange(len(frames[name])), rows) for name, rows in places.items()}
    return Recoding(frames, marks, warnings)


def _find_rows(table: CodedTable, coded: CodedTable) -> list[int]:
    """Return the number of the row of `table` that each row of `coded` codes again."""
    key = list(table.table.key)
    rows = table.frame[key].itertuples(index=False, name=None)
    numbers = {values: number for number, values in enumerate(rows)}
    return [numbers[values] for values in coded.frame[key].itertuples(index=False, name=None)]


def _replace_codes(table: CodedTable, coded: CodedTable, rows: list[int]) -> None:
    for name in set(coded.frame.columns) - {*coded.table.key}:
        column = table.frame[name].copy()
        column.iloc[rows] = coded.frame[name].array
        table.frame[name] = column


def _check_own(codebook: Codebook, coded: CodedTable, coder: Coder, rows: pd.DataFrame) -> None:
    """Raise where a coder's values do not apply, are lacking, or break a rule by themselves.

    `rows` are those of the coder's file, as rows of the mixed analysis frame.
    """
    name = coded.table.name
    alone = isolate_coding(codebook, codebook.codings[name], coder)
    frames, tables = {name: rows.reset_index(drop=True)}, {name: coded}
    check_only_if(codebook, tables, frames)
    check_rules(alone, tables, frames)
    raise_errors(coded.findings.errors)


def _drop_inapplicable(tables: Mapping[str, CodedTable], frames: Mapping[str, pd.DataFrame]) -> int:
    """Empty the cells of variables that do not apply; return how many there were."""
    dropped = 0
    for name, frame in frames.items():
        for variable in tables[name].table.stored:
            if variable.only_if:
                applies = match_conditions(frame, variable.only_if)
                wrong = (~applies).fillna(value=False) & frame[variable.name].notna()
                tables[name].frame.loc[wrong.to_numpy(dtype=bool), variable.name] = None
                dropped += int(wrong.sum())
    return dropped


def _describe_misfits(
    codebook: Codebook,
    tables: Mapping[str, CodedTable],
    frames: Mapping[str, pd.DataFrame],
    dropped: int,
) -> Iterator[str]:
    """Yield what no longer fits between codes that were changed and codes that were not."""
    if dropped:
        yield f"Values of variables coded once that no longer apply, and are left out: {dropped}."
    check_only_if(codebook, tables, frames)
    lacking = sum(len(one.findings.rows) for one in tables.values())
    if lacking:
        yield f"Values of variables coded once that are lacking where they now apply: {lacking}."
    check_rules(codebook, tables, frames)
    broken = sum(len(one.findings.rows) for one in tables.values()) - lacking
    if broken:
        yield f"Rows that are now against a rule of the codebook: {broken}."

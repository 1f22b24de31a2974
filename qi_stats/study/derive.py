"""Codes → analysis frames: level names, parents' columns, derived variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.codebook import (
    DerivedCases,
    DerivedCount,
    DerivedExists,
    DerivedInterval,
    DerivedIs,
    DerivedSum,
)
from qi_stats.cohort import match_conditions

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from qi_stats.codebook import Codebook, Condition, Variable
    from qi_stats.study.cells import CodedTable


def build_frames(codebook: Codebook, tables: Mapping[str, CodedTable]) -> dict[str, pd.DataFrame]:
    """Return the analysis frame of each of `tables` whose ancestors are there too.

    Row i of a frame is row i of the table's file. Columns are the parents' variables, then the
    table's own in the codebook's order. Where a parent's key repeats, its first row is joined.
    A child row of no known parent has the parent's variables missing.
    """
    frames: dict[str, pd.DataFrame] = {}
    for name in sorted(tables, key=lambda one: len(codebook.lineage(one))):
        parent = tables[name].table.parent
        if parent is None or parent in frames:
            frames[name] = _build_frame(codebook, tables, name, frames.get(parent or ""))
    return frames


def count_children(codebook: Codebook, parent: CodedTable, child: CodedTable) -> pd.Series[int]:
    """Return, for each row of `parent`, the number of rows of `child` with its key."""
    import pandas as pd

    key = list(codebook.tables[parent.table.name].key)
    counts = child.frame.dropna(subset=key)[key].value_counts().to_dict()
    rows = parent.frame[key].itertuples(index=False, name=None)
    return pd.Series([counts.get(row, 0) for row in rows], index=parent.frame.index, dtype="Int64")


def _build_frame(
    codebook: Codebook,
    tables: Mapping[str, CodedTable],
    name: str,
    parent: pd.DataFrame | None,
) -> pd.DataFrame:
    coded = tables[name]
    frame = coded.frame.copy()
    for variable in codebook.columns(name):
        if variable.levels:
            frame[variable.name] = _name_levels(frame[variable.name], variable)
        if variable.kinds:
            frame[variable.kind_column] = coded.list_kinds(variable)
    if parent is not None:
        key = list(codebook.tables[coded.table.parent or ""].key)
        known = parent.dropna(subset=key).drop_duplicates(subset=key)
        frame = frame.merge(known, how="left", on=key, validate="many_to_one")
    for variable in coded.table.variables.values():
        if variable.derived is not None:
            frame[variable.name] = _derive(codebook, tables, variable, frame)
    known_here = codebook.variables(name)
    kinds = [one.kind_column for one in known_here.values() if one.kinds]
    return frame[[*known_here, *kinds]]


def _name_levels(codes: pd.Series, variable: Variable) -> pd.Series:
    import pandas as pd

    names = {level.code: level.name for level in variable.levels}
    dtype = pd.CategoricalDtype(list(variable.level_names), ordered=variable.ordered)
    values = [None if pd.isna(code) else names.get(code) for code in codes]
    return pd.Series(values, index=codes.index, dtype=dtype)


def _derive(
    codebook: Codebook,
    tables: Mapping[str, CodedTable],
    variable: Variable,
    frame: pd.DataFrame,
) -> pd.Series:
    import pandas as pd

    match variable.derived:
        case DerivedCount(child) if child in tables:
            return count_children(codebook, tables[variable.table], tables[child])
        case DerivedExists(child) if child in tables:
            holds = count_children(codebook, tables[variable.table], tables[child]) > 0
        case DerivedIs(conditions):
            holds = match_conditions(frame, conditions)
        case DerivedInterval(unit, start, end):
            return measure_interval(frame[start], frame[end], unit)
        case DerivedSum(parts):
            return _add_up(frame, parts).astype(
                "Int64" if variable.type == "integer" else "Float64"
            )
        case DerivedCases(cases):
            return _choose_case(frame, variable, cases)
        case _:
            holds = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    dtype = pd.CategoricalDtype(list(variable.level_names), ordered=variable.ordered)
    if variable.type == "integer":
        return holds.astype("Int64")
    return holds.map({True: "yes", False: "no"}).astype(dtype)


def measure_interval(start: pd.Series, end: pd.Series, unit: str) -> pd.Series:
    """Return whole days, or completed years, from one date to another; missing where one is.

    A year is completed on the anniversary; who was born on 29 February, on 1 March of other years.
    """
    days: pd.Series = (end - start).dt.days
    if unit == "years":
        before = (end.dt.month * 100 + end.dt.day) < (start.dt.month * 100 + start.dt.day)
        years = end.dt.year - start.dt.year - before.astype("int64")
        days = years.mask(start.isna() | end.isna())
    whole: pd.Series = days.astype("Int64")
    return whole


def _add_up(frame: pd.DataFrame, parts: tuple[str, ...]) -> pd.Series:
    """Return the sum of columns, in which yes counts as 1; missing where one is missing."""
    import pandas as pd

    total: pd.Series = pd.Series(0, index=frame.index, dtype="Float64")
    for name in parts:
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            column = column.map({"yes": 1, "no": 0}).astype("Int64")
        total += column.astype("Float64")
    return total


def _choose_case(
    frame: pd.DataFrame,
    variable: Variable,
    cases: tuple[tuple[str, tuple[Condition, ...]], ...],
) -> pd.Series:
    """Return the level of the only case that holds; missing where none holds, or several do."""
    import pandas as pd

    dtype = pd.CategoricalDtype(list(variable.level_names), ordered=variable.ordered)
    chosen = pd.Series(None, index=frame.index, dtype="object")
    held = pd.Series(0, index=frame.index, dtype="int64")
    for level, conditions in cases:
        holds = match_conditions(frame, conditions).fillna(value=False).astype(bool)
        chosen[holds] = level
        held += holds
    return chosen.mask(held != 1).astype(dtype)

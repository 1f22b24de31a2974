"""Which rows an analysis is about: a filter on variables, in data, in code and in words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.errors import list_names
from qi_stats.codebook import Codebook, Condition, Variable, parse_conditions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from qi_stats.codebook.conditions import Written


@dataclass(frozen=True, slots=True)
class Cohort:
    """The rows of `table` (its analysis frame) where all `conditions` hold; all rows if none."""

    table: str
    conditions: tuple[Condition, ...] = ()


def parse_cohort(
    mapping: Mapping[str, Written] | None, codebook: Codebook, table: str, where: str
) -> Cohort:
    """Return the filter that `mapping` describes.

    Parameters
    ----------
    mapping
        Variable → level name, whole number, list of these, or {min:, max:} with inclusive bounds;
        the variables are those of the table's analysis frame. None or empty: all rows.
    where
        The place of the filter in its file, for messages.

    Raises
    ------
    InputError
        If the table, a variable or a level is unknown, or a value does not fit; all at once.
    """
    codebook.table(table, where)
    conditions = parse_conditions(
        mapping or {},
        lambda name, spot: codebook.variable(table, name, spot),
        lambda keys: " › ".join([where, *map(str, keys)]),
    )
    return Cohort(table, conditions)


def select_rows(frame: pd.DataFrame, cohort: Cohort) -> pd.DataFrame:
    """Return the rows of the analysis frame where all conditions are known to hold.

    A row whose value is missing is left out. The index is kept.
    """
    if not cohort.conditions:
        return frame
    return frame[match_conditions(frame, cohort.conditions).fillna(value=False)]


def match_conditions(frame: pd.DataFrame, conditions: Iterable[Condition]) -> pd.Series[bool]:
    """Return, for each row, whether all `conditions` hold; NA where a missing value leaves it open.

    The logic is three-valued (Kleene): one condition that fails settles the row.
    """
    import pandas as pd

    answer = pd.Series(True, index=frame.index, dtype="boolean")
    for condition in conditions:
        answer &= match_condition(frame[condition.variable], condition)
    return answer


def match_condition(values: pd.Series, condition: Condition) -> pd.Series[bool]:
    """Return, for each of `values`, whether `condition` holds; NA where the value is missing."""
    import pandas as pd

    answer = pd.Series(True, index=values.index, dtype="boolean")
    if condition.allowed:
        answer &= values.isin(condition.allowed)
    if condition.low is not None:
        answer &= (values >= _compared(condition.low)).astype("boolean")
    if condition.high is not None:
        answer &= (values <= _compared(condition.high)).astype("boolean")
    return answer.mask(values.isna())


def _compared(bound: float | dt.date) -> Any:  # noqa: ANN401 - what a column is compared with
    """Return a bound as a column holds its values: days are those of pandas."""
    import pandas as pd

    return pd.Timestamp(bound) if isinstance(bound, dt.date) else bound


def describe_cohort(cohort: Cohort, codebook: Codebook) -> str:
    """Return the filter in words: "Ward: North or South; Age: 18 to 64 years".

    Without conditions, "all" and what the rows are.
    """
    if not cohort.conditions:
        table = codebook.table(cohort.table)
        unit = codebook.unit
        return f"all {unit.plural}" if unit.table == table.name else f"all rows of “{table.label}”"
    parts = []
    for condition in cohort.conditions:
        variable = codebook.variable(cohort.table, condition.variable)
        parts.append(f"{variable.short}: {describe_values(condition, variable)}")
    return "; ".join(parts)


def describe_values(condition: Condition, variable: Variable) -> str:
    """Return what `condition` allows, in words: labels of levels, numbers with their unit."""
    unit = f" {variable.unit}" if variable.unit else ""
    if condition.allowed and variable.levels:
        return list_names(variable.level(str(one)).label for one in condition.allowed)
    if condition.allowed:
        return list_names(condition.allowed) + unit
    low, high = (_write_bound(one) for one in (condition.low, condition.high))
    if condition.high is None:
        return f"{low}{unit} or {'later' if variable.type == 'date' else 'more'}"
    if condition.low is None:
        return f"{high}{unit} or {'earlier' if variable.type == 'date' else 'less'}"
    return f"{low} to {high}{unit}"


def _write_bound(bound: float | dt.date | None) -> str:
    if bound is None:
        return ""
    return bound.isoformat() if isinstance(bound, dt.date) else f"{bound:g}"

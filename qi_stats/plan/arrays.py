"""Columns of an analysis frame → the arrays that methods take."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from qi_stats.codebook import Variable

INTERACTION = ":"


@dataclass(frozen=True, slots=True)
class Named:
    """A value for a method, and the words by which the ledger records it, with its length."""

    value: Any
    name: str

    def __str__(self) -> str:
        return f"{self.name}[{len(self.value)}]" if isinstance(self.value, Sized) else self.name


def event_level(variable: Variable) -> str:
    """Return the level of a two-level variable that counts as the event: `yes`, or the second."""
    return variable.event


def find_missing(frame: pd.DataFrame, variables: Sequence[Variable]) -> NDArray[np.bool_]:
    """Return, for each row, whether any of the variables has no value; shape (rows,)."""
    names = list(dict.fromkeys(variable.name for variable in variables))
    return frame[names].isna().any(axis=1).to_numpy(dtype=bool)


def read_levels(frame: pd.DataFrame, variable: Variable) -> list[str]:
    """Return the level names of a column without missing values; shape (rows,)."""
    return [str(level) for level in frame[variable.name]]


def read_numbers(frame: pd.DataFrame, variable: Variable) -> NDArray[np.float64]:
    """Return a column without missing values as numbers; shape (rows,).

    Ordered categories become their codes. Of two levels, the event becomes 1 and the other 0.
    """
    if variable.is_numeric:
        return frame[variable.name].to_numpy(dtype=np.float64)
    levels = read_levels(frame, variable)
    if variable.ordered:
        return np.array([variable.number(level) for level in levels], dtype=np.float64)
    return read_events(frame, variable)


def read_events(frame: pd.DataFrame, variable: Variable) -> NDArray[np.float64]:
    """Return a two-level column without missing values as 1 for the event and 0; shape (rows,)."""
    return _mark_level(read_levels(frame, variable), event_level(variable))


def prepare_terms(frame: pd.DataFrame, variables: Sequence[Variable]) -> pd.DataFrame:
    """Return columns without missing values as the terms of a regression take them.

    A number and an ordered category (by its codes) are numbers. Another category is a factor that
    is compared with its first level; of two levels, the event is the one that has a term.
    """
    import pandas as pd

    return pd.DataFrame(
        {
            variable.name: read_numbers(frame, variable)
            if variable.is_numeric or variable.ordered
            else pd.Categorical(read_levels(frame, variable), categories=list_event_last(variable))
            for variable in variables
        }
    )


def count_table(
    frame: pd.DataFrame, by: Variable, groups: Sequence[str], variable: Variable
) -> NDArray[np.int64]:
    """Return counts, shape (groups, levels); of two levels, the event is the first column."""
    names = list(variable.level_names)
    if len(names) == 2:
        names = list_event_last(variable)[::-1]
    pairs = list(zip(read_levels(frame, by), read_levels(frame, variable), strict=True))
    counts = [[pairs.count((group, name)) for name in names] for group in groups]
    return np.array(counts, dtype=np.int64)


def list_event_last(variable: Variable) -> list[str]:
    """Return the level names, of two the event last."""
    names = list(variable.level_names)
    if len(names) == 2:
        names.sort(key=lambda name: name == event_level(variable))
    return names


def _mark_level(levels: Sequence[str], name: str) -> NDArray[np.float64]:
    """Return 1 where the level is `name` and 0 elsewhere."""
    return np.array([level == name for level in levels], dtype=np.float64)

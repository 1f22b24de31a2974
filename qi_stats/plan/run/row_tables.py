"""Rows of an analysis, counted by their codes, and its P values as functions of such tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.plan.arrays import event_level, list_event_last, read_levels, read_numbers
from qi_stats.plan.calls import find_function
from qi_stats.stats.sensitivity.recoding import Recoded, RowTable, Side
from qi_stats.stats.sensitivity.row_test import MethodTest

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from qi_stats.codebook import Variable
    from qi_stats.plan.schema.analyses import GroupComparison, PValue, Regression
    from qi_stats.stats.regression.formula import TermMatrix

NO_COVARIATES = np.empty((0, 0))
BOTH_LEVELS = np.array([[0.0], [1.0]])


@dataclass(frozen=True, slots=True)
class TabulatedRows:
    """The rows of an analysis as a table, and the numbers that its rows and columns stand for.

    Attributes
    ----------
    table
        Counts by the predictor's pattern and the outcome's value.
    x
        Terms of each row, shape (rows, terms).
    y
        Number of each column, shape (columns,); NaN for levels that stand for none.
    names
        Names of the terms.
    """

    table: RowTable
    x: NDArray[np.float64]
    y: NDArray[np.float64]
    names: tuple[str, ...]

    def test(self, p_value: PValue) -> MethodTest:
        """Return a P value of the analysis as a function of tables of counts."""
        return MethodTest(
            method=find_function(p_value.method.function),
            takes=p_value.method.takes,
            statistic=p_value.name,
            x=self.x,
            y=self.y,
            names=self.names,
            part=p_value.part,
            arguments=p_value.method.arguments,
        )


def tabulate_comparison(analysis: GroupComparison, frame: pd.DataFrame) -> TabulatedRows:
    """Return the rows of a comparison counted: groups by values, the event first of two levels."""
    by = analysis.by
    groups = Side(by.short, analysis.groups, tuple(by.level(one).label for one in analysis.groups))
    rows = np.array([groups.names.index(one) for one in read_levels(frame, by)], dtype=np.int64)
    columns, y, places = _list_values(analysis.variable, frame, event_first=True)
    counts = _count(rows, places, groups, columns)
    recode = _list_recoded(analysis.variable, (by,))
    return TabulatedRows(RowTable(counts, groups, columns, recode), NO_COVARIATES, y, ())


def tabulate_regression(
    analysis: Regression, frame: pd.DataFrame, matrix: TermMatrix
) -> TabulatedRows:
    """Return the rows of a regression counted: patterns of the terms by values of the outcome."""
    patterns, rows, first = _list_patterns(analysis, matrix)
    side = _name_patterns(analysis, frame, first)
    columns, y, places = _list_values(analysis.outcome, frame, event_first=False)
    counts = _count(rows, places, side, columns)
    recode = _list_recoded(analysis.outcome, analysis.covariates)
    return TabulatedRows(RowTable(counts, side, columns, recode), patterns, y, matrix.names)


def _list_recoded(outcome: Variable, predictors: Sequence[Variable]) -> tuple[Recoded, ...]:
    """Return what a reviewer codes: a variable with levels; of predictors, the only one."""
    outcome_coded: tuple[Recoded, ...] = ("outcome",) if outcome.levels else ()
    coded = len(predictors) == 1 and bool(predictors[0].levels)
    return (*outcome_coded, "predictor") if coded else outcome_coded


def _list_values(
    variable: Variable, frame: pd.DataFrame, *, event_first: bool
) -> tuple[Side, NDArray[np.float64], NDArray[np.int64]]:
    """Return the values of a variable, their numbers, and the place of each row's value."""
    if not variable.levels:
        numbers, places = np.unique(read_numbers(frame, variable), return_inverse=True)
        return _name_numbers(variable, numbers), numbers, places.astype(np.int64)
    names = list_event_last(variable)
    names = names[::-1] if event_first and len(names) == 2 else names
    side = Side(variable.short, tuple(names), tuple(variable.level(one).label for one in names))
    places = np.array([names.index(one) for one in read_levels(frame, variable)], dtype=np.int64)
    return side, np.array([_number_level(variable, one) for one in names]), places


def _number_level(variable: Variable, name: str) -> float:
    """Return what a level stands for: its code where there is an order, 1 for the event of two."""
    if variable.ordered:
        return variable.number(name)
    return float(name == event_level(variable)) if len(variable.levels) == 2 else float("nan")


def _name_numbers(variable: Variable, numbers: NDArray[np.float64]) -> Side:
    words = tuple(_write_number(number) for number in numbers)
    return Side(variable.short, tuple(map(_name_number, words)), words)


def _write_number(number: float) -> str:
    """Return a number with as many digits as tell it from every other."""
    return repr(float(number)).removesuffix(".0")


def _name_number(words: str) -> str:
    """Return a number in words as a part of a key, which has neither points nor plus signs."""
    return words.replace(".", "_").replace("+", "")


def _list_patterns(
    analysis: Regression, matrix: TermMatrix
) -> tuple[NDArray[np.float64], NDArray[np.int64], list[int | None]]:
    """Return the patterns of the terms, the pattern of each row, and a row of each pattern."""
    X = matrix.X
    single = len(analysis.covariates) == 1
    if single and len(analysis.covariates[0].levels) == 2 and X.shape[1] == 1:
        rows = X[:, 0].astype(np.int64)
        patterns = BOTH_LEVELS
    else:
        patterns, rows = np.unique(X, axis=0, return_inverse=True)
        rows = rows.reshape(-1).astype(np.int64)
    first = [next(iter(np.flatnonzero(rows == number)), None) for number in range(len(patterns))]
    return patterns, rows, [None if one is None else int(one) for one in first]


def _name_patterns(analysis: Regression, frame: pd.DataFrame, first: Sequence[int | None]) -> Side:
    """Name each pattern by the values of a row that has it; both levels of the only covariate."""
    covariates = analysis.covariates
    if None in first or (len(covariates) == 1 and len(covariates[0].levels) == 2):
        names = list_event_last(covariates[0])
        labels = tuple(covariates[0].level(one).label for one in names)
        return Side(covariates[0].short, tuple(names), labels)
    found = [
        [_name_value(one, frame, row) for one in covariates] for row in first if row is not None
    ]
    return Side(
        " × ".join(one.short for one in covariates),
        tuple("-".join(name for name, _ in each) for each in found),
        tuple(" × ".join(words for _, words in each) for each in found),
    )


def _name_value(variable: Variable, frame: pd.DataFrame, row: int) -> tuple[str, str]:
    """Return the name and the words of a variable's value in one row."""
    value = frame[variable.name].iloc[row]
    if variable.levels:
        return str(value), variable.level(str(value)).label
    words = _write_number(value)
    return _name_number(words), words


def _count(
    rows: NDArray[np.int64], columns: NDArray[np.int64], side: Side, other: Side
) -> NDArray[np.int64]:
    counts = np.zeros((len(side.names), len(other.names)), dtype=np.int64)
    np.add.at(counts, (rows, columns), 1)
    return counts

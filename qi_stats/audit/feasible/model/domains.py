"""The values that a cell may have, and how many child rows there may be."""

from __future__ import annotations

import datetime as dt
import operator
from typing import TYPE_CHECKING, TypeAlias

from qi_files.errors import InputError, quote
from qi_files.paths import show_path
from qi_stats.codebook import ChildCount

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from qi_stats.codebook import Codebook, Condition, Table, Variable

    Literal: TypeAlias = cp_model.IntVar

Value: TypeAlias = str | int
Bounds: TypeAlias = "tuple[int | None, int | None]"

WIDEST_RANGE = 1000
OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def admits(condition: Condition, value: Value) -> bool:
    """Return whether a cell with `value` meets `condition`."""
    if condition.allowed:
        return value in condition.allowed
    if condition.low is None and condition.high is None:
        return True
    low, high = condition.low, condition.high
    if isinstance(low, dt.date) or isinstance(high, dt.date):
        return (low is None or str(value) >= str(low)) and (high is None or str(value) <= str(high))
    return (low is None or float(value) >= low) and (high is None or float(value) <= high)


def refuse_form(variable: Variable) -> InputError:
    """Return the error of a derived variable whose values can't be searched for."""
    return InputError(
        f"codebook ({variable.table} › {variable.name} › derived)",
        "days, years, a sum or cases",
        "is, count or exists, where rows are searched that published numbers allow",
        "store the variable instead, or remove published.yaml",
    )


def list_domain(codebook: Codebook, variable: Variable) -> list[Value]:
    """Return all values that a cell of `variable` may have: level names, or whole numbers.

    There are none for a variable of another kind that may be missing: its cells stay empty.
    """
    if variable.levels:
        return list(variable.level_names)
    if variable.type == "integer" and variable.range is not None:
        low, high = (int(bound) for bound in variable.range)
        if high - low < WIDEST_RANGE:
            return list(range(low, high + 1))
    if variable.missing:
        return []
    raise InputError(
        show_path(codebook.source),
        f"{quote(variable.name)} of table {variable.table}, of type {variable.type}",
        f"levels, or whole numbers with a range of at most {WIDEST_RANGE} values",
        "give the variable levels or a narrower range",
    )


def find_limit(codebook: Codebook, table: Table) -> int:
    """Return how many rows of the child `table` one row of its parent may have."""
    if table.at_most is not None:
        return table.at_most
    for rule in codebook.rules:
        if isinstance(rule, ChildCount) and rule.child == table.name:
            limits = codebook.variable(rule.table, rule.column).range
            if limits is not None:
                return int(limits[1])
    raise InputError(
        show_path(codebook.source),
        f"the table {quote(table.name)} without a limit of rows",
        "at_most, or a rule that counts its rows in a column with a range",
        "add at_most to the table",
    )

"""Conditions on variables, as people write them: `variable: level`, a list, or {min:, max:}."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeAlias

from qi_files.errors import InputError, list_names, quote, raise_errors, suggest
from qi_stats.codebook.statements import (
    Condition,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_stats.codebook.model import (
        Variable,
    )

Scalar: TypeAlias = str | int | float | bool
Written: TypeAlias = "Scalar | Sequence[Scalar] | Mapping[str, int | float | str]"


def parse_conditions(
    mapping: Mapping[str, Written],
    find_variable: Callable[[str, str], Variable],
    find_place: Callable[[Sequence[str | int]], str],
) -> tuple[Condition, ...]:
    """Return what `mapping` says, one `Condition` for each of its variables.

    Parameters
    ----------
    mapping
        Variable → level name, number, list of these, or {min:, max:} with inclusive bounds.
    find_variable
        Gives the variable for a name and a place; raises `InputError` if there is none.
    find_place
        Gives "file:line (…)" for keys inside `mapping`.

    Raises
    ------
    InputError
        If a variable or a level is unknown, or a value does not fit its variable; all at once.
    """
    conditions, errors = [], []
    for name, written in mapping.items():
        try:
            variable = find_variable(name, find_place([name]))
            conditions.append(_parse(variable, written, find_place([name])))
        except InputError as error:
            errors.append(error)
    raise_errors(errors)
    return tuple(conditions)


def _parse(variable: Variable, written: Written, where: str) -> Condition:
    if isinstance(written, str | int | float):
        return Condition(variable.name, (_check_value(variable, written, where),))
    if not written:
        found, do = f"no value for {quote(variable.name)}", "give a value, or remove the variable"
        raise InputError(where, found, _describe_values(variable), do)
    if isinstance(written, list | tuple):
        values = [_check_value(variable, one, where) for one in written]
        return Condition(variable.name, tuple(dict.fromkeys(values)))
    return _parse_bounds(variable, dict(written), where)  # type: ignore[arg-type] # a mapping


def _parse_bounds(variable: Variable, bounds: dict[str, float | str], where: str) -> Condition:
    for name in bounds:
        if name not in {"min", "max"}:
            do = suggest(name, ["min", "max"], "use these two keys only")
            raise InputError(where, f"the key {quote(name)}", "min or max", do)
    if not variable.is_numeric and variable.type != "date":
        found = f"a range for {quote(variable.name)}, which is no number"
        raise InputError(where, found, _describe_values(variable), "name the levels instead")
    low, high = (
        None if bound is None else _check_bound(variable, bound, where)
        for bound in (bounds.get("min"), bounds.get("max"))
    )
    if low is not None and high is not None and low > high:  # type: ignore[operator] # of one kind
        raise InputError(where, f"min {low} above max {high}", "min up to max", "swap the two")
    return Condition(variable.name, low=low, high=high)


def _check_bound(variable: Variable, bound: float | str, where: str) -> float | dt.date:
    if variable.type != "date":
        return _check_value(variable, bound, where)  # type: ignore[return-value] # a number
    try:
        return dt.date.fromisoformat(str(bound))
    except ValueError:
        do = "write year, month and day in quotation marks"
        raise InputError(where, quote(bound), "a date as 2024-12-31", do) from None


def _check_value(variable: Variable, value: Scalar, where: str) -> str | int | float:
    if variable.levels:
        if isinstance(value, str) and value in variable.level_names:
            return value
        do = suggest(str(value), variable.level_names, "name a level, not its code or label")
    elif variable.is_numeric:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if whole or (isinstance(value, float) and variable.type == "number"):
            return value
        quoted = isinstance(value, str)
        do = "write a number without quotation marks" if quoted else "correct the number"
    elif variable.type == "date":
        do = 'give a period, as in {min: "2024-01-01", max: "2024-12-31"}'
    elif isinstance(value, str):
        return value
    else:
        do = "put the value in quotation marks"
    raise InputError(
        where, f"{quote(value)} for {quote(variable.name)}", _describe_values(variable), do
    )


def _describe_values(variable: Variable) -> str:
    if variable.levels:
        return f"a level of {variable.name}: {list_names(variable.level_names)}"
    kinds = {"integer": "a whole number", "number": "a number", "date": "a period of days"}
    return kinds.get(variable.type, "text")

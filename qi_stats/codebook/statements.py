"""What a codebook says of values: conditions, how a variable follows from others, rules."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - dataclasses of this module are read by others
from dataclasses import dataclass
from typing import Literal, TypeAlias

Operator: TypeAlias = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Condition:
    """A variable holds one of `allowed` (level names or numbers), or lies in `low` to `high`.

    The bounds are numbers, or days where the variable is a date.
    """

    variable: str
    allowed: tuple[str | int | float, ...] = ()
    low: float | dt.date | None = None
    high: float | dt.date | None = None


@dataclass(frozen=True, slots=True)
class DerivedIs:
    """Yes where all conditions hold, no where one does not; missing where one can't be told."""

    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class DerivedCount:
    """The number of rows of the table `child` that belong to the row."""

    child: str


@dataclass(frozen=True, slots=True)
class DerivedExists:
    """Yes where the table `child` has a row that belongs to the row."""

    child: str


@dataclass(frozen=True, slots=True)
class DerivedInterval:
    """Days, or completed years, from the date `start` to the date `end`."""

    unit: Literal["days", "years"]
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class DerivedSum:
    """The sum of numbers; missing where one of them is. Yes counts as 1, no as 0."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DerivedCases:
    """The level whose conditions hold: bands of a number, periods of a date, levels recoded."""

    cases: tuple[tuple[str, tuple[Condition, ...]], ...]


Derivation: TypeAlias = (
    DerivedIs | DerivedCount | DerivedExists | DerivedInterval | DerivedSum | DerivedCases
)


@dataclass(frozen=True, slots=True)
class Implication:
    """Where all conditions of `when` hold, all of `then` hold."""

    name: str
    table: str
    when: tuple[Condition, ...]
    then: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Where all conditions of `when` hold, left operator (right + plus) holds."""

    name: str
    table: str
    left: str
    operator: Operator
    right: str
    plus: int = 0
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class ChildCount:
    """The integer `column` is the number of rows of the table `child` that belong to the row."""

    name: str
    table: str
    column: str
    child: str


@dataclass(frozen=True, slots=True)
class ChildExists:
    """The binary `column` is yes where the table `child` has a row for it, and no elsewhere."""

    name: str
    table: str
    column: str
    child: str


Rule: TypeAlias = Implication | Comparison | ChildCount | ChildExists

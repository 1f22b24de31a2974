"""What is proposed for a table: its variables, with the cells that its file will have."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.codebook.model import Identifier, VariableType
    from qi_stats.intake.interview import Change, Question

UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class DraftLevel:
    """A level: its name in plans, its code in the file, its words."""

    name: str
    code: int | str
    label: str


@dataclass(frozen=True, slots=True)
class DraftVariable:
    """A variable as proposed.

    Attributes
    ----------
    source
        Name of the column in the source.
    values
        Its cells, as the data's file will have them.
    missing
        Kind of missing value → its codes and words; `is_gappy` tells whether cells are empty.
    only_if
        Condition on another variable, as a codebook writes it.
    derived
        How it follows from others, as a codebook writes it; `values` are empty then.
    """

    name: str
    source: str
    label: str
    type: VariableType
    values: tuple[str, ...]
    unit: str | None = None
    levels: tuple[DraftLevel, ...] = ()
    range: tuple[str, str] | None = None
    missing: Mapping[str, tuple[tuple[str, ...], str]] = field(default_factory=dict)
    is_gappy: bool = False
    is_ordered: bool = False
    identifier: Identifier | None = None
    note: str | None = None
    only_if: Mapping[str, object] | None = None
    derived: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class DraftTable:
    """A table as proposed, with all that was asked, changed and left out on the way.

    `second` are the rows (from 0) of a second reviewer, and `coded` the variables of these.
    """

    name: str
    label: str
    source: str
    key: str
    variables: tuple[DraftVariable, ...]
    numbers: tuple[int, ...]
    asked: tuple[tuple[Question, bool], ...]
    changes: tuple[Change, ...]
    notes: tuple[str, ...]
    dropped: Mapping[str, str]
    second: frozenset[int] = frozenset()
    coded: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Name of its file of rows."""
        return f"{self.name}.csv"

    @property
    def second_file(self) -> str:
        """Name of the file of a second reviewer's rows."""
        return f"{self.name}-second.csv"

    @property
    def stored(self) -> tuple[DraftVariable, ...]:
        """The variables that stand in the file."""
        return tuple(one for one in self.variables if one.derived is None)

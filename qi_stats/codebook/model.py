"""What a codebook says, as frozen values.

A child table's analysis frame has its parent's variables too, so names are looked up in the table
first and then in its parents.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_files.errors import InputError, quote, suggest
from qi_files.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.codebook.statements import Condition, Derivation, Rule

Provenance: TypeAlias = Literal["observed", "reconstructed", "invented"]
"""Where rows come from; every number of rows that are not observed carries a mark."""
VariableType: TypeAlias = Literal["id", "integer", "number", "category", "binary", "date", "text"]
Identifier: TypeAlias = Literal["kept", "capped", "renumbered", "days_since", "year_only"]
"""What became of a column that could identify a person; `kept` on the team's own authority."""
Coder: TypeAlias = Literal["second", "consensus"]
"""Whose codes a further file holds: the second reviewer's, or what both settled on."""

CODERS: dict[str, str] = {
    "first": "first reviewer",
    "second": "second reviewer",
    "consensus": "consensus",
}
"""Whose codes there can be, and what readers call them."""


@dataclass(frozen=True, slots=True)
class Level:
    """One value of a category: the name that plans use, the code that the file has, the label.

    The codes of a variable are all whole numbers, or all texts.
    """

    name: str
    code: int | str
    label: str


@dataclass(frozen=True, slots=True)
class MissingKind:
    """Why a value is missing, and the texts that say so in a cell of the file."""

    name: str
    codes: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: stored as codes, analysed as level names.

    `range` is inclusive and in `unit`; `missing` says that a cell may be empty, and `kinds` which
    texts stand for a missing value; `only_if` says where a value applies at all; `sequence` that
    the numbers run 1, 2, 3 … within the parent's row; `identifier` what was done to, or is
    decided about, a column that could identify a person.
    """

    name: str
    table: str
    label: str
    short: str
    type: VariableType
    unit: str | None = None
    levels: tuple[Level, ...] = ()
    range: tuple[float, float] | None = None
    pattern: str | None = None
    missing: bool = False
    kinds: tuple[MissingKind, ...] = ()
    only_if: tuple[Condition, ...] = ()
    sequence: bool = False
    ordered: bool = False
    derived: Derivation | None = None
    note: str | None = None
    identifier: Identifier | None = None

    @property
    def is_numeric(self) -> bool:
        """Whether the variable is a number to compute with."""
        return self.type in {"integer", "number"}

    @property
    def level_names(self) -> tuple[str, ...]:
        """The names of the levels in the codebook's order; empty for a variable without levels."""
        return tuple(level.name for level in self.levels)

    @property
    def event(self) -> str:
        """The level of a two-level variable that counts as the event: `yes`, or the second."""
        return "yes" if "yes" in self.level_names else self.level_names[1]

    @property
    def groups(self) -> tuple[str, ...]:
        """The levels in the order in which groups are compared: of two, the event first."""
        names = self.level_names
        return (self.event, *(n for n in names if n != self.event)) if len(names) == 2 else names

    @property
    def kind_column(self) -> str:
        """The column of an analysis frame that says why values of this one are missing."""
        return f"{self.name}?"

    def number(self, level: str) -> float:
        """Return the number that a level of an ordered category stands for.

        It is the code; where codes are texts, the place of the level, from 1.
        """
        code = self.level(level).code
        return float(self.level_names.index(level) + 1 if isinstance(code, str) else code)

    def level(self, name: str) -> Level:
        """Return the level called `name`; KeyError if there is none."""
        for level in self.levels:
            if level.name == name:
                return level
        message = f"{self.name} has no level {quote(name)}"
        raise KeyError(message)


@dataclass(frozen=True, slots=True)
class Table:
    """One file of rows. `key` identifies a row; `at_most` limits the rows per row of `parent`.

    `dropped` are columns of the source that were left out on purpose, each with the reason.
    """

    name: str
    label: str
    file: str
    rows: str
    key: tuple[str, ...]
    variables: Mapping[str, Variable]
    parent: str | None = None
    at_most: int | None = None
    dropped: Mapping[str, str] = field(default_factory=dict)

    @property
    def stored(self) -> tuple[Variable, ...]:
        """The table's own variables that stand in its file, in the codebook's order."""
        return tuple(one for one in self.variables.values() if one.derived is None)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is studied: the table with one row for each, and the words for one and for many."""

    table: str
    singular: str
    plural: str


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """A table that was coded twice.

    Attributes
    ----------
    table
        Its name; the codes of the table itself are the first reviewer's.
    variables
        Variables that were coded again, in the codebook's order.
    files
        File of each further coding. It has the table's key, then `variables`, and any of its rows.
    """

    table: str
    variables: tuple[str, ...]
    files: Mapping[Coder, str]

    def source(self, coder: Coder) -> str:
        """Return the name of a coding among the inputs of a study."""
        return f"{self.table}.{coder}"


@dataclass(frozen=True, slots=True)
class Codebook:
    """The whole data dictionary.

    `source` is the file that it was read from; `codings` are the tables that were coded twice.
    """

    source: Path
    title: str
    provenance: Provenance
    unit: Unit
    tables: Mapping[str, Table]
    rules: tuple[Rule, ...]
    codings: Mapping[str, DoubleCoding] = field(default_factory=dict)

    def table(self, name: str, where: str | None = None) -> Table:
        """Return the table called `name`.

        Raises
        ------
        InputError
            If there is none, said of the place `where` (the codebook's file if not given).
        """
        if name in self.tables:
            return self.tables[name]
        raise InputError(
            where or show_path(self.source),
            f"the table {quote(name)}",
            f"one of the codebook's tables: {', '.join(self.tables)}",
            suggest(name, self.tables, "choose one of these"),
        )

    def lineage(self, table: str) -> tuple[Table, ...]:
        """Return the table called `table`, its parent, the parent's parent and so on."""
        found, name = [], table
        while True:
            one = self.table(name)
            found.append(one)
            if one.parent is None:
                return tuple(found)
            name = one.parent

    def variables(self, table: str) -> dict[str, Variable]:
        """Return the variables of the table's analysis frame by name: its parents' first."""
        return {
            name: variable
            for one in reversed(self.lineage(table))
            for name, variable in one.variables.items()
        }

    def variable(self, table: str, name: str, where: str | None = None) -> Variable:
        """Return the variable called `name` of the table's analysis frame.

        Raises
        ------
        InputError
            If there is none, said of the place `where` (the codebook's file if not given).
        """
        known = self.variables(table)
        if name in known:
            return known[name]
        raise InputError(
            where or show_path(self.source),
            quote(name),
            f"a variable of table {table}",
            suggest(name, known, f"choose one of: {', '.join(known)}"),
        )

    def label(self, table: str, name: str) -> str:
        """Return the label of the variable called `name` of the table's analysis frame."""
        return self.variable(table, name).label

    def columns(self, table: str) -> tuple[Variable, ...]:
        """Return what the table's file holds, in order: the parent's key, then the stored."""
        one = self.table(table)
        if one.parent is None:
            return one.stored
        known = self.variables(one.parent)
        inherited = [known[name] for name in self.tables[one.parent].key]
        return (*inherited, *one.stored)

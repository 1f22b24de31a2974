"""The shape of codebook.yaml, as pydantic models: which keys there are, and their types."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from qi_stats.codebook.model import (  # noqa: TC001 - pydantic
    Identifier,
    Provenance,
    VariableType,
)
from qi_stats.codebook.statements import (  # noqa: TC001 - pydantic
    Operator,
)

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
MOST_LETTERS = 1000
"""What a label may have: a figure or a table breaks it into lines, and none has room for more."""
Label = Annotated[str, Field(min_length=1, max_length=MOST_LETTERS)]
Scalar: TypeAlias = str | bool | int | float
Conditions: TypeAlias = dict[str, Scalar | list[Scalar] | dict[str, int | float | str]]
Code: TypeAlias = Annotated[int | Label, Field(union_mode="left_to_right")]


def _check_file(name: str) -> str:
    """Let a table's file be a CSV file in the data folder, whatever its letters."""
    parts = name.replace("\\", "/").split("/")
    if not name.casefold().endswith(".csv"):
        message = "a CSV file (bring other files in with `qi-stats import`)"
        raise ValueError(message)
    if ".." in parts or parts[0] == "" or ":" in name or not name.isprintable():
        message = "the name of a file in the data folder"
        raise ValueError(message)
    return name


File = Annotated[str, AfterValidator(_check_file)]


class Entry(BaseModel):
    """A mapping that allows the keys it names, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LevelEntry(Entry):
    """One level of a category: its code in the file, a whole number or a text, and its words."""

    code: Code
    label: Label


class MissingEntry(Entry):
    """One reason for which a value is missing: its code or codes in the file, and its words."""

    code: Code | Annotated[list[Code], Field(min_length=1)]
    label: Label


class DerivedEntry(Entry):
    """How a variable follows from others; one of these forms."""

    is_: Conditions | None = Field(None, alias="is", min_length=1)
    count: Name | None = None
    exists: Name | None = None
    days: tuple[Name, Name] | None = None
    years: tuple[Name, Name] | None = None
    sum: Annotated[list[Name], Field(min_length=2)] | None = None
    cases: dict[Name, Annotated[Conditions, Field(min_length=1)]] | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Variables of the row that the form names."""
        cases = [name for conditions in (self.cases or {}).values() for name in conditions]
        pairs = [*(self.days or ()), *(self.years or ()), *(self.sum or ())]
        return tuple(dict.fromkeys([*(self.is_ or {}), *pairs, *cases]))

    @model_validator(mode="after")
    def have_one_form(self) -> DerivedEntry:
        """Refuse none and several."""
        if len(self.model_fields_set) != 1:
            message = "exactly one of is, count, exists, days, years, sum, cases"
            raise ValueError(message)
        return self


class VariableEntry(Entry):
    """One variable of a table."""

    label: Label
    short: Label | None = None
    type: VariableType
    unit: Label | None = None
    levels: dict[Name, LevelEntry] | None = Field(None, min_length=2)
    range: Annotated[list[int | float], Field(min_length=2, max_length=2)] | None = None
    pattern: Label | None = None
    missing: bool | Annotated[dict[Name, MissingEntry], Field(min_length=1)] = False
    only_if: Conditions | None = Field(None, min_length=1)
    sequence: bool = False
    ordered: bool = False
    derived: DerivedEntry | None = None
    note: Label | None = None
    identifier: Identifier | None = None


class TableEntry(Entry):
    """One table."""

    label: Label
    file: File
    rows: Label
    parent: Name | None = None
    at_most: Annotated[int, Field(ge=1)] | None = None
    key: Annotated[list[Name], Field(min_length=1)]
    dropped: dict[Label, Label] = {}
    variables: dict[Name, VariableEntry] = Field(min_length=1)


class UnitEntry(Entry):
    """What is studied."""

    table: Name
    singular: Label
    plural: Label


class RuleEntry(Entry):
    """One rule, of one of the four forms."""

    name: Label
    table: Name
    if_: Conditions | None = Field(None, alias="if", min_length=1)
    then: Conditions | None = Field(None, min_length=1)
    compare: tuple[Name, Operator, Name] | None = None
    plus: int = 0
    column: Name | None = None
    counts: Name | None = None
    exists: Name | None = None

    @model_validator(mode="after")
    def have_one_form(self) -> RuleEntry:
        """Refuse keys that make no rule together."""
        keys = self.model_fields_set - {"name", "table"}
        forms: list[set[str]] = [
            {"if_", "then"},
            {"compare"} | (keys & {"if_", "plus"}),
            {"column", "counts"},
            {"column", "exists"},
        ]
        if keys not in forms:
            message = "if and then, or compare (with if, plus), or column with counts or exists"
            raise ValueError(message)
        return self


class DoubleCodingEntry(Entry):
    """A table that a second reviewer coded too."""

    second: File
    consensus: File | None = None
    variables: Annotated[list[Name], Field(min_length=1)] | None = None


class CodebookEntry(Entry):
    """The whole file."""

    title: Label
    provenance: Provenance
    unit: UnitEntry
    tables: dict[Name, TableEntry] = Field(min_length=1)
    rules: list[RuleEntry] = []
    codings: dict[Name, DoubleCodingEntry] = {}

"""The shape of published.yaml, as pydantic models: which keys there are, and their types."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Kind: TypeAlias = Literal[
    "count",
    "percent",
    "mean",
    "sd",
    "minimum",
    "maximum",
    "words",
    "p",
    "not_significant",
    "direction",
    "code",
    "other",
]
Means: TypeAlias = Literal["all", "none", "half", "majority", "positive", "negative"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
Scalar: TypeAlias = str | bool | int | float
Conditions: TypeAlias = dict[str, Scalar | list[Scalar] | dict[str, int | float]]


class Entry(BaseModel):
    """A mapping that allows the keys it names, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TargetEntry(Entry):
    """What a claim is about."""

    table: Name
    variable: Name | None = None
    level: Name | None = None
    variables: tuple[Name, Name] | None = None
    where: Conditions = {}
    denominator: Conditions = {}


class GivesWayEntry(Entry):
    """The claims that a claim yields to, and why."""

    to: Annotated[list[Name], Field(min_length=1)]
    why: Words


class ClaimEntry(Entry):
    """One number, or one statement in words, of the publication."""

    text: Words
    place: Words
    says: Words
    kind: Kind
    key: Words | None = None
    of: TargetEntry | None = None
    means: Means | None = None
    unanswered: Words | None = None
    reading: Words | None = None
    quote: Words | None = None
    gives_way: GivesWayEntry | None = None


class SourceEntry(Entry):
    """The publication."""

    authors: Words
    title: Words
    journal: Words | None = None
    year: int | None = None
    doi: Words | None = None


class PublishedEntry(Entry):
    """The whole file."""

    source: SourceEntry
    claims: dict[Name, ClaimEntry] = Field(min_length=1)

"""The shape of the plan's `analyses:`, as pydantic models."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
AnalysisId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Scalar: TypeAlias = str | int | float
Filter: TypeAlias = dict[str, Scalar | tuple[Scalar, ...] | dict[str, int | float]]
Names: TypeAlias = Annotated[tuple[Word, ...], Field(min_length=1)]


class _Spec(BaseModel):
    """What all analyses have: words for readers, a table, and a filter of its rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Word
    question: Word | None = None
    source: Word | None = None
    table: Word
    where: Filter = {}


class DescribeSpec(_Spec):
    """Describe variables one by one; `counted` are whole numbers whose values are counted too."""

    kind: Literal["describe"]
    variables: Names
    counted: tuple[Word, ...] = ()


class CompareSpec(_Spec):
    """Compare one variable between groups of rows."""

    kind: Literal["compare"]
    variable: Word
    by: Word
    groups: Annotated[tuple[Word, ...], Field(min_length=2)] | None = None
    methods: Names


class RegressionSpec(_Spec):
    """Explain an outcome by terms."""

    kind: Literal["regression"]
    model: Literal["linear", "logistic"]
    outcome: Word
    terms: Names
    methods: Names


AnalysisSpec: TypeAlias = Annotated[
    DescribeSpec | CompareSpec | RegressionSpec, Field(discriminator="kind")
]


class PlanDocument(BaseModel):
    """The whole file; its displays are read by those who draw them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    analyses: Annotated[dict[AnalysisId, AnalysisSpec], Field(min_length=1)]
    tables: dict[str, Any] = {}
    figures: dict[str, Any] = {}

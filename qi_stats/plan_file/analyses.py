"""What the plan's file says of analyses, families of tests and the next study."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Word: TypeAlias = Annotated[
    str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)
]
AnalysisId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Scalar: TypeAlias = str | int | float
Filter: TypeAlias = dict[str, Scalar | tuple[Scalar, ...] | dict[str, int | float | str]]
Names: TypeAlias = Annotated[tuple[Word, ...], Field(min_length=1)]
Groups: TypeAlias = Annotated[tuple[Word, ...], Field(min_length=2)] | None
Share: TypeAlias = Annotated[float, Field(ge=0, le=1)]
Power: TypeAlias = Annotated[float, Field(gt=0.05, lt=1)]


class BaseSpec(BaseModel):
    """What all analyses have: words for readers, a table, and a filter of its rows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Word
    question: Word | None = None
    source: Word | None = None
    table: Word
    where: Filter = {}


class DescribeSpec(BaseSpec):
    """Describe variables one by one; `counted` are whole numbers whose values are counted too.

    `interval` is that of proportions, `quantiles` the definition of quartiles; at their defaults
    they are left out of the digest by which the audit knows the plan.
    """

    kind: Literal["describe"]
    variables: Names
    counted: tuple[Word, ...] = ()
    interval: Annotated[
        Literal["wilson", "clopper_pearson"], Field(exclude_if=lambda chosen: chosen == "wilson")
    ] = "wilson"
    quantiles: Annotated[
        Literal["type7", "type6"], Field(exclude_if=lambda chosen: chosen == "type7")
    ] = "type7"


class FragilitySpec(BaseModel):
    """P values whose dependence on single rows is examined, and of which each move is kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: Names
    trace: tuple[Word, ...] = ()


class CompareSpec(BaseSpec):
    """Compare one variable between groups of rows."""

    kind: Literal["compare"]
    variable: Word
    by: Word
    groups: Groups = None
    methods: Names
    fragility: FragilitySpec | None = None
    move_rows: bool = False


class RegressionSpec(BaseSpec):
    """Explain an outcome by terms."""

    kind: Literal["regression"]
    model: Literal["linear", "logistic"]
    outcome: Word
    terms: Names
    methods: Names
    fragility: FragilitySpec | None = None


class AgreementSpec(BaseSpec):
    """How well two reviewers agree; `rerun` repeats the other analyses with each one's codes."""

    kind: Literal["agreement"]
    variables: Names | None = None
    rerun: bool = True


class FamilySpec(BaseModel):
    """Tests that share one error rate: keys of their P values."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Word
    members: Annotated[tuple[Word, ...], Field(min_length=2)]


class EffectSpec(BaseModel):
    """An effect that the next study should find: two proportions, or a standardized difference."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    label: Word
    proportions: tuple[Share, Share] | None = None
    standardized: float | None = None

    @model_validator(mode="after")
    def _check_effect(self) -> Self:
        """Let an effect be one of the two, and not nothing."""
        if (self.proportions is None) == (self.standardized is None):
            raise ValueError("give either `proportions` or `standardized`")
        if self.standardized == 0 or (self.proportions and len(set(self.proportions)) == 1):
            raise ValueError("an effect must differ from none")
        return self


class PlanningSpec(BaseModel):
    """What the comparisons could have found, and the size of the next study."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    power: Power = 0.8
    comparisons: tuple[Word, ...] = ()
    effects: dict[AnalysisId, EffectSpec] = {}
    powers: Annotated[tuple[Power, ...], Field(min_length=1)] = (0.8, 0.9)

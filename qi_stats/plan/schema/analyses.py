"""A plan whose every name has been looked up: what `run_plan` works from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from qi_stats.codebook import Variable
    from qi_stats.cohort import Cohort
    from qi_stats.methods import Method


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """What all analyses have.

    Attributes
    ----------
    id
        First part of the keys of its records.
    title, question, source
        Words for readers.
    table
        Table whose rows are analysed.
    where
        Filter of the rows as the plan writes it, and `cohort` the same looked up.
    """

    id: str
    title: str
    question: str | None
    source: str | None
    table: str
    where: Mapping[str, Any]
    cohort: Cohort


@dataclass(frozen=True, slots=True)
class PValue:
    """A P value of an analysis, looked up: `part` is a term, None for what has none.

    `traced` asks for P after each recoding of a single row.
    """

    method: Method
    part: str | None
    name: str
    traced: bool = False

    @property
    def path(self) -> tuple[str, ...]:
        """Words between the analysis and the name in its key."""
        return (self.method.name,) if self.part is None else (self.method.name, self.part)


@dataclass(frozen=True, slots=True)
class Family:
    """P values, by their keys, that are adjusted together."""

    id: str
    title: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect to plan for: two proportions, or a difference in standard deviations."""

    id: str
    label: str
    proportions: tuple[float, float] | None
    standardized: float | None


@dataclass(frozen=True, slots=True)
class Planning:
    """What the named comparisons could have found, and what the next study would need."""

    power: float
    comparisons: tuple[str, ...]
    effects: tuple[Effect, ...]
    powers: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Analysis):
    """Variables described one by one; the single values of those in `counted` are counted too.

    `interval` is that of proportions, `quantiles` the definition of quartiles.
    """

    variables: tuple[Variable, ...]
    counted: tuple[Variable, ...] = ()
    interval: str = "wilson"
    quantiles: str = "type7"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison(Analysis):
    """One variable compared between groups; differences are the first group minus the second.

    `moved` asks for the table with each single row coded differently.
    """

    variable: Variable
    by: Variable
    groups: tuple[str, ...]
    methods: tuple[Method, ...]
    fragile: tuple[PValue, ...] = ()
    moved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression(Analysis):
    """An outcome explained by terms: names of `covariates`, joined by ":" where they interact."""

    model: Literal["linear", "logistic"]
    outcome: Variable
    terms: tuple[str, ...]
    covariates: tuple[Variable, ...]
    methods: tuple[Method, ...]
    fragile: tuple[PValue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Analysis):
    """Variables of a table that was coded twice, compared between the reviewers.

    `rerun` asks for the plan's other analyses with the codes of each coder.
    """

    variables: tuple[Variable, ...]
    rerun: bool


@dataclass(frozen=True, slots=True)
class Tabulated:
    """One variable of a table by group, with the methods that compare the groups."""

    variable: Variable
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableOne(Analysis):
    """Variables described by group and in all, within each level of `strata` too if there is one.

    `by_row` asks for the share of each group among the rows of a level.
    """

    by: Variable
    groups: tuple[str, ...]
    strata: Variable | None
    variables: tuple[Tabulated, ...]
    by_row: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverTime(Analysis):
    """A series in the order of a variable, with its charts; `phases` are first points with reasons.

    `freeze` is how many of the first points give center and limits.
    """

    order: Variable
    value: Variable
    size: Variable | None
    charts: tuple[str, ...]
    freeze: int | None
    phases: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Analysis):
    """Times to an event, in all where `by` is None, else in each of the groups."""

    time: Variable
    event: Variable
    by: Variable | None
    groups: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution(Analysis):
    """How a number is spread, in all where `by` is None, else in each of the groups.

    `width` is that of the bins, `points` asks for the count of each value.
    """

    variable: Variable
    by: Variable | None
    groups: tuple[str, ...]
    width: float | None
    points: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs(Analysis):
    """Two numbers of the same rows; differences are the first minus the second."""

    first: Variable
    second: Variable
    methods: tuple[Method, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratified(Analysis):
    """A variable of two levels compared between two groups within the levels of `strata`."""

    variable: Variable
    by: Variable
    groups: tuple[str, ...]
    strata: Variable


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel(Analysis):
    """Units of unequal size, one row each, with events `value` among or per `size`."""

    unit: Variable
    value: Variable
    size: Variable
    chart: str


FurtherAnalysis: TypeAlias = (
    TableOne | OverTime | FollowUp | Distribution | Funnel | Pairs | Stratified
)
PlannedAnalysis: TypeAlias = Description | GroupComparison | Regression


@dataclass(frozen=True, slots=True)
class Plan:
    """All analyses, in the order of the file `source`.

    `agreements` are those that compare reviewers, and may look at the results of all others.
    `others` are run as they are: no search over possible rows and no rerun goes into them.
    """

    source: Path
    analyses: tuple[PlannedAnalysis, ...]
    families: tuple[Family, ...] = ()
    planning: Planning | None = None
    agreements: tuple[Agreement, ...] = ()
    others: tuple[FurtherAnalysis, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all analyses."""
        return tuple(one.id for one in (*self.analyses, *self.others, *self.agreements))

    def narrow(self, wanted: Container[str]) -> Plan:
        """Return the plan of some analyses, by id, without what is examined beyond their results.

        Fragility, families of tests, the next study and agreement are left out.
        """
        kept = (one for one in self.analyses if one.id in wanted)
        others = tuple(one for one in self.others if one.id in wanted)
        return Plan(self.source, tuple(_drop_looks(one) for one in kept), others=others)


def _drop_looks(analysis: PlannedAnalysis) -> PlannedAnalysis:
    if isinstance(analysis, Description):
        return analysis
    if isinstance(analysis, GroupComparison):
        return replace(analysis, fragile=(), moved=False)
    return replace(analysis, fragile=())

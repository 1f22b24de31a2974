"""A plan whose every name has been looked up: what `run_plan` works from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.codebook import Variable
    from qi_stats.cohort import Cohort
    from qi_stats.plan.methods import PlannedMethod


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Description(Analysis):
    """Variables described one by one; the single values of those in `counted` are counted too."""

    variables: tuple[Variable, ...]
    counted: tuple[Variable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupComparison(Analysis):
    """One variable compared between groups; differences are the first group minus the second."""

    variable: Variable
    by: Variable
    groups: tuple[str, ...]
    methods: tuple[PlannedMethod, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression(Analysis):
    """An outcome explained by terms: names of `covariates`, joined by ":" where they interact."""

    model: Literal["linear", "logistic"]
    outcome: Variable
    terms: tuple[str, ...]
    covariates: tuple[Variable, ...]
    methods: tuple[PlannedMethod, ...]


PlannedAnalysis: TypeAlias = Description | GroupComparison | Regression


@dataclass(frozen=True, slots=True)
class Plan:
    """All analyses, in the order of the file `source`."""

    source: Path
    analyses: tuple[PlannedAnalysis, ...]

"""What comparing two groups of numbers returns; a difference is the first minus the second."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class MeanDifference(Estimate):
    """A t test of two means; difference, standard error and bounds in the units measured."""

    difference: float | None = field(default=None, metadata=shown("Mean difference", "decimal2"))
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    t: float | None = field(default=None, metadata=shown("t", "decimal2"))
    df: float | None = field(default=None, metadata=shown("df", "decimal1"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    low: float | None = field(default=None, metadata=shown("Difference, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Difference, upper bound", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class VarianceTest(Estimate):
    """Levene's test that two groups spread alike."""

    f: float | None = field(default=None, metadata=shown("F", "decimal2"))
    df1: int | None = field(default=None, metadata=shown("Numerator df", "integer"))
    df2: int | None = field(default=None, metadata=shown("Denominator df", "integer"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RankTest(Estimate):
    """The Mann-Whitney test; shift and bounds in the units measured, superiority from 0 to 1."""

    u: float | None = field(default=None, metadata=shown("U", "decimal1"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    superiority: float | None = field(
        default=None, metadata=shown("Probability of superiority", "decimal2")
    )
    shift: float | None = field(default=None, metadata=shown("Hodges-Lehmann shift", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Shift, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Shift, upper bound", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PermutationTest(Estimate):
    """The permutation test of a mean difference, in the units measured."""

    difference: float | None = field(default=None, metadata=shown("Mean difference", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardizedDifference(Estimate):
    """A mean difference in standard deviations, without unit."""

    effect: float | None = field(
        default=None, metadata=shown("Standardized mean difference", "decimal2")
    )
    low: float | None = field(default=None, metadata=shown("Effect, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Effect, upper bound", "decimal2"))

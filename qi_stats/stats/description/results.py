"""What describing one variable, or one proportion, returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, parts, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSummary(Estimate):
    """A numeric variable in the units it was measured in; `low` and `high` bound the mean."""

    n: int = field(metadata=shown("n", "integer", plain=True))
    mean: float | None = field(default=None, metadata=shown("Mean", "decimal1", plain=True))
    sd: float | None = field(default=None, metadata=shown("SD", "decimal1", plain=True))
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2", plain=True))
    low: float | None = field(
        default=None, metadata=shown("Mean, lower bound", "decimal1", plain=True)
    )
    high: float | None = field(
        default=None, metadata=shown("Mean, upper bound", "decimal1", plain=True)
    )
    median: float | None = field(default=None, metadata=shown("Median", "decimal1"))
    q1: float | None = field(default=None, metadata=shown("First quartile", "decimal1"))
    q3: float | None = field(default=None, metadata=shown("Third quartile", "decimal1"))
    min: float | None = field(default=None, metadata=shown("Minimum", "decimal1", plain=True))
    max: float | None = field(default=None, metadata=shown("Maximum", "decimal1", plain=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelCount(Estimate):
    """One level of a categorical variable: its count, the denominator, and the proportion."""

    level: str
    n: int = field(metadata=shown("n", "integer", plain=True))
    total: int = field(metadata=shown("N", "integer", plain=True))
    proportion: float | None = field(
        default=None, metadata=shown("Percent", "percent1", plain=True)
    )
    low: float | None = field(default=None, metadata=shown("Percent, lower bound", "percent1"))
    high: float | None = field(default=None, metadata=shown("Percent, upper bound", "percent1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelsSummary(Estimate):
    """A categorical variable: the number of values, and one part per level in codebook order."""

    n: int = field(metadata=shown("n", "integer", plain=True))
    levels: tuple[LevelCount, ...] = field(default=(), metadata=parts(by="level"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proportion(Estimate):
    """A binomial proportion between 0 and 1 with its interval."""

    successes: int = field(metadata=shown("Count", "integer", plain=True))
    n: int = field(metadata=shown("n", "integer", plain=True))
    proportion: float | None = field(
        default=None, metadata=shown("Percent", "percent1", plain=True)
    )
    low: float | None = field(default=None, metadata=shown("Percent, lower bound", "percent1"))
    high: float | None = field(default=None, metadata=shown("Percent, upper bound", "percent1"))

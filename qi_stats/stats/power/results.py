"""What planning a study returns: the effect it could detect, or the observations it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectableMeans(Estimate):
    """The smallest difference of two means that a test of given power would find."""

    n1: int = field(metadata=shown("No. in the first group", "integer", plain=True))
    n2: int = field(metadata=shown("No. in the second group", "integer", plain=True))
    standardized: float | None = field(
        default=None, metadata=shown("Detectable difference, in standard deviations", "decimal2")
    )
    difference: float | None = field(
        default=None, metadata=shown("Detectable difference", "decimal2")
    )
    power: float | None = field(default=None, metadata=shown("Power", "percent0"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DetectableProportions(Estimate):
    """The nearest proportions, above and below a given one, that a test would tell from it."""

    n1: int = field(metadata=shown("No. in the first group", "integer", plain=True))
    n2: int = field(metadata=shown("No. in the second group", "integer", plain=True))
    baseline: float | None = field(
        default=None, metadata=shown("Proportion in the first group", "percent1", plain=True)
    )
    higher: float | None = field(
        default=None, metadata=shown("Detectable higher proportion", "percent1")
    )
    lower: float | None = field(
        default=None, metadata=shown("Detectable lower proportion", "percent1")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSize(Estimate):
    """Observations that each of two equal groups needs."""

    n: int | None = field(default=None, metadata=shown("No. needed in each group", "integer"))
    exact: float | None = field(
        default=None, metadata=shown("No. needed in each group, before rounding up", "decimal1")
    )
    power: float | None = field(default=None, metadata=shown("Power reached", "percent1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Estimate):
    """The probability that a test finds a given effect."""

    power: float | None = field(default=None, metadata=shown("Power", "percent1"))

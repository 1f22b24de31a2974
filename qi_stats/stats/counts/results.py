"""What tables of counts return; rows are groups, the first column is the event."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ChiSquareTest(Estimate):
    """Pearson's chi-square test of independence."""

    chi2: float | None = field(default=None, metadata=shown("χ²", "decimal2"))
    df: int | None = field(default=None, metadata=shown("df", "integer"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    smallest_expected: float | None = field(
        default=None, metadata=shown("Smallest expected count", "decimal1")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRatio(Estimate):
    """An odds ratio with its interval."""

    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    low: float | None = field(default=None, metadata=shown("Odds ratio, lower bound", "ratio"))
    high: float | None = field(default=None, metadata=shown("Odds ratio, upper bound", "ratio"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsRatioTest(OddsRatio):
    """An odds ratio with its interval, and the P of the test that goes with it."""

    p: float | None = field(default=None, metadata=shown("P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class UnconditionalTest(Estimate):
    """An exact test that fixes one margin; `nuisance` is the common risk where P is largest."""

    statistic: float | None = field(default=None, metadata=shown("Statistic", "decimal3"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    nuisance: float | None = field(default=None, metadata=shown("Common risk", "decimal3"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDifference(Estimate):
    """The first group's risk minus the second's, between -1 and 1."""

    difference: float | None = field(default=None, metadata=shown("Risk difference", "percent1"))
    low: float | None = field(
        default=None, metadata=shown("Risk difference, lower bound", "percent1")
    )
    high: float | None = field(
        default=None, metadata=shown("Risk difference, upper bound", "percent1")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRatio(Estimate):
    """The first group's risk divided by the second's."""

    risk_ratio: float | None = field(default=None, metadata=shown("Risk ratio", "ratio"))
    low: float | None = field(default=None, metadata=shown("Risk ratio, lower bound", "ratio"))
    high: float | None = field(default=None, metadata=shown("Risk ratio, upper bound", "ratio"))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberNeeded(Estimate):
    """How many of the first group's kind it takes for one event more, or one fewer.

    Attributes
    ----------
    number
        1 / |risk difference|.
    low, high
        Bounds of `number` where the difference's interval does not include 0.
    more, fewer
        Where it does: the interval runs from `more` (for one event more) through infinity to
        `fewer` (for one event fewer).
    """

    number: float | None = field(default=None, metadata=shown("Number needed", "decimal1"))
    low: float | None = field(
        default=None, metadata=shown("Number needed, lower bound", "decimal1")
    )
    high: float | None = field(
        default=None, metadata=shown("Number needed, upper bound", "decimal1")
    )
    more: float | None = field(
        default=None, metadata=shown("Number needed for one event more", "decimal1")
    )
    fewer: float | None = field(
        default=None, metadata=shown("Number needed for one event fewer", "decimal1")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Association(Estimate):
    """A measure of association: phi between -1 and 1, Cramér's V between 0 and 1."""

    value: float | None = field(default=None, metadata=shown("Association", "decimal2"))

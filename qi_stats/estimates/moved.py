"""What a table of two groups by two values says, as coded and with one chart coded differently."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates.statistic import Estimate, parts, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoByTwo(Estimate):
    """Counts, risks, their difference and ratio, the odds ratio, and an exact P of one table.

    Attributes
    ----------
    events_first, n_first, events_second, n_second
        Events and rows of each group.
    difference, risk_ratio
        First group against second, with Newcombe's and Koopman's interval.
    odds_ratio
        Conditional maximum likelihood, with the exact interval.
    p
        Of Fisher's exact test.
    """

    events_first: int = field(metadata=shown("Events in the first group", "integer"))
    n_first: int = field(metadata=shown("n of the first group", "integer"))
    events_second: int = field(metadata=shown("Events in the second group", "integer"))
    n_second: int = field(metadata=shown("n of the second group", "integer"))
    risk_first: float | None = field(
        default=None, metadata=shown("Risk in the first group", "percent0")
    )
    risk_second: float | None = field(
        default=None, metadata=shown("Risk in the second group", "percent0")
    )
    difference: float | None = field(default=None, metadata=shown("Risk difference", "percent0"))
    difference_low: float | None = field(
        default=None, metadata=shown("Risk difference, lower bound", "percent0")
    )
    difference_high: float | None = field(
        default=None, metadata=shown("Risk difference, upper bound", "percent0")
    )
    risk_ratio: float | None = field(default=None, metadata=shown("Risk ratio", "ratio"))
    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    odds_ratio_low: float | None = field(
        default=None, metadata=shown("Odds ratio, lower bound", "ratio")
    )
    odds_ratio_high: float | None = field(
        default=None, metadata=shown("Odds ratio, upper bound", "ratio")
    )
    p: float | None = field(default=None, metadata=shown("Fisher P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedChart(TwoByTwo):
    """The table after one chart is coded differently; `move` names the cells it leaves and enters.

    `charts` of them could be coded so.
    """

    move: str
    recoding: str = field(metadata=shown("Recoding", "text"))
    charts: int = field(metadata=shown("No. of charts that could be recoded so", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCharts(TwoByTwo):
    """The table as coded, and after each recoding of a single chart."""

    moves: tuple[MovedChart, ...] = field(default=(), metadata=parts(by="move"))

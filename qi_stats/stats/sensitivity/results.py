"""What coding some rows differently, or leaving one out, does to a test.

The statistic that counts rows is called `charts` in the keys of the ledger.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, parts, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragility(Estimate):
    """The fewest rows that would have to be coded differently to move P across alpha.

    Attributes
    ----------
    charts
        Rows that the test rests on.
    p
        P as coded.
    index
        The fewest recoded rows that move P to the other side of alpha.
    direction
        From which side to which, in words.
    ways
        Different tables at that distance whose P is on the other side.
    p_after
        P of the table among them that is farthest beyond alpha.
    recodings
        The recodings that lead to such tables, in words.
    """

    charts: int = field(metadata=shown("No. of charts", "integer", plain=True))
    p: float | None = field(default=None, metadata=shown("P as coded", "p", plain=True))
    index: int | None = field(
        default=None, metadata=shown("Fewest recoded charts that move P across alpha", "integer")
    )
    direction: str | None = field(default=None, metadata=shown("Direction", "text"))
    ways: int | None = field(
        default=None, metadata=shown("Different tables that many recodings lead to", "integer")
    )
    p_after: float | None = field(
        default=None, metadata=shown("P after the most telling recoding", "p")
    )
    recodings: str | None = field(default=None, metadata=shown("Recodings", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOneOut(Estimate):
    """The range of P and of the estimate as each row in turn is left out.

    `crossing` counts the rows whose omission moves P to the other side of alpha.
    """

    charts: int = field(metadata=shown("No. of charts", "integer", plain=True))
    p_low: float | None = field(default=None, metadata=shown("Lowest P with a chart left out", "p"))
    p_high: float | None = field(
        default=None, metadata=shown("Highest P with a chart left out", "p")
    )
    estimate_low: float | None = field(
        default=None, metadata=shown("Lowest estimate with a chart left out", "decimal2")
    )
    estimate_high: float | None = field(
        default=None, metadata=shown("Highest estimate with a chart left out", "decimal2")
    )
    crossing: int | None = field(
        default=None, metadata=shown("No. of charts without which P crosses alpha", "integer")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecodedRow(Estimate):
    """P after one row is coded differently; `move` names the cells that it leaves and enters."""

    move: str
    recoding: str = field(metadata=shown("Recoding", "text"))
    charts: int = field(
        metadata=shown("No. of charts that could be recoded so", "integer", plain=True)
    )
    p: float | None = field(default=None, metadata=shown("P after the recoding", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecodedRows(Estimate):
    """P as coded, and after each recoding of a single row."""

    p: float | None = field(default=None, metadata=shown("P as coded", "p", plain=True))
    alpha: float = field(metadata=shown("Alpha", "p", plain=True))
    moves: tuple[RecodedRow, ...] = field(default=(), metadata=parts(by="move"))

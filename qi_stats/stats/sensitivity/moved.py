"""A table of two groups by two values, as coded and with one row coded differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.counts.fisher import fisher_exact
from qi_stats.stats.counts.risks import risk_difference, risk_ratio
from qi_stats.stats.sensitivity.recoding import apply_move, list_moves

if TYPE_CHECKING:
    from qi_stats.stats.arrays import Counts
    from qi_stats.stats.sensitivity.recoding import RowTable

_DEFINITION = (
    "Newcombe's interval of the difference; conditional odds ratio with its exact interval; "
    "P of Fisher's exact test"
)


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
class MovedRow(TwoByTwo):
    """The table after one row is coded differently; `move` names the cells it leaves and enters.

    `charts` of them could be coded so.
    """

    move: str
    recoding: str = field(metadata=shown("Recoding", "text"))
    charts: int = field(metadata=shown("No. of charts that could be recoded so", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRows(TwoByTwo):
    """The table as coded, and after each recoding of a single row."""

    moves: tuple[MovedRow, ...] = field(default=(), metadata=parts(by="move"))


def move_each(*, table: RowTable, level: float = 0.95) -> MovedRows:
    """Describe a table of two groups by two values, and every table that is one recoding away.

    Parameters
    ----------
    table
        The rows by group (rows) and value (columns, the event first), and what could have been
        coded differently.
    level
        Confidence level, a fraction.

    Returns
    -------
    MovedRows
        The table as coded, and one part for each recoding of which there is a row. What can't
        be computed of a table is None, with a warning.

    Raises
    ------
    ValueError
        If there are more than two groups or two values.

    References
    ----------
    Newcombe (1998), Stat Med 17:873-890, method 10. Fisher (1935), J R Stat Soc 98:39-82.
    """
    if table.counts.shape != (2, 2):
        raise ValueError("one row is moved in a table of two groups by two values")
    moves = [move for move in list_moves(table) if table.counts[move.start]]
    return MovedRows(
        **_describe(table.counts, level),
        definition=_DEFINITION,
        moves=tuple(
            MovedRow(
                move=table.name_move(move),
                recoding=table.describe_move(move),
                charts=int(table.counts[move.start]),
                **_describe(apply_move(table.counts, move), level),
                definition=_DEFINITION,
            )
            for move in moves
        ),
    )


def _describe(counts: Counts, level: float) -> dict[str, Any]:
    """Return the statistics of one table by the names of their fields, and the warnings."""
    (first, _), (second, _) = counts.tolist()
    n_first, n_second = counts.sum(axis=1).tolist()
    difference = risk_difference(counts, level=level)
    ratio = risk_ratio(counts, level=level)
    odds = fisher_exact(counts, level=level)
    warnings = (*difference.warnings, *ratio.warnings, *odds.warnings)
    return {
        "events_first": first,
        "n_first": n_first,
        "events_second": second,
        "n_second": n_second,
        "risk_first": first / n_first if n_first else None,
        "risk_second": second / n_second if n_second else None,
        "difference": difference.difference,
        "difference_low": difference.low,
        "difference_high": difference.high,
        "risk_ratio": ratio.risk_ratio,
        "odds_ratio": odds.odds_ratio,
        "odds_ratio_low": odds.low,
        "odds_ratio_high": odds.high,
        "p": odds.p,
        "warnings": tuple(dict.fromkeys(warnings)),
    }

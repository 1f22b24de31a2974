"""A table of two groups by two values, as coded and with one chart coded differently."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_stats.estimates.moved import MovedChart, MovedCharts
from qi_stats.stats.fisher import fisher_exact
from qi_stats.stats.recoding import apply_move, list_moves
from qi_stats.stats.risks import risk_difference, risk_ratio

if TYPE_CHECKING:
    from qi_stats.stats.arrays import Counts
    from qi_stats.stats.recoding import Charts

_DEFINITION = (
    "Newcombe's interval of the difference; conditional odds ratio with its exact interval; "
    "P of Fisher's exact test"
)


def move_each(*, charts: Charts, level: float = 0.95) -> MovedCharts:
    """Describe a table of two groups by two values, and every table that is one recoding away.

    Parameters
    ----------
    charts
        The charts by group (rows) and value (columns, the event first), and what could have been
        coded differently.
    level
        Confidence level, a fraction.

    Returns
    -------
    MovedCharts
        The table as coded, and one part for each recoding of which there is a chart. What can't
        be computed of a table is None, with a warning.

    Raises
    ------
    ValueError
        If there are more than two groups or two values.

    References
    ----------
    Newcombe (1998), Stat Med 17:873-890, method 10. Fisher (1935), J R Stat Soc 98:39-82.
    """
    if charts.counts.shape != (2, 2):
        raise ValueError("one chart is moved in a table of two groups by two values")
    moves = [move for move in list_moves(charts) if charts.counts[move.start]]
    return MovedCharts(
        **_describe(charts.counts, level),
        definition=_DEFINITION,
        moves=tuple(
            MovedChart(
                move=charts.name_move(move),
                recoding=charts.describe_move(move),
                charts=int(charts.counts[move.start]),
                **_describe(apply_move(charts.counts, move), level),
                definition=_DEFINITION,
            )
            for move in moves
        ),
    )


def _describe(table: Counts, level: float) -> dict[str, Any]:
    """Return the statistics of one table by the names of their fields, and the warnings."""
    (first, _), (second, _) = table.tolist()
    n_first, n_second = table.sum(axis=1).tolist()
    difference = risk_difference(table, level=level)
    ratio = risk_ratio(table, level=level)
    odds = fisher_exact(table, level=level)
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

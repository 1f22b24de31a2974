"""Which methods of a comparison fit a variable and the sizes of its groups, each with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.cohort import select_rows

if TYPE_CHECKING:
    import pandas as pd

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.study import Study

FEW_EXPECTED = 5
"""Expected count of a cell below which the chi-square distribution is no good guide."""
FEW_IN_GROUP = 3
"""Rows of a group below which its own spread is no guide."""
MOST_RANKED = 1000
"""Rows up to which all differences between two groups, which ranks are tested by, fit in memory."""
MOST_EXACT = 300
"""Rows up to which an unconditional exact test is quick."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Methods for a comparison, the one whose P value counts, its estimate, and why these."""

    methods: tuple[str, ...]
    test: str
    estimate: tuple[str, str] | None
    reason: str


def fit_methods(variable: Variable, by: Variable, study: Study) -> Fit | None:
    """Return the methods that fit, or None where the plan knows none.

    Two groups: levels by Fisher's exact test where a cell is expected to hold fewer than five
    rows, by Pearson's chi-square test elsewhere; numbers by Welch's t test with the
    Mann-Whitney test beside it. More groups: levels by Pearson's test; numbers by Welch's analysis
    of variance with the Kruskal-Wallis test and each pair of means beside it; an ordered category
    by the Kruskal-Wallis test.
    """
    frame = study.frame(by.table)[[variable.name, by.name]].dropna()
    is_pair = len(by.levels) == 2
    if is_pair and len(variable.levels) == 2:
        return _fit_two_by_two(frame, variable, by)
    is_long = variable.ordered and is_pair and len(frame) > MOST_RANKED
    if (variable.is_numeric or variable.ordered) and not is_long:
        return _fit_pair(variable, frame) if is_pair else _fit_several(variable, by, frame)
    return _fit_levels(variable, by, frame) if variable.levels else None


def _fit_levels(variable: Variable, by: Variable, frame: pd.DataFrame) -> Fit:
    low = _find_least_expected(frame, variable, by)
    reason = "levels in several groups: Pearson's chi-square test"
    if low < FEW_EXPECTED:
        reason += f"; read with care, a cell is expected to hold {low:.1f} rows only"
    return Fit(("chi_square", "cramer_v"), "chi_square", None, reason)


def _fit_pair(variable: Variable, frame: pd.DataFrame) -> Fit:
    if variable.ordered:
        reason = "an ordered category in two groups: ranks, with the codes' means beside them"
        return Fit(("mann_whitney", "welch"), "mann_whitney", None, reason)
    if len(frame) > MOST_RANKED:
        reason = f"a number in two groups of {len(frame)} rows together: means, unequal spread"
        return Fit(("welch", "hedges_g"), "welch", ("welch", "difference"), reason)
    methods = ("welch", "mann_whitney", "hedges_g")
    reason = "a number in two groups: means with unequal spread, and ranks beside them"
    return Fit(methods, "welch", ("welch", "difference"), reason)


def _fit_several(variable: Variable, by: Variable, frame: pd.DataFrame) -> Fit:
    if variable.ordered:
        reason = "an ordered category in several groups: ranks"
        return Fit(("kruskal", "chi_square"), "kruskal", None, reason)
    smallest = int(frame[by.name].value_counts().reindex(by.level_names, fill_value=0).min())
    if smallest < FEW_IN_GROUP:
        reason = f"a number in several groups, the smallest of {smallest}: ranks"
        return Fit(("kruskal",), "kruskal", None, reason)
    methods = ("welch_anova", "kruskal", "games_howell")
    reason = "a number in several groups: means with unequal spread, ranks, and pairs of means"
    return Fit(methods, "welch_anova", None, reason)


def _fit_two_by_two(frame: pd.DataFrame, variable: Variable, by: Variable) -> Fit:
    low = _find_least_expected(frame, variable, by)
    estimate = ("risk_difference", "difference")
    if low < FEW_EXPECTED:
        exact = ("boschloo",) if len(frame) <= MOST_EXACT else ()
        reason = f"two levels in two groups, a cell expected to hold {low:.1f} rows: exact tests"
        return Fit(("fisher", *exact, "risk_difference", "risk_ratio"), "fisher", estimate, reason)
    reason = f"two levels in two groups, each cell expected to hold {low:.1f} rows or more"
    methods = ("chi_square", "fisher", "risk_difference", "risk_ratio")
    return Fit(methods, "chi_square", estimate, reason)


def _find_least_expected(frame: pd.DataFrame, variable: Variable, by: Variable) -> float:
    """Return the least count that a cell would hold if the two were unrelated."""
    rows = frame[by.name].value_counts()
    columns = frame[variable.name].value_counts()
    used = (
        [rows.get(one, 0) for one in by.level_names],
        [columns.get(one, 0) for one in variable.level_names],
    )
    return float(min(a * b for a in used[0] for b in used[1]) / max(1, len(frame)))


def count_events(outcome: Variable, codebook: Codebook, study: Study) -> int:
    """Return how often the rarer of an outcome's two levels occurs; rows, for a number."""
    from qi_stats.cohort import Cohort

    frame = select_rows(study.frame(codebook.unit.table), Cohort(codebook.unit.table))
    values = frame[outcome.name].dropna()
    if len(outcome.levels) != 2:
        return len(values)
    return int(values.value_counts().reindex(outcome.level_names, fill_value=0).min())

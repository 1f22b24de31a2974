"""Every method that a plan can name: one row each, with the function that computes it.

A new method is a function in `qi_stats.stats` and a row here; nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Input: TypeAlias = Literal["samples", "table", "design"]
Needs: TypeAlias = Literal["number", "two_levels", "levels"]


@dataclass(frozen=True, slots=True)
class PlannedMethod:
    """One method of the plan.

    Attributes
    ----------
    name
        Word in the plan, and part of the keys of its records.
    label
        What a reader sees.
    function
        Module and name of the function, as `package.module:function`.
    takes
        What the function is given: two samples `a` and `b`; a `table` of counts (groups by
        levels, the event first when there are two); or a design `y`, `X`, `names`.
    needs
        What the compared variable or the outcome must be.
    arguments
        Further arguments, the same in each call.
    """

    name: str
    label: str
    function: str
    takes: Input
    needs: Needs
    arguments: Mapping[str, Any] = field(default_factory=dict)

    @property
    def two_groups(self) -> bool:
        """Whether the method compares exactly two groups."""
        return self.takes == "samples" or (self.takes == "table" and self.needs == "two_levels")


COMPARISONS = (
    PlannedMethod("welch", "Welch t test", "qi_stats.stats.means:welch_t", "samples", "number"),
    PlannedMethod(
        "student", "Student t test", "qi_stats.stats.means:student_t", "samples", "number"
    ),
    PlannedMethod(
        "levene_mean",
        "Levene test, deviations from the mean",
        "qi_stats.stats.means:levene",
        "samples",
        "number",
        {"center": "mean"},
    ),
    PlannedMethod(
        "levene_median",
        "Brown-Forsythe test, deviations from the median",
        "qi_stats.stats.means:levene",
        "samples",
        "number",
        {"center": "median"},
    ),
    PlannedMethod(
        "mann_whitney",
        "Mann-Whitney test",
        "qi_stats.stats.ranks:mann_whitney",
        "samples",
        "number",
    ),
    PlannedMethod(
        "permutation",
        "Permutation test of the means",
        "qi_stats.stats.permutation:permutation_test",
        "samples",
        "number",
    ),
    PlannedMethod("cohen_d", "Cohen d", "qi_stats.stats.effects:cohen_d", "samples", "number"),
    PlannedMethod("hedges_g", "Hedges g", "qi_stats.stats.effects:hedges_g", "samples", "number"),
)

LINEAR = (
    PlannedMethod("ols", "Least squares", "qi_stats.stats.linear:fit_linear", "design", "number"),
    PlannedMethod(
        "hc3",
        "Least squares, HC3 standard errors",
        "qi_stats.stats.linear:fit_linear",
        "design",
        "number",
        {"errors": "hc3"},
    ),
)

LOGISTIC = (
    PlannedMethod(
        "ml", "Maximum likelihood", "qi_stats.stats.logistic:fit_logistic", "design", "two_levels"
    ),
    PlannedMethod(
        "firth",
        "Firth penalised likelihood",
        "qi_stats.stats.firth:fit_firth",
        "design",
        "two_levels",
    ),
    PlannedMethod(
        "exact",
        "Exact conditional likelihood",
        "qi_stats.stats.exact_logistic:fit_exact_logistic",
        "design",
        "two_levels",
    ),
)

REGRESSIONS: dict[str, tuple[PlannedMethod, ...]] = {"linear": LINEAR, "logistic": LOGISTIC}

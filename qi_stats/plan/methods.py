"""Every method that a plan can name: one row each, with the function that computes it.

A new method is a function in `qi_stats.stats` and a row here; nothing else changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Input: TypeAlias = Literal["samples", "table", "design"]
Needs: TypeAlias = Literal["number", "two_levels", "levels"]
Row: TypeAlias = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]

OTHER_QUESTIONS = frozenset({"levene_mean", "levene_median", "mcnemar"})
"""Methods of a comparison that ask for equal spread, or for equal margins of pairs."""

STAND_INS = ("firth", "exact")
"""Logistic methods that stand beside maximum likelihood where separation leaves it no estimate."""


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
    def compares_groups(self) -> bool:
        """Whether its P value is about a difference of the groups, and not about something else."""
        return self.name not in OTHER_QUESTIONS

    @property
    def two_groups(self) -> bool:
        """Whether the method compares exactly two groups."""
        return self.takes == "samples" or (self.takes == "table" and self.needs == "two_levels")


def _list_methods(takes: Input, needs: Needs, rows: Iterable[Row]) -> tuple[PlannedMethod, ...]:
    """Return methods of one kind; a row is name, label, function and further arguments."""
    return tuple(
        PlannedMethod(name, label, f"qi_stats.stats.{function}", takes, needs, *arguments)
        for name, label, function, *arguments in rows
    )


_TWO_SAMPLES: tuple[Row, ...] = (
    ("welch", "Welch t test", "means:welch_t"),
    ("student", "Student t test", "means:student_t"),
    ("levene_mean", "Levene test", "means:levene", {"center": "mean"}),
    ("levene_median", "Brown-Forsythe test", "means:levene", {"center": "median"}),
    ("mann_whitney", "Mann-Whitney test", "ranks:mann_whitney"),
    (
        "mann_whitney_doubled",
        "Mann-Whitney test, smaller tail doubled",
        "ranks:mann_whitney",
        {"two_sided": "doubled"},
    ),
    (
        "mann_whitney_normal",
        "Mann-Whitney test, normal approximation",
        "ranks:mann_whitney",
        {"distribution": "normal"},
    ),
    ("permutation", "Permutation test of the means", "permutation:permutation_test"),
    ("cohen_d", "Cohen d", "effects:cohen_d"),
    ("hedges_g", "Hedges g", "effects:hedges_g"),
    ("cohen_d_normal", "Cohen d, normal interval", "effects:cohen_d", {"interval": "normal"}),
    ("hedges_g_normal", "Hedges g, normal interval", "effects:hedges_g", {"interval": "normal"}),
)
_TWO_BY_TWO: tuple[Row, ...] = (
    ("fisher", "Fisher exact test", "fisher:fisher_exact"),
    (
        "fisher_central",
        "Fisher exact test, smaller tail doubled",
        "fisher:fisher_exact",
        {"two_sided": "central"},
    ),
    (
        "fisher_minlike",
        "Fisher exact test, minlike interval",
        "fisher:fisher_exact",
        {"interval": "minlike"},
    ),
    ("mid_p", "Fisher mid-P test", "fisher:fisher_mid_p"),
    ("boschloo", "Boschloo exact test", "unconditional:boschloo_exact"),
    (
        "boschloo_doubled",
        "Boschloo exact test, one-sided P doubled",
        "unconditional:boschloo_exact",
        {"two_sided": "doubled"},
    ),
    (
        "boschloo_columns",
        "Boschloo exact test, column totals fixed",
        "unconditional:boschloo_exact",
        {"fixed": "columns"},
    ),
    ("barnard", "Barnard exact test", "unconditional:barnard_exact"),
    (
        "barnard_unpooled",
        "Barnard exact test, unpooled variance",
        "unconditional:barnard_exact",
        {"statistic": "unpooled"},
    ),
    (
        "barnard_columns",
        "Barnard exact test, column totals fixed",
        "unconditional:barnard_exact",
        {"fixed": "columns"},
    ),
    ("mcnemar", "McNemar exact test", "paired:mcnemar_exact"),
    ("risk_difference", "Risk difference", "risks:risk_difference"),
    ("risk_ratio", "Risk ratio", "risks:risk_ratio"),
    (
        "risk_ratio_score",
        "Risk ratio, Miettinen-Nurminen interval",
        "risks:risk_ratio",
        {"interval": "miettinen_nurminen"},
    ),
    ("odds_ratio", "Sample odds ratio", "risks:odds_ratio"),
    (
        "odds_ratio_haldane",
        "Sample odds ratio, one half added to each cell",
        "risks:odds_ratio",
        {"correction": "haldane"},
    ),
    ("number_needed", "Number needed", "risks:number_needed"),
    ("phi", "Phi", "chi_square:phi"),
)
_ANY_TABLE: tuple[Row, ...] = (
    ("chi_square", "Pearson chi-square test", "chi_square:chi_square", {"correction": False}),
    ("chi_square_yates", "Chi-square test with Yates correction", "chi_square:chi_square"),
    (
        "chi_square_yates_full",
        "Chi-square test with Yates correction, not capped",
        "chi_square:chi_square",
        {"capped": False},
    ),
    ("cramer_v", "Cramer V", "chi_square:cramer_v"),
    ("cramer_v_adjusted", "Cramer V, adjusted for bias", "chi_square:cramer_v", {"adjust": True}),
)
_LINEAR: tuple[Row, ...] = (
    ("ols", "Least squares", "linear:fit_linear"),
    ("hc3", "Least squares, HC3 standard errors", "linear:fit_linear", {"errors": "hc3"}),
)
_LOGISTIC: tuple[Row, ...] = (
    ("ml", "Maximum likelihood", "logistic:fit_logistic"),
    ("firth", "Firth penalized likelihood", "firth:fit_firth"),
    (
        "firth_dropped",
        "Firth penalized likelihood, tested by dropping the column",
        "firth:fit_firth",
        {"null": "dropped"},
    ),
    (
        "firth_augmented",
        "Firth penalized likelihood, augmented standard errors",
        "firth:fit_firth",
        {"errors": "augmented"},
    ),
    ("exact", "Exact conditional likelihood", "exact_logistic:fit_exact_logistic"),
)

COMPARISONS = (
    *_list_methods("samples", "number", _TWO_SAMPLES),
    *_list_methods("table", "two_levels", _TWO_BY_TWO),
    *_list_methods("table", "levels", _ANY_TABLE),
)
REGRESSIONS: dict[str, tuple[PlannedMethod, ...]] = {
    "linear": _list_methods("design", "number", _LINEAR),
    "logistic": _list_methods("design", "two_levels", _LOGISTIC),
}

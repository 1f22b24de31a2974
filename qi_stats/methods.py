"""Every method that there is: a line each, with the function of `qi_stats.stats` that computes it.

A new statistic is a function with its result in a room of `qi_stats.stats`, and a line here. From
these lines come the names that `qi_stats.stats` offers, the words of a plan, the list of the
command line, the appendix and the order of the tables.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Input: TypeAlias = Literal[
    "samples", "groups", "pairs", "table", "rows", "design", "codes", "numbers"
]
Needs: TypeAlias = Literal["number", "two_levels", "levels", "ordered", "any"]
Row: TypeAlias = tuple[str, str, str] | tuple[str, str, str, dict[str, Any]]

PACKAGE = "qi_stats.stats"

OTHER_QUESTIONS = frozenset(
    {
        "levene_mean",
        "levene_median",
        "levene_groups_mean",
        "levene_groups_median",
        "levene_groups_trimmed",
        "mcnemar",
        "trend",
    }
)
"""Methods of a comparison that ask for equal spread, for equal margins of pairs, or for a trend."""

TREND = "trend"
"""The one method of two levels that takes any number of groups, in their order."""

FALLBACKS = ("firth", "exact")
"""Logistic methods that are added where separation leaves maximum likelihood no estimate."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method.

    Attributes
    ----------
    name
        Word in the plan, and part of the keys of its records.
    label
        What a reader sees.
    module
        Where the function is, below `qi_stats.stats`.
    function
        The function as plans call it and records name it: `package:name`, wherever its module is.
    group
        Heading under which the method is listed.
    takes
        What the function is given: two samples `a` and `b`; any number of `groups`, or the same
        with their `names` to compare them in pairs; a `table` of counts (groups by levels, the
        event first when there are two), or the two `rows` of one; a design `y`, `X`, `names`;
        two reviewers' codes; or two `numbers` of the same rows.
    needs
        What the compared variable or the outcome must be.
    arguments
        Further arguments, the same in each call.
    """

    name: str
    label: str
    module: str
    function: str
    group: str
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
        twice = self.takes == "table" and self.needs == "two_levels"
        if self.name == TREND:
            return False
        return twice or self.takes in {"samples", "rows"}


def _list_methods(
    group: str, takes: Input, needs: Needs, rows: Iterable[Row]
) -> tuple[Method, ...]:
    """Return methods of one kind; a row is name, label, `module:function`, further arguments."""
    methods = []
    for name, label, place, *arguments in rows:
        module, _, function = place.partition(":")
        called = f"{PACKAGE}:{function}"
        methods.append(Method(name, label, module, called, group, takes, needs, *arguments))
    return tuple(methods)


_RANKS = "two_groups.ranks:mann_whitney"
_COHEN, _HEDGES = "two_groups.effects:cohen_d", "two_groups.effects:hedges_g"
_FISHER, _CHI_SQUARE = "counts.fisher:fisher_exact", "counts.chi_square:chi_square"
_BOSCHLOO, _BARNARD = "counts.unconditional:boschloo_exact", "counts.unconditional:barnard_exact"
_FIRTH = "regression.firth:fit_firth"
_DOUBLED, _COLUMNS = {"two_sided": "doubled"}, {"fixed": "columns"}
_TWO_SAMPLES = (
    ("welch", "Welch t test", "two_groups.means:welch_t"),
    ("student", "Student t test", "two_groups.means:student_t"),
    ("levene_mean", "Levene test", "two_groups.means:levene", {"center": "mean"}),
    ("levene_median", "Brown-Forsythe test", "two_groups.means:levene", {"center": "median"}),
    ("mann_whitney", "Mann-Whitney test", _RANKS),
    ("mann_whitney_doubled", "Mann-Whitney test, smaller tail doubled", _RANKS, _DOUBLED),
    (
        "mann_whitney_normal",
        "Mann-Whitney test, normal approximation",
        _RANKS,
        {"distribution": "normal"},
    ),
    ("permutation", "Permutation test of the means", "two_groups.permutation:permutation_test"),
    ("cohen_d", "Cohen d", _COHEN),
    ("hedges_g", "Hedges g", _HEDGES),
    ("cohen_d_normal", "Cohen d, normal interval", _COHEN, {"interval": "normal"}),
    ("hedges_g_normal", "Hedges g, normal interval", _HEDGES, {"interval": "normal"}),
    (
        "standardized_means",
        "Standardized difference of means",
        "two_groups.standardized:standardized_means",
    ),
)
_LEVENE, _PAIRS = "groups.anova:levene_groups", "groups.post_hoc:compare_pairs"
_GROUPS = (
    ("anova", "One-way analysis of variance", "groups.anova:one_way_anova"),
    ("welch_anova", "Welch analysis of variance", "groups.anova:welch_anova"),
    ("kruskal", "Kruskal-Wallis test", "groups.ranks:kruskal_wallis"),
    ("levene_groups_mean", "Levene test, any number of groups", _LEVENE),
    (
        "levene_groups_median",
        "Brown-Forsythe test, any number of groups",
        _LEVENE,
        {"center": "median"},
    ),
    (
        "levene_groups_trimmed",
        "Brown-Forsythe test of trimmed means, any number of groups",
        _LEVENE,
        {"center": "trimmed"},
    ),
)
_IN_PAIRS = (
    ("games_howell", "Pairs of means, Games-Howell", _PAIRS),
    ("tukey", "Pairs of means, Tukey-Kramer", _PAIRS, {"method": "tukey"}),
)
_TWO_BY_TWO = (
    ("fisher", "Fisher exact test", _FISHER),
    (
        "fisher_central",
        "Fisher exact test, smaller tail doubled",
        _FISHER,
        {"two_sided": "central"},
    ),
    ("fisher_minlike", "Fisher exact test, minlike interval", _FISHER, {"interval": "minlike"}),
    ("mid_p", "Fisher mid-P test", "counts.fisher:fisher_mid_p"),
    ("boschloo", "Boschloo exact test", _BOSCHLOO),
    ("boschloo_doubled", "Boschloo exact test, one-sided P doubled", _BOSCHLOO, _DOUBLED),
    ("boschloo_columns", "Boschloo exact test, column totals fixed", _BOSCHLOO, _COLUMNS),
    ("barnard", "Barnard exact test", _BARNARD),
    (
        "barnard_unpooled",
        "Barnard exact test, unpooled variance",
        _BARNARD,
        {"statistic": "unpooled"},
    ),
    ("barnard_columns", "Barnard exact test, column totals fixed", _BARNARD, _COLUMNS),
    ("mcnemar", "McNemar exact test", "counts.paired:mcnemar_exact"),
    ("risk_difference", "Risk difference", "counts.risks:risk_difference"),
    ("risk_ratio", "Risk ratio", "counts.risks:risk_ratio"),
    (
        "risk_ratio_score",
        "Risk ratio, Miettinen-Nurminen interval",
        "counts.risks:risk_ratio",
        {"interval": "miettinen_nurminen"},
    ),
    ("odds_ratio", "Sample odds ratio", "counts.risks:odds_ratio"),
    (
        "odds_ratio_haldane",
        "Sample odds ratio, one half added to each cell",
        "counts.risks:odds_ratio",
        {"correction": "haldane"},
    ),
    ("number_needed", "Number needed", "counts.risks:number_needed"),
    ("phi", "Phi", "counts.chi_square:phi"),
)
_ORDERED_GROUPS = ((TREND, "Cochran-Armitage test of trend", "counts.trend:trend_test"),)
_ANY_TABLE = (
    ("freeman_halton", "Fisher exact test of any table", "counts.freeman_halton:freeman_halton"),
    ("chi_square", "Pearson chi-square test", _CHI_SQUARE, {"correction": False}),
    ("chi_square_yates", "Chi-square test with Yates correction", _CHI_SQUARE),
    (
        "chi_square_yates_full",
        "Chi-square test with Yates correction, not capped",
        _CHI_SQUARE,
        {"capped": False},
    ),
    ("cramer_v", "Cramer V", "counts.chi_square:cramer_v"),
    (
        "cramer_v_adjusted",
        "Cramer V, adjusted for bias",
        "counts.chi_square:cramer_v",
        {"adjust": True},
    ),
)
_LINEAR = (
    ("ols", "Least squares", "regression.linear:fit_linear"),
    (
        "hc3",
        "Least squares, HC3 standard errors",
        "regression.linear:fit_linear",
        {"errors": "hc3"},
    ),
)
_LOGISTIC = (
    ("ml", "Maximum likelihood", "regression.logistic:fit_logistic"),
    ("firth", "Firth penalized likelihood", _FIRTH),
    (
        "firth_dropped",
        "Firth penalized likelihood, tested by dropping the column",
        _FIRTH,
        {"null": "dropped"},
    ),
    (
        "firth_augmented",
        "Firth penalized likelihood, augmented standard errors",
        _FIRTH,
        {"errors": "augmented"},
    ),
    ("exact", "Exact conditional likelihood", "regression.exact_logistic:fit_exact_logistic"),
)

_AGREEMENT = "Agreement of two reviewers: all that fit, where the kind is agreement"
_KAPPA, _GWET = "agreement.kappa:cohen_kappa", "agreement.kappa:gwet_ac"
_ALPHA = "agreement.krippendorff:krippendorff_alpha"
_LINEARLY, _SQUARED = {"weights": "linear"}, {"weights": "quadratic"}
_CODES: tuple[tuple[Needs, Row], ...] = (
    ("any", ("percent", "Coded alike", "agreement.reviews:percent_agreement")),
    ("any", ("kappa", "Cohen kappa", _KAPPA)),
    ("ordered", ("kappa_linear", "Weighted kappa, linear", _KAPPA, _LINEARLY)),
    ("ordered", ("kappa_quadratic", "Weighted kappa, quadratic", _KAPPA, _SQUARED)),
    ("any", ("ac1", "Gwet AC1", _GWET)),
    ("ordered", ("ac2_linear", "Gwet AC2, linear", _GWET, _LINEARLY)),
    ("ordered", ("ac2_quadratic", "Gwet AC2, quadratic", _GWET, _SQUARED)),
    ("any", ("alpha", "Krippendorff alpha, nominal", _ALPHA)),
    ("ordered", ("alpha_ordinal", "Krippendorff alpha, ordinal", _ALPHA, {"metric": "ordinal"})),
    ("number", ("alpha_interval", "Krippendorff alpha, interval", _ALPHA, {"metric": "interval"})),
)

_SAME_ROWS = (
    ("paired_t", "Paired t test", "association.paired:paired_t"),
    ("signed_rank", "Wilcoxon signed rank test", "association.paired:wilcoxon_signed_rank"),
    ("pearson", "Pearson correlation", "association.correlation:pearson"),
    ("spearman", "Spearman correlation", "association.correlation:spearman"),
    ("kendall", "Kendall tau-b", "association.correlation:kendall"),
)
_TWO_ROWS = (
    (
        "standardized_shares",
        "Standardized difference of shares",
        "two_groups.standardized:standardized_shares",
    ),
)

COMPARISONS = (
    *_list_methods("Comparing two groups: numbers", "samples", "number", _TWO_SAMPLES),
    *_list_methods("Comparing groups: numbers", "groups", "number", _GROUPS),
    *_list_methods("Comparing groups: numbers", "pairs", "number", _IN_PAIRS),
    *_list_methods("Comparing two groups: yes or no", "table", "two_levels", _TWO_BY_TWO),
    *_list_methods("Comparing ordered groups: yes or no", "table", "two_levels", _ORDERED_GROUPS),
    *_list_methods("Comparing two groups: levels", "rows", "levels", _TWO_ROWS),
    *_list_methods("Comparing groups: levels", "table", "levels", _ANY_TABLE),
)
REGRESSIONS = {
    "linear": _list_methods("Linear regression", "design", "number", _LINEAR),
    "logistic": _list_methods("Logistic regression", "design", "two_levels", _LOGISTIC),
}
COEFFICIENTS = tuple(
    method for needs, row in _CODES for method in _list_methods(_AGREEMENT, "codes", needs, [row])
)
PAIRED = _list_methods("Two numbers of the same rows", "numbers", "number", _SAME_ROWS)
METHODS = (
    *COMPARISONS,
    *PAIRED,
    *REGRESSIONS["linear"],
    *REGRESSIONS["logistic"],
    *COEFFICIENTS,
)

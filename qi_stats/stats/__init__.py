"""Pure functions: arrays in, frozen estimates out, each definition with its source.

Functions that need statsmodels or the solvers of SciPy are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from qi_stats.stats.chi_square import chi_square, cramer_v, phi
from qi_stats.stats.concordance import judge_agreement
from qi_stats.stats.describe import describe_levels, describe_numbers
from qi_stats.stats.effects import cohen_d, hedges_g
from qi_stats.stats.fisher import fisher_exact, fisher_mid_p
from qi_stats.stats.fragility import find_fragility, leave_one_out, recode_each
from qi_stats.stats.means import levene, student_t, welch_t
from qi_stats.stats.moved import move_each
from qi_stats.stats.paired import mcnemar_exact
from qi_stats.stats.permutation import permutation_test
from qi_stats.stats.proportions import proportion
from qi_stats.stats.ranks import mann_whitney
from qi_stats.stats.risks import number_needed, odds_ratio, risk_difference, risk_ratio
from qi_stats.stats.unconditional import barnard_exact, boschloo_exact

if TYPE_CHECKING:
    from qi_stats.stats.agreement import cohen_kappa, gwet_ac
    from qi_stats.stats.exact_logistic import fit_exact_logistic
    from qi_stats.stats.firth import fit_firth
    from qi_stats.stats.formula import build_terms
    from qi_stats.stats.krippendorff import krippendorff_alpha
    from qi_stats.stats.linear import fit_linear
    from qi_stats.stats.logistic import fit_logistic
    from qi_stats.stats.multiplicity import adjust_family
    from qi_stats.stats.power_means import detectable_means, power_of_means, sample_size_means
    from qi_stats.stats.power_proportions import (
        approximate_size_proportions,
        detectable_proportions,
        power_of_proportions,
        sample_size_proportions,
    )
    from qi_stats.stats.reviews import cross_reviews, locate_disagreements, percent_agreement
    from qi_stats.stats.separation import detect_separation

_LATER = {
    "adjust_family": "multiplicity",
    "approximate_size_proportions": "power_proportions",
    "build_terms": "formula",
    "cohen_kappa": "agreement",
    "cross_reviews": "reviews",
    "detect_separation": "separation",
    "detectable_means": "power_means",
    "detectable_proportions": "power_proportions",
    "fit_exact_logistic": "exact_logistic",
    "fit_firth": "firth",
    "fit_linear": "linear",
    "fit_logistic": "logistic",
    "gwet_ac": "agreement",
    "krippendorff_alpha": "krippendorff",
    "locate_disagreements": "reviews",
    "percent_agreement": "reviews",
    "power_of_means": "power_means",
    "power_of_proportions": "power_proportions",
    "sample_size_means": "power_means",
    "sample_size_proportions": "power_proportions",
}

__all__ = [
    "adjust_family",
    "approximate_size_proportions",
    "barnard_exact",
    "boschloo_exact",
    "build_terms",
    "chi_square",
    "cohen_d",
    "cohen_kappa",
    "cramer_v",
    "cross_reviews",
    "describe_levels",
    "describe_numbers",
    "detect_separation",
    "detectable_means",
    "detectable_proportions",
    "find_fragility",
    "fisher_exact",
    "fisher_mid_p",
    "fit_exact_logistic",
    "fit_firth",
    "fit_linear",
    "fit_logistic",
    "gwet_ac",
    "hedges_g",
    "judge_agreement",
    "krippendorff_alpha",
    "leave_one_out",
    "levene",
    "locate_disagreements",
    "mann_whitney",
    "mcnemar_exact",
    "move_each",
    "number_needed",
    "odds_ratio",
    "percent_agreement",
    "permutation_test",
    "phi",
    "power_of_means",
    "power_of_proportions",
    "proportion",
    "recode_each",
    "risk_difference",
    "risk_ratio",
    "sample_size_means",
    "sample_size_proportions",
    "student_t",
    "welch_t",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function of any type
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)

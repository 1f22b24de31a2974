"""Pure functions: arrays in, frozen estimates out, each definition with its source."""

from qi_stats.stats.chi_square import chi_square, cramer_v, phi
from qi_stats.stats.describe import describe_levels, describe_numbers
from qi_stats.stats.effects import cohen_d, hedges_g
from qi_stats.stats.fisher import fisher_exact, fisher_mid_p
from qi_stats.stats.means import levene, student_t, welch_t
from qi_stats.stats.paired import mcnemar_exact
from qi_stats.stats.permutation import permutation_test
from qi_stats.stats.proportions import proportion
from qi_stats.stats.ranks import mann_whitney
from qi_stats.stats.risks import number_needed, odds_ratio, risk_difference, risk_ratio
from qi_stats.stats.unconditional import barnard_exact, boschloo_exact

__all__ = [
    "barnard_exact",
    "boschloo_exact",
    "chi_square",
    "cohen_d",
    "cramer_v",
    "describe_levels",
    "describe_numbers",
    "fisher_exact",
    "fisher_mid_p",
    "hedges_g",
    "levene",
    "mann_whitney",
    "mcnemar_exact",
    "number_needed",
    "odds_ratio",
    "permutation_test",
    "phi",
    "proportion",
    "risk_difference",
    "risk_ratio",
    "student_t",
    "welch_t",
]

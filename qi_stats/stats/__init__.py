"""Pure functions: arrays in, frozen estimates out, each definition with its source."""

from qi_stats.stats.describe import describe_levels, describe_numbers
from qi_stats.stats.effects import cohen_d, hedges_g
from qi_stats.stats.means import levene, student_t, welch_t
from qi_stats.stats.permutation import permutation_test
from qi_stats.stats.proportions import proportion
from qi_stats.stats.ranks import mann_whitney

__all__ = [
    "cohen_d",
    "describe_levels",
    "describe_numbers",
    "hedges_g",
    "levene",
    "mann_whitney",
    "permutation_test",
    "proportion",
    "student_t",
    "welch_t",
]

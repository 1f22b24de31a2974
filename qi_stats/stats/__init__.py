"""Pure functions: arrays in, frozen estimates out, each definition with its source."""

from qi_stats.stats.describe import describe_levels, describe_numbers
from qi_stats.stats.means import levene, student_t, welch_t
from qi_stats.stats.proportions import proportion

__all__ = [
    "describe_levels",
    "describe_numbers",
    "levene",
    "proportion",
    "student_t",
    "welch_t",
]

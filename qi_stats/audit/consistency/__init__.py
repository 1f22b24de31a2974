"""Tests of single printed numbers: whether they can be right, and under which rounding.

Each technique is a module with one function `check_…`, which takes numbers as printed (text: "5.20"
and "5.2" are different claims) and returns a `Consistency`. All arithmetic on edges is exact, so
that a summary that was really computed and rounded is never refuted.
"""

from qi_stats.audit.consistency.anova import check_anova
from qi_stats.audit.consistency.arithmetic import check_computed
from qi_stats.audit.consistency.count_tests import list_count_p
from qi_stats.audit.consistency.counts import compute_count_tests, find_effect
from qi_stats.audit.consistency.debit import check_debit
from qi_stats.audit.consistency.effect_intervals import list_effect_intervals
from qi_stats.audit.consistency.estimates import (
    check_error_interval,
    check_estimate_p,
    check_mean_interval,
    check_middle,
    check_quotient,
    check_standard_error,
)
from qi_stats.audit.consistency.frames import (
    debit_map,
    grim_map,
    grimmer_map,
    list_group_sizes,
    percent_map,
)
from qi_stats.audit.consistency.grim import check_grim
from qi_stats.audit.consistency.grimmer import check_grimmer, check_population_sd
from qi_stats.audit.consistency.mean_differences import (
    check_difference_error,
    check_difference_interval,
    check_mean_difference,
)
from qi_stats.audit.consistency.p_value import Statistic, check_p, read_statistic
from qi_stats.audit.consistency.paired import check_paired_p, check_paired_t
from qi_stats.audit.consistency.percent import check_percent, list_denominators
from qi_stats.audit.consistency.pooled import check_pooled_mean, check_pooled_sd
from qi_stats.audit.consistency.ratio import Bounds, check_ratio, check_ratio_p, read_bounds
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import ROUNDINGS, Rounding
from qi_stats.audit.consistency.sample import Ends, check_sample
from qi_stats.audit.consistency.share_intervals import list_share_intervals
from qi_stats.audit.consistency.spread import Extremes, check_spread
from qi_stats.audit.consistency.t_test import Group, check_t_test, read_group

__all__ = [
    "ROUNDINGS",
    "Bounds",
    "Consistency",
    "Ends",
    "Extremes",
    "Group",
    "Rounding",
    "Statistic",
    "check_anova",
    "check_computed",
    "check_debit",
    "check_difference_error",
    "check_difference_interval",
    "check_error_interval",
    "check_estimate_p",
    "check_grim",
    "check_grimmer",
    "check_mean_difference",
    "check_mean_interval",
    "check_middle",
    "check_p",
    "check_paired_p",
    "check_paired_t",
    "check_percent",
    "check_pooled_mean",
    "check_pooled_sd",
    "check_population_sd",
    "check_quotient",
    "check_ratio",
    "check_ratio_p",
    "check_sample",
    "check_spread",
    "check_standard_error",
    "check_t_test",
    "compute_count_tests",
    "debit_map",
    "find_effect",
    "grim_map",
    "grimmer_map",
    "list_count_p",
    "list_denominators",
    "list_effect_intervals",
    "list_group_sizes",
    "list_share_intervals",
    "percent_map",
    "read_bounds",
    "read_group",
    "read_statistic",
]

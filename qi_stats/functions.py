"""Every function that `qi_stats.stats` offers: those of methods, and those that no plan names."""

from __future__ import annotations

from qi_stats.methods import METHODS

FURTHER = (
    "agreement.reviews:cross_reviews",
    "agreement.reviews:locate_disagreements",
    "agreement.several_reviewers:fleiss_kappa",
    "agreement.several_reviewers:krippendorff_several",
    "counts.stratified:mantel_haenszel",
    "description.distributions:choose_bins",
    "description.distributions:count_bins",
    "description.distributions:summarize_box",
    "description.proportions:proportion",
    "description.summaries:describe_levels",
    "description.summaries:describe_numbers",
    "multiplicity:adjust_family",
    "over_time.count_charts:attribute_chart",
    "over_time.count_charts:count_chart",
    "over_time.control_charts:t_chart",
    "over_time.control_charts:xmr_chart",
    "over_time.funnel:funnel_chart",
    "over_time.runs:run_chart",
    "over_time.survival:kaplan_meier",
    "over_time.survival:log_rank",
    "power.means:detectable_means",
    "power.means:power_of_means",
    "power.means:sample_size_means",
    "power.proportions:approximate_size_proportions",
    "power.proportions:detectable_proportions",
    "power.proportions:power_of_proportions",
    "power.proportions:sample_size_proportions",
    "regression.formula:build_terms",
    "regression.separation:detect_separation",
    "sensitivity.agreement_of_methods:judge_agreement",
    "sensitivity.fragility:find_fragility",
    "sensitivity.fragility:leave_one_out",
    "sensitivity.fragility:recode_each",
    "sensitivity.moved:move_each",
)
"""Functions that a plan calls by itself, or that are only called from Python."""
UNLISTED = (
    "agreement.double_coding:count_overlap",
    "agreement.double_coding:list_disagreements",
    "agreement.double_coding:pair_codings",
    "description.missing:count_missing",
    "description.missing:count_rows",
    "sensitivity.coders:compare_estimates",
    "sensitivity.coders:compare_tests",
    "sensitivity.coders:summarize_coders",
)
"""Functions that count rows and compare records, which the list of methods leaves out."""

FUNCTIONS = {
    **{method.function.partition(":")[2]: method.module for method in METHODS},
    **{place.partition(":")[2]: place.partition(":")[0] for place in (*FURTHER, *UNLISTED)},
}
"""Module of each function of `qi_stats.stats`, by its name."""
LISTED = sorted(FUNCTIONS.keys() - {place.partition(":")[2] for place in UNLISTED})

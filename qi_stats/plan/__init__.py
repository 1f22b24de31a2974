"""The analysis plan: read from plan.yaml, checked against the codebook, carried out on a study."""

from qi_stats.plan.analysis import (
    Agreement,
    Analysis,
    Description,
    GroupComparison,
    Plan,
    PlannedAnalysis,
    Regression,
)
from qi_stats.plan.methods import COMPARISONS, REGRESSIONS, PlannedMethod
from qi_stats.plan.resolve import load_plan
from qi_stats.plan.run import run_plan

__all__ = [
    "COMPARISONS",
    "REGRESSIONS",
    "Agreement",
    "Analysis",
    "Description",
    "GroupComparison",
    "Plan",
    "PlannedAnalysis",
    "PlannedMethod",
    "Regression",
    "load_plan",
    "run_plan",
]

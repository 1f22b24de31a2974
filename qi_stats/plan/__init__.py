"""The analysis plan: read from plan.yaml, checked against the codebook, carried out on a study."""

from typing import TYPE_CHECKING

from qi_stats.plan.schema.analyses import (
    Agreement,
    Analysis,
    Description,
    GroupComparison,
    Plan,
    PlannedAnalysis,
    Regression,
)
from qi_stats.plan.schema.load import load_plan

if TYPE_CHECKING:
    from qi_stats.plan.run.run import run_plan

__all__ = [
    "Agreement",
    "Analysis",
    "Description",
    "GroupComparison",
    "Plan",
    "PlannedAnalysis",
    "Regression",
    "load_plan",
    "run_plan",
]


def __getattr__(name: str) -> object:
    """Import `run_plan` at its first use: what only reads a plan needs no statistics."""
    if name == "run_plan":
        from qi_stats.plan.run.run import run_plan

        return run_plan
    raise AttributeError(name)

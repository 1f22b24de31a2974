"""plan.yaml as it is written: one model of the whole file, and a check of its displays."""

from qi_stats.plan_file.check import check_displays
from qi_stats.plan_file.document import PlanDocument, load_plan_file
from qi_stats.plan_file.missing_results import explain_missing_results

__all__ = ["PlanDocument", "check_displays", "explain_missing_results", "load_plan_file"]

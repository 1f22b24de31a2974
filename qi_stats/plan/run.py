"""Plan × Study → Ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.cohort import select_rows
from qi_stats.ledger import Ledger
from qi_stats.plan.analysis import Description, GroupComparison
from qi_stats.plan.comparison import compare_groups
from qi_stats.plan.concordance import judge_methods
from qi_stats.plan.description import describe_variables
from qi_stats.plan.outlook import look_ahead
from qi_stats.plan.regression import regress_outcome
from qi_stats.plan.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Record
    from qi_stats.plan.analysis import Plan, PlannedAnalysis
    from qi_stats.study import Study


def run_plan(plan: Plan, study: Study) -> Ledger:
    """Carry out every analysis of the plan on the study's rows.

    A statistic that can't be computed is a record without a value whose warnings say why. Records
    are `observed` where the codebook says that the rows are, and `illustrative` otherwise;
    `annotate_ledger` brings in what published claims say about them.
    """
    ledger = Ledger(record for one in plan.analyses for record in _run_analysis(one, study))
    return Ledger((*ledger, *look_ahead(plan, ledger)))


def _run_analysis(analysis: PlannedAnalysis, study: Study) -> Iterator[Record]:
    frame = select_rows(study.frame(analysis.table), analysis.cohort)
    scope = Scope(analysis, frame, study)
    if isinstance(analysis, Description):
        return describe_variables(analysis, scope)
    if isinstance(analysis, GroupComparison):
        return judge_methods(analysis, tuple(compare_groups(analysis, scope)))
    return judge_methods(analysis, tuple(regress_outcome(analysis, scope)))

"""Plan × Study → Ledger."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from qi_files.progress import tell_nothing
from qi_stats.cohort import select_rows
from qi_stats.ledger import Ledger
from qi_stats.plan.next_study import compute_from_results
from qi_stats.plan.run.agreement_of_methods import judge_methods
from qi_stats.plan.run.coders import Reruns, compare_coders
from qi_stats.plan.run.comparison import compare_groups
from qi_stats.plan.run.description import describe_variables
from qi_stats.plan.run.distribution import spread_values
from qi_stats.plan.run.failure import keep_failure
from qi_stats.plan.run.follow_up import follow_rows
from qi_stats.plan.run.funnel import compare_units
from qi_stats.plan.run.over_time import chart_series
from qi_stats.plan.run.pairs import compare_pairs_of_numbers, compare_within_strata
from qi_stats.plan.run.regression import add_fallbacks, regress_outcome
from qi_stats.plan.run.reviewers import assess_agreement
from qi_stats.plan.run.scope import Scope
from qi_stats.plan.run.table_one import tabulate_groups
from qi_stats.plan.schema.analyses import (
    Description,
    Distribution,
    FollowUp,
    Funnel,
    FurtherAnalysis,
    GroupComparison,
    OverTime,
    Pairs,
    Regression,
    Stratified,
    TableOne,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qi_stats.ledger import Record
    from qi_stats.plan.schema.analyses import Plan, PlannedAnalysis
    from qi_stats.study import Study


def run_plan(plan: Plan, study: Study, tell: Callable[[str], None] = tell_nothing) -> Ledger:
    """Carry out every analysis of the plan on the study's rows; `tell` is told of each.

    A statistic that can't be computed is a record without a value whose warnings say why, and so
    is an analysis that can't be carried out: it does not take the others with it. Records
    are `observed` where the codebook says that the rows are, and `illustrative` otherwise;
    `annotate_ledger` brings in what published claims say about them.
    """
    ledger = Ledger(_run_analyses(plan.analyses, study, tell))
    return Ledger(
        (
            *ledger,
            *compute_from_results(plan, ledger),
            *_run_analyses(plan.others, study, tell),
            *_compare_reviewers(plan, study),
        )
    )


def _run_analyses(
    analyses: Sequence[PlannedAnalysis | FurtherAnalysis],
    study: Study,
    tell: Callable[[str], None] = tell_nothing,
) -> Iterator[Record]:
    for number, one in enumerate(analyses, start=1):
        tell(f"analysis {number} of {len(analyses)}: {one.id}")
        yield from _run_analysis(one, study)


def _run_analysis(analysis: PlannedAnalysis | FurtherAnalysis, study: Study) -> tuple[Record, ...]:
    """Return the records of an analysis; one that says why, if it can't be carried out."""
    frame = select_rows(study.frame(analysis.table), analysis.cohort)
    scope = Scope(analysis, frame, study)
    return keep_failure(scope, lambda: _carry_out(analysis, scope))


def _carry_out(analysis: PlannedAnalysis | FurtherAnalysis, scope: Scope) -> Iterator[Record]:
    if isinstance(analysis, FurtherAnalysis):
        return _carry_out_further(analysis, scope)
    if isinstance(analysis, Description):
        return describe_variables(analysis, scope)
    if isinstance(analysis, GroupComparison):
        return judge_methods(analysis, tuple(compare_groups(analysis, scope)))
    return judge_methods(analysis, tuple(regress_outcome(analysis, scope)))


def _carry_out_further(  # noqa: PLR0911 - one case for each kind of analysis
    analysis: FurtherAnalysis, scope: Scope
) -> Iterator[Record]:
    match analysis:
        case Distribution():
            return spread_values(analysis, scope)
        case FollowUp():
            return follow_rows(analysis, scope)
        case OverTime():
            return chart_series(analysis, scope)
        case Funnel():
            return compare_units(analysis, scope)
        case Pairs():
            return compare_pairs_of_numbers(analysis, scope)
        case Stratified():
            return compare_within_strata(analysis, scope)
        case TableOne():
            return tabulate_groups(analysis, scope)


def _compare_reviewers(plan: Plan, study: Study) -> Iterator[Record]:
    """Yield how far two reviewers agree, and what becomes of the results with each one's codes."""
    for analysis in plan.agreements:
        scope = Scope(analysis, study.frame(analysis.table), study)
        yield from keep_failure(scope, partial(assess_agreement, analysis, study))
    wanted = [analysis for analysis in plan.agreements if analysis.rerun]
    if wanted:
        reruns = _rerun_analyses(plan.narrow(plan.ids), study)
        for analysis in wanted:
            yield from compare_coders(analysis, study, reruns)


def _rerun_analyses(plan: Plan, study: Study) -> Reruns:
    """Return the results with the codes of each coder, the first reviewer's first.

    Where one coder's codes call for methods that stand in for another, all coders get them.
    """
    studies: dict[str, Study] = {
        "first": study,
        **{coder: study.recode(coder) for coder in study.recodings},
    }
    ledgers = {coder: Ledger(_run_analyses(plan.analyses, one)) for coder, one in studies.items()}
    wider = tuple(
        add_fallbacks(one, ledgers.values()) if isinstance(one, Regression) else one
        for one in plan.analyses
    )
    if wider != plan.analyses:
        plan = replace(plan, analyses=wider)
        ledgers = {
            coder: Ledger(_run_analyses(plan.analyses, one)) for coder, one in studies.items()
        }
    return Reruns(plan, ledgers)

"""Follow rows until an event: a curve in all or for each group, and the log-rank test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_stats.plan.arrays import Named, read_events, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.comparison import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import FollowUp

CURVE, TEST = "kaplan_meier", "log_rank"


def follow_rows(analysis: FollowUp, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, the curve of all or of each group, and what compares the groups."""
    variables = (analysis.time, analysis.event, *([analysis.by] if analysis.by else []))
    complete, counted = scope.keep_complete(variables)
    yield from counted
    if analysis.by is None:
        yield from _follow(analysis, scope, complete, None)
        return
    parts = {group: complete[complete[analysis.by.name] == group] for group in analysis.groups}
    for group, rows in parts.items():
        yield from _follow(analysis, scope, rows, group)
    kept = sum(map(len, parts.values()))
    block = replace(
        scope.block(variables, TEST, kept),
        path=(TEST,),
        subject=Subject(analysis.time.name, group=analysis.by.name),
    )
    pairs = [(read_numbers(rows, analysis.time), _mark(analysis, rows)) for rows in parts.values()]
    name = f"{analysis.time.name}, {analysis.event.name} by {analysis.by.name}"
    call = call_method("qi_stats.stats:log_rank", {"groups": Named(pairs, name)})
    yield from record_call(block, call)


def _follow(
    analysis: FollowUp, scope: Scope, rows: pd.DataFrame, group: str | None
) -> Iterator[Record]:
    by = analysis.by
    variables = (analysis.time, analysis.event, *([by] if by else []))
    subject = Subject(analysis.time.name, group=by.name if by else None, group_level=group)
    block = replace(
        scope.block(variables, CURVE, len(rows)),
        path=(CURVE,) if group is None else (GROUP, group, CURVE),
        subject=subject,
    )
    where = f" where {by.name} is {group}" if by else ""
    given: dict[str, Any] = {
        "times": Named(read_numbers(rows, analysis.time), f"{analysis.time.name}{where}"),
        "events": Named(_mark(analysis, rows), f"{analysis.event.name}{where}"),
    }
    yield from record_call(block, call_method("qi_stats.stats:kaplan_meier", given))


def _mark(analysis: FollowUp, rows: pd.DataFrame) -> Any:  # noqa: ANN401 - an array of truths
    return read_events(rows, analysis.event).astype(bool)

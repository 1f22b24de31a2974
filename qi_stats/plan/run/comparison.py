"""Compare a variable between groups."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

from qi_stats.plan.arrays import Named, count_table, event_level, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.capped import bound_capped
from qi_stats.plan.run.description import DESCRIBE_NUMBERS, describe_values, list_level_subjects
from qi_stats.plan.run.fragility import examine_fragility
from qi_stats.plan.run.row_tables import tabulate_comparison
from qi_stats.plan.schema.check import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.ledger import Record
    from qi_stats.methods import Method
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import GroupComparison

GROUP = "group"
MOVED = "moved"
MOVE = "qi_stats.stats:move_each"
MEAN_AND_SPREAD = {"n": "integer", "mean": "decimal2", "sd": "decimal2"}
"""What a t test sees of a variable coded 0 and 1, with rounding rules for numbers so small."""


def compare_groups(analysis: GroupComparison, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, each group's description, and each method's statistics."""
    complete, counted = scope.keep_complete((analysis.variable, analysis.by))
    yield from counted
    kept = complete[complete[analysis.by.name].isin(analysis.groups)]
    for group in analysis.groups:
        yield from _describe_group(analysis, scope, _select_group(analysis, kept, group), group)
    for method in analysis.methods:
        yield from apply_method(analysis, scope, kept, method)
    if not analysis.fragile and not analysis.moved:
        return
    block = replace(
        scope.block((analysis.variable, analysis.by), MOVED, len(kept)),
        path=(MOVED,),
        subject=_find_subject(analysis, two_groups=True),
    )
    rows = tabulate_comparison(analysis, kept)
    yield from examine_fragility(rows, analysis.fragile, block)
    if analysis.moved:
        table = Named(rows.table, f"{analysis.by.name} × {analysis.variable.name}")
        yield from record_call(block, call_method(MOVE, {"table": table}))


def _select_group(analysis: GroupComparison, frame: pd.DataFrame, group: str) -> pd.DataFrame:
    return frame[(frame[analysis.by.name] == group).to_numpy(dtype=bool)]


def _describe_group(
    analysis: GroupComparison, scope: Scope, rows: pd.DataFrame, group: str
) -> Iterator[Record]:
    """Yield mean and spread where the variable stands for a number, and counts of its levels."""
    variable = analysis.variable
    subject = Subject(variable=variable.name, group=analysis.by.name, group_level=group)
    block = replace(
        scope.block((variable, analysis.by), GROUP, len(rows)),
        path=(GROUP, group),
        subject=subject,
        parts=list_level_subjects(variable, subject),
    )
    if is_number(variable):
        name = f"{variable.name} where {analysis.by.name} is {group}"
        values = Named(read_numbers(rows, variable), name)
        described = record_call(block, call_method(DESCRIBE_NUMBERS, {"values": values}))
        for record in bound_capped(described, variable, rows):
            if len(variable.levels) != 2:
                yield record
            elif record.stat_name in MEAN_AND_SPREAD:
                yield replace(record, fmt=MEAN_AND_SPREAD[record.stat_name])
    if variable.levels:
        for record in record_call(block, describe_values(variable, rows)):
            if record.variable_level is not None or not is_number(variable):
                yield record


def apply_method(
    analysis: GroupComparison, scope: Scope, frame: pd.DataFrame, method: Method
) -> Iterator[Record]:
    """Yield the statistics of one method on rows that have a value and a group."""
    block = replace(
        scope.block((analysis.variable, analysis.by), method.name, len(frame)),
        path=(method.name,),
        subject=_find_subject(analysis, two_groups=method.two_groups),
        parts=_list_pairs(analysis),
        fewest=min(len(_select_group(analysis, frame, group)) for group in analysis.groups),
    )
    given = _read_input(analysis, frame, method)
    yield from record_call(block, call_method(method.function, {**given, **method.arguments}))


def _find_subject(analysis: GroupComparison, *, two_groups: bool) -> Subject:
    """Return what a method compares: the event of two levels, and the difference of two groups."""
    variable = analysis.variable
    marked = len(variable.levels) == 2 and not variable.ordered
    return Subject(
        variable=variable.name,
        variable_level=event_level(variable) if marked else None,
        group=analysis.by.name,
        group_level=" − ".join(analysis.groups) if two_groups else None,
    )


def _list_pairs(analysis: GroupComparison) -> dict[str, Subject]:
    """Return what each pair of groups is about, by the pair's name."""
    subject = _find_subject(analysis, two_groups=False)
    return {
        f"{first}.{second}": replace(subject, group_level=f"{first} − {second}")
        for first, second in combinations(analysis.groups, 2)
    }


def _read_input(analysis: GroupComparison, frame: pd.DataFrame, method: Method) -> dict[str, Any]:
    """Return what the method is given: a table of counts, two samples, or all groups."""
    variable, by = analysis.variable, analysis.by
    if method.takes in {"table", "rows"}:
        table = count_table(frame, by, analysis.groups, variable)
        return {"table": Named(table, f"{by.name} × {variable.name}")}
    samples = [
        Named(
            read_numbers(_select_group(analysis, frame, group), variable),
            f"{variable.name} where {by.name} is {group}",
        )
        for group in analysis.groups
    ]
    if method.takes == "samples":
        return dict(zip("ab", samples, strict=True))
    groups = Named([one.value for one in samples], f"{variable.name} by {by.name}")
    names = {"names": analysis.groups} if method.takes == "pairs" else {}
    return {"groups": groups, **names}

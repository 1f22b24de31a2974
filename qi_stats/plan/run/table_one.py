"""Describe variables by group and in all, compare the groups, and do so within strata.

Nothing is computed here that a description or a comparison does not compute: their records get keys
that name the variable, the group and the stratum.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_stats.plan.calls import Subject, record_call
from qi_stats.plan.run.comparison import GROUP, apply_method
from qi_stats.plan.run.description import CONTEXT, describe_values, describe_variable
from qi_stats.plan.schema.analyses import Description, GroupComparison

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.codebook import Variable
    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import TableOne, Tabulated

STRATUM, ROW = "stratum", "row"


def tabulate_groups(analysis: TableOne, scope: Scope) -> Iterator[Record]:
    """Yield the table over all rows, then over those of each stratum."""
    yield from _tabulate(analysis, scope)
    strata = analysis.strata
    for level in strata.level_names if strata is not None else ():
        assert strata is not None  # noqa: S101 - it has a level
        narrow = replace(analysis, where={**analysis.where, strata.name: level})
        inside = _narrow(replace(scope, analysis=narrow), strata, level)
        for record in _tabulate(narrow, inside):
            yield _extend(record, (STRATUM, level))


def _tabulate(analysis: TableOne, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, the sizes of the groups, and the records of each variable."""
    complete, counted = scope.keep_complete((analysis.by,))
    yield from counted
    kept = complete[complete[analysis.by.name].isin(analysis.groups)]
    inside = replace(scope, frame=kept)
    groups = {group: _narrow(inside, analysis.by, group) for group in analysis.groups}
    yield from _count_groups(analysis, inside)
    described = Description(**_share(analysis), variables=())
    for line in analysis.variables:
        yield from describe_variable(line.variable, described, inside)
        for group, rows in groups.items():
            for record in describe_variable(line.variable, described, rows):
                named = replace(record, group=analysis.by.name, group_level=group, context=GROUP)
                yield _extend(named, (GROUP, group))
        yield from _compare(analysis, line, inside)
        if analysis.by_row and line.variable.levels:
            yield from _share_rows(analysis, line.variable, inside)


def _count_groups(analysis: TableOne, scope: Scope) -> Iterator[Record]:
    """Yield how many rows each group has, and which share of all."""
    by = analysis.by
    parts = {group: Subject(by.name, group) for group in analysis.groups}
    block = replace(
        scope.block((by,), CONTEXT, len(scope.frame)),
        path=(by.name,),
        subject=Subject(by.name),
        parts=parts,
    )
    for record in record_call(block, describe_values(by, scope.frame)):
        if record.variable_level in analysis.groups:
            yield record


def _compare(analysis: TableOne, line: Tabulated, scope: Scope) -> Iterator[Record]:
    """Yield the statistics of each method that compares the groups by one variable."""
    comparison = GroupComparison(
        **_share(analysis),
        variable=line.variable,
        by=analysis.by,
        groups=analysis.groups,
        methods=line.methods,
    )
    frame = scope.frame[scope.frame[line.variable.name].notna()]
    for method in line.methods:
        for record in apply_method(comparison, scope, frame, method):
            yield _extend(record, (line.variable.name,))


def _share_rows(analysis: TableOne, variable: Variable, scope: Scope) -> Iterator[Record]:
    """Yield, for each level of a variable, the share of each group among its rows."""
    by = analysis.by
    for level in variable.level_names:
        rows = _narrow(scope, variable, level).frame
        subject = Subject(by.name, None, variable.name, level)
        block = replace(
            scope.block((by, variable), GROUP, len(rows)),
            path=(ROW, variable.name, level),
            subject=subject,
            parts={group: replace(subject, variable_level=group) for group in analysis.groups},
        )
        for record in record_call(block, describe_values(by, rows)):
            if record.variable_level in analysis.groups:
                yield record


def _share(analysis: TableOne) -> dict[str, Any]:
    """Return what the table has in common with the analyses that it is made of."""
    names = ("id", "title", "question", "source", "table", "where", "cohort")
    return {name: getattr(analysis, name) for name in names}


def _narrow(scope: Scope, variable: Variable, level: str) -> Scope:
    """Return the scope of those rows where a variable is at a level."""
    return replace(scope, frame=_keep(scope.frame, variable.name, level))


def _keep(frame: pd.DataFrame, name: str, level: str) -> pd.DataFrame:
    return frame[(frame[name] == level).fillna(value=False).to_numpy(dtype=bool)]


def _extend(record: Record, path: tuple[str, ...]) -> Record:
    """Return the record with `path` behind the analysis in its key."""
    rest = record.key.removeprefix(f"{record.analysis}.")
    return replace(record, key=".".join((record.analysis, *path, rest)))

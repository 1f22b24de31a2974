"""Describe variables one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.cohort import Cohort, select_rows
from qi_stats.plan.arrays import Named, find_missing, read_levels, read_numbers
from qi_stats.plan.calls import Block, Call, Subject, call_method, record_call
from qi_stats.plan.run.capped import bound_capped
from qi_stats.plan.run.scope import write_conditions

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.codebook import Variable
    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import Description

CONTEXT = "describe"
LONGEST_COUNT = 100
COUNT_MISSING = "qi_stats.stats:count_missing"
DESCRIBE_NUMBERS = "qi_stats.stats:describe_numbers"
DESCRIBE_LEVELS = "qi_stats.stats:describe_levels"


def describe_variables(analysis: Description, scope: Scope) -> Iterator[Record]:
    """Yield the number of rows, then the records of each variable with its own missing values."""
    yield from scope.keep_complete(())[1]
    for variable in analysis.variables:
        yield from describe_variable(variable, analysis, scope)


def describe_values(
    variable: Variable, frame: pd.DataFrame, *, interval: str = "wilson", quantiles: str = "type7"
) -> Call:
    """Describe a column without missing values: a number by its moments, a category by counts.

    `interval` is that of proportions, `quantiles` the definition of quartiles.
    """
    if variable.is_numeric:
        values = Named(read_numbers(frame, variable), variable.name)
        return call_method(DESCRIBE_NUMBERS, {"values": values, "quantiles": quantiles})
    levels = Named(read_levels(frame, variable), variable.name)
    given = {"values": levels, "levels": variable.level_names, "interval": interval}
    return call_method(DESCRIBE_LEVELS, given)


def list_level_subjects(variable: Variable, subject: Subject) -> dict[str, Subject]:
    """Return what the count of each level is about, by the level's name."""
    return {name: replace(subject, variable_level=name) for name in variable.level_names}


def describe_variable(variable: Variable, analysis: Description, scope: Scope) -> Iterator[Record]:
    """Yield the records of one variable, over the rows where it applies and has a value."""
    applicable = select_rows(scope.frame, Cohort(variable.table, variable.only_if))
    missing = find_missing(applicable, (variable,))
    kept = applicable[~missing]
    subject = Subject(variable=variable.name)
    block = replace(
        scope.block((variable,), CONTEXT, len(kept), write_conditions(variable.only_if)),
        path=(variable.name,),
        subject=subject,
        parts=list_level_subjects(variable, subject),
    )
    gaps = {"missing": Named(missing, f"missing({variable.name})")}
    yield from record_call(block, call_method(COUNT_MISSING, gaps))
    yield from _count_kinds(variable, applicable, block)
    definitions = {"interval": analysis.interval, "quantiles": analysis.quantiles}
    described = record_call(block, describe_values(variable, kept, **definitions))
    shown = (_show_whole(record, variable) for record in described)
    yield from bound_capped(shown, variable, kept)
    if variable in analysis.counted and len(kept):
        yield from _count_values(variable, kept, block, analysis.interval)


def _count_kinds(variable: Variable, rows: pd.DataFrame, block: Block) -> Iterator[Record]:
    """Yield how many values are missing for each of the reasons that the codebook tells apart."""
    for kind in variable.kinds:
        gaps = (rows[variable.kind_column] == kind.name).to_numpy(dtype=bool)
        given = {"missing": Named(gaps, f"{kind.name}({variable.name})")}
        call = call_method(COUNT_MISSING, given)
        for record in record_call(replace(block, path=(variable.name, kind.name)), call):
            yield replace(record, stat_label=f"{record.stat_label}: {kind.label}")


def _count_values(
    variable: Variable, frame: pd.DataFrame, block: Block, interval: str
) -> Iterator[Record]:
    """Yield the count of each whole number from the lowest to the highest value of a column.

    Numbers that do not occur are left out where they would make a list too long to read.
    """
    values = [int(value) for value in frame[variable.name]]
    span = range(min(values), max(values) + 1)
    shown = span if len(span) <= LONGEST_COUNT else sorted(set(values))
    levels = tuple(str(value) for value in shown)
    named = Named([str(value) for value in values], variable.name)
    arguments = {"values": named, "levels": levels, "interval": interval}
    parts = {level: replace(block.subject, variable_level=level) for level in levels}
    call = call_method(DESCRIBE_LEVELS, arguments)
    for record in record_call(replace(block, parts=parts), call):
        if record.variable_level is not None:
            yield record


def _show_whole(record: Record, variable: Variable) -> Record:
    """Return the record with whole numbers shown whole where the statistic is one of the values."""
    if variable.type == "integer" and record.stat_name in {"min", "max"}:
        return replace(record, fmt="integer")
    return record

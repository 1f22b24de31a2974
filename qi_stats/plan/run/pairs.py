"""Compare and correlate two numbers of the same rows, and compare two groups within strata."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.plan.arrays import Named, count_table, event_level, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.capped import bound_capped
from qi_stats.plan.run.description import DESCRIBE_NUMBERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import Pairs, Stratified

CORRELATED = frozenset({"pearson", "spearman", "kendall"})
"""Methods whose function calls the two numbers x and y, and not a and b."""
STRATIFIED = "mantel_haenszel"


def compare_pairs_of_numbers(analysis: Pairs, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, the description of both numbers, and each method's statistics."""
    variables = (analysis.first, analysis.second)
    complete, counted = scope.keep_complete(variables)
    yield from counted
    named = [Named(read_numbers(complete, one), one.name) for one in variables]
    for variable, values in zip(variables, named, strict=True):
        block = replace(
            scope.block((variable,), "describe", len(complete)),
            path=(variable.name,),
            subject=Subject(variable.name),
        )
        call = call_method(DESCRIBE_NUMBERS, {"values": values})
        yield from bound_capped(record_call(block, call), variable, complete)
    for method in analysis.methods:
        block = replace(
            scope.block(variables, method.name, len(complete)),
            path=(method.name,),
            subject=Subject(" − ".join(one.name for one in variables)),
        )
        names = "xy" if method.name in CORRELATED else "ab"
        call = call_method(
            method.function, {**dict(zip(names, named, strict=True)), **method.arguments}
        )
        yield from record_call(block, call)


def compare_within_strata(analysis: Stratified, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, and the odds ratio that the strata have in common, with its tests."""
    variable, by, strata = analysis.variable, analysis.by, analysis.strata
    complete, counted = scope.keep_complete((variable, by, strata))
    yield from counted
    kept = complete[complete[by.name].isin(analysis.groups)]
    tables = [
        count_table(
            kept[(kept[strata.name] == level).to_numpy(bool)], by, analysis.groups, variable
        )
        for level in strata.level_names
    ]
    block = replace(
        scope.block((variable, by, strata), STRATIFIED, len(kept)),
        path=(STRATIFIED,),
        subject=Subject(variable.name, event_level(variable), by.name, " − ".join(analysis.groups)),
    )
    name = f"{by.name} × {variable.name} within {strata.name}"
    call = call_method(f"qi_stats.stats:{STRATIFIED}", {"tables": Named(tables, name)})
    yield from record_call(block, call)

"""Compare units by their size with what chance makes of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.plan.arrays import Named, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import Funnel

FUNNEL = "funnel"
SHARES = frozenset({"center", "value", "inner_low", "inner_high", "low", "high"})


def compare_units(analysis: Funnel, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, the center, and the value, limits and signal of each unit.

    Raises
    ------
    ValueError
        If two rows are of the same unit.
    """
    unit, variables = analysis.unit, (analysis.unit, analysis.value, analysis.size)
    complete, counted = scope.keep_complete(variables)
    yield from counted
    labels = [str(one) for one in complete[unit.name]]
    if len(set(labels)) != len(labels):
        raise ValueError(f"two rows have the same {unit.short}: a funnel plot has one row a unit")
    subject = Subject(analysis.value.name)
    named = replace(subject, group=unit.name)
    block = replace(
        scope.block(variables, FUNNEL, len(complete)),
        path=(FUNNEL,),
        subject=subject,
        parts={label: replace(named, group_level=label) for label in labels},
    )
    given = {
        "counts": Named(read_numbers(complete, analysis.value), analysis.value.name),
        "sizes": Named(read_numbers(complete, analysis.size), analysis.size.name),
        "kind": analysis.chart,
        "labels": Named(labels, unit.name),
    }
    for record in record_call(block, call_method("qi_stats.stats:funnel_chart", given)):
        if analysis.chart == "p" and record.stat_name in SHARES:
            yield replace(record, fmt="percent1")
        elif analysis.size.type == "integer" and record.stat_name == "size":
            yield replace(record, fmt="integer")
        else:
            yield record

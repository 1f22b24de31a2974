"""Show how a number is spread: the bins that all groups share, then each group's counts and box."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_stats.plan.arrays import Named, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.capped import bound_capped
from qi_stats.plan.run.comparison import GROUP

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.codebook import Variable
    from qi_stats.estimates import Estimate
    from qi_stats.ledger import Record
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import Distribution
    from qi_stats.stats.description.distributions import Bins

BINS, HISTOGRAM, BOX = "bins", "histogram", "box"
_ENDS = frozenset({"start", "width", "low", "high"})


def spread_values(analysis: Distribution, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, the bins, and for all rows or each group the counts and the box."""
    from qi_stats.stats.description.distributions import Bins

    by = analysis.by
    variables = (analysis.variable, *([by] if by else []))
    complete, counted = scope.keep_complete(variables)
    yield from counted
    kept = complete if by is None else complete[complete[by.name].isin(analysis.groups)]
    block = replace(
        scope.block(variables, BINS, len(kept)),
        path=(BINS,),
        subject=Subject(analysis.variable.name),
    )
    named = Named(read_numbers(kept, analysis.variable), analysis.variable.name)
    call = call_method("qi_stats.stats:choose_bins", {"values": named, "width": analysis.width})
    yield from _show_ends(record_call(block, call), analysis.variable)
    assert isinstance(call.estimate, Bins)  # noqa: S101 - what the function returns
    if by is None:
        yield from _spread_group(analysis, scope, kept, None, call.estimate)
        return
    for group in analysis.groups:
        rows = kept[(kept[by.name] == group).to_numpy(dtype=bool)]
        yield from _spread_group(analysis, scope, rows, group, call.estimate)


def _spread_group(
    analysis: Distribution, scope: Scope, rows: pd.DataFrame, group: str | None, bins: Bins
) -> Iterator[Record]:
    variable, by = analysis.variable, analysis.by
    subject = Subject(variable.name, group=by.name if by else None, group_level=group)
    path = () if group is None else (GROUP, group)
    where = "" if group is None or by is None else f" where {by.name} is {group}"
    values = {"values": Named(read_numbers(rows, variable), f"{variable.name}{where}")}
    calls: dict[str, Any] = {}
    if bins.start is not None:
        ends = {"start": bins.start, "width": bins.width, "number": bins.number}
        calls[HISTOGRAM] = call_method("qi_stats.stats:count_bins", {**values, **ends})
    given = {**values, "points": analysis.points}
    calls[BOX] = call_method("qi_stats.stats:summarize_box", given)
    for name, call in calls.items():
        block = replace(
            scope.block((variable, *([by] if by else [])), name, len(rows)),
            path=(*path, name),
            subject=subject,
            parts=_name_parts(call.estimate, subject),
        )
        records = bound_capped(record_call(block, call), variable, rows)
        yield from _show_ends(records, variable) if name == HISTOGRAM else records


def _name_parts(estimate: Estimate, subject: Subject) -> dict[str, Subject]:
    """Return what each bin or point is about, by its name in the keys."""
    bins, points = getattr(estimate, "bins", ()), getattr(estimate, "points", ())
    words = {one.name: f"{one.low:.12g} to under {one.high:.12g}" for one in bins}
    words |= {one.value: one.value for one in points}
    return {name: replace(subject, variable_level=level) for name, level in words.items()}


def _show_ends(records: Iterator[Record], variable: Variable) -> Iterator[Record]:
    """Yield the records, ends of bins that are whole numbers shown whole if the variable is so."""
    for record in records:
        whole = isinstance(record.stat, float) and record.stat.is_integer()
        if variable.type == "integer" and whole and record.stat_name in _ENDS:
            yield replace(record, fmt="integer")
        else:
            yield record

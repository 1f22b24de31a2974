"""Chart a series over time, phase by phase."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_stats.ledger import Method, Record
from qi_stats.plan.arrays import Named, read_numbers
from qi_stats.plan.calls import Subject, call_method, record_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import OverTime

PHASE = "phase"
FUNCTIONS = {
    "run": "run_chart",
    "xmr": "xmr_chart",
    "t": "t_chart",
    "p": "attribute_chart",
    "u": "attribute_chart",
    "c": "count_chart",
    "g": "count_chart",
}
MEASURED = frozenset({"center", "value", "low", "high"})
FORMATS = {"p": "percent1", "u": "decimal3"}
"""How shares and rates are shown."""
TWICE = "two rows have the same {}: each point of a series has a place of its own"


def chart_series(analysis: OverTime, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, and the records of each chart, of each phase by itself.

    Raises
    ------
    ValueError
        If two rows have the same place in the order.
    """
    sizes = () if analysis.size is None else (analysis.size,)
    complete, counted = scope.keep_complete((analysis.order, analysis.value, *sizes))
    yield from counted
    rows = complete.sort_values(analysis.order.name, kind="stable")
    if rows[analysis.order.name].duplicated().any():
        raise ValueError(TWICE.format(analysis.order.short))
    starts = [0, *(start - 1 for start, _ in analysis.phases)]
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], None], strict=True), start=1):
        path = (PHASE, str(number)) if analysis.phases else ()
        if number > 1:
            yield _keep_reason(scope, number, analysis.phases[number - 2][1])
        for chart in analysis.charts:
            yield from _make_chart(analysis, scope, rows.iloc[start:end], chart, path)


def _keep_reason(scope: Scope, number: int, reason: str) -> Record:
    """Return the record that says why a phase begins."""
    block = scope.block((), PHASE, len(scope.frame))
    return Record(
        key=f"{block.analysis}.{PHASE}.{number}.reason",
        analysis=block.analysis,
        stat_name="reason",
        stat_label="Why the phase begins",
        stat=reason,
        fmt="text",
        inputs=block.inputs,
        method=Method("qi_stats.plan:run_plan"),
        context=PHASE,
        identified="assumed",
    )


def _make_chart(
    analysis: OverTime, scope: Scope, rows: pd.DataFrame, chart: str, path: tuple[str, ...]
) -> Iterator[Record]:
    variables = [analysis.order, analysis.value, *([analysis.size] if analysis.size else [])]
    labels = [_label(value) for value in rows[analysis.order.name]]
    subject = Subject(analysis.value.name)
    named = replace(subject, group=analysis.order.name)
    block = replace(
        scope.block(variables, chart, len(rows)),
        path=(*path, chart),
        subject=subject,
        parts={label: replace(named, group_level=label) for label in labels},
    )
    call = call_method(f"qi_stats.stats:{FUNCTIONS[chart]}", _read(analysis, rows, chart, labels))
    for record in record_call(block, call):
        measured = record.stat_name in MEASURED
        yield replace(record, fmt=FORMATS.get(chart, record.fmt)) if measured else record


def _read(analysis: OverTime, rows: pd.DataFrame, chart: str, labels: list[str]) -> dict[str, Any]:
    """Return the arguments of a chart; a run chart of counts and sizes is one of their ratios."""
    name = analysis.value.name
    values = read_numbers(rows, analysis.value)
    shared = {"baseline": analysis.freeze, "labels": Named(labels, analysis.order.name)}
    if analysis.size is None:
        taken = {"c": "counts", "g": "counts", "t": "times"}.get(chart, "values")
        given: dict[str, Any] = {taken: Named(values, name)}
    else:
        sizes, per = read_numbers(rows, analysis.size), analysis.size.name
        given = {"counts": Named(values, name), "sizes": Named(sizes, per)}
        if FUNCTIONS[chart] != "attribute_chart":
            given = {"values": Named(values / sizes, f"{name} / {per}")}
    kind = {"kind": chart} if chart in {"p", "u", "c", "g"} else {}
    return {**given, **kind, **shared}


def _label(value: object) -> str:
    """Return a place in the order as a part of a key."""
    if hasattr(value, "date"):
        return str(value.date().isoformat())
    return (
        f"{value:g}".replace(".", "_").replace("+", "") if isinstance(value, float) else str(value)
    )

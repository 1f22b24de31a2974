"""Explain an outcome by terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.methods import FALLBACKS, REGRESSIONS
from qi_stats.plan.arrays import (
    INTERACTION,
    Named,
    event_level,
    prepare_terms,
    read_events,
    read_numbers,
)
from qi_stats.plan.calls import Subject, call_method, record_call
from qi_stats.plan.run.fragility import examine_fragility
from qi_stats.plan.run.row_tables import tabulate_regression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qi_stats.codebook import Variable
    from qi_stats.ledger import Ledger, Record
    from qi_stats.methods import Method
    from qi_stats.plan.run.scope import Scope
    from qi_stats.plan.schema.analyses import Regression

NO_SEPARATION = "none"


def regress_outcome(analysis: Regression, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, then each method's figures of the model and of its terms."""
    from qi_stats.stats.regression.formula import build_terms

    variables = (analysis.outcome, *analysis.covariates)
    frame, counted = scope.keep_complete(variables)
    yield from counted
    matrix = build_terms(prepare_terms(frame, analysis.covariates), analysis.terms)
    read = read_events if analysis.model == "logistic" else read_numbers
    design = {
        "y": Named(read(frame, analysis.outcome), analysis.outcome.name),
        "X": Named(matrix.X, " + ".join(matrix.names)),
        "names": matrix.names,
    }
    block = replace(
        scope.block(variables, "", len(frame)),
        subject=Subject(variable=analysis.outcome.name),
        parts={name: name_subject(name, analysis.covariates) for name in matrix.names},
    )
    separated = False
    for method in analysis.methods:
        call = call_method(method.function, {**design, **method.arguments})
        separated |= getattr(call.estimate, "separation", NO_SEPARATION) != NO_SEPARATION
        yield from record_call(replace(block, context=method.name, path=(method.name,)), call)
    for method in _list_fallbacks(analysis) if separated else ():
        call = call_method(method.function, {**design, **method.arguments})
        yield from record_call(replace(block, context=method.name, path=(method.name,)), call)
    if analysis.fragile:
        rows = tabulate_regression(analysis, frame, matrix)
        yield from examine_fragility(rows, analysis.fragile, block)


def add_fallbacks(analysis: Regression, ledgers: Iterable[Ledger]) -> Regression:
    """Return the analysis with the stand-ins as planned methods, if any of `ledgers` has one."""
    found = _list_fallbacks(analysis)
    keys = [f"{analysis.id}.{method.name}.n" for method in found]
    if any(key in ledger for ledger in ledgers for key in keys):
        return replace(analysis, methods=(*analysis.methods, *found))
    return analysis


def _list_fallbacks(analysis: Regression) -> tuple[Method, ...]:
    """Return the methods that stand beside maximum likelihood under separation, if not planned."""
    return tuple(
        method
        for method in REGRESSIONS[analysis.model]
        if method.name in FALLBACKS and method not in analysis.methods
    )


def name_subject(name: str, covariates: Sequence[Variable]) -> Subject:
    """Return what a term such as `score`, `ward.east` or `score:ward.east` is about."""
    if INTERACTION in name:
        parts = (name_subject(part, covariates) for part in name.split(INTERACTION))
        return Subject(INTERACTION.join(str(part.variable) for part in parts))
    owner, _, level = name.partition(".")
    variable = next(one for one in covariates if one.name == owner)
    if level:
        return Subject(owner, level)
    marked = len(variable.levels) == 2 and not variable.ordered
    return Subject(owner, event_level(variable) if marked else None)

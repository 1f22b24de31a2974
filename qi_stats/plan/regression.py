"""Explain an outcome by terms."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.plan.arrays import Named, read_numbers, read_terms
from qi_stats.plan.call import call_method
from qi_stats.plan.records import Subject, record_call

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Record
    from qi_stats.plan.analysis import Regression
    from qi_stats.plan.scope import Scope


def regress_outcome(analysis: Regression, scope: Scope) -> Iterator[Record]:
    """Yield the rows used, then each method's figures of the model and of its terms."""
    variables = (analysis.outcome, *analysis.terms)
    frame, counted = scope.keep_complete(variables)
    yield from counted
    terms = read_terms(frame, analysis.terms)
    design = {
        "y": Named(read_numbers(frame, analysis.outcome), analysis.outcome.name),
        "X": Named(
            np.column_stack([term.values for term in terms]),
            " + ".join(term.name for term in terms),
        ),
        "names": tuple(term.name for term in terms),
    }
    for method in analysis.methods:
        block = replace(
            scope.block(variables, method.name, len(frame)),
            path=(method.name,),
            subject=Subject(variable=analysis.outcome.name),
            parts={term.name: Subject(term.variable, term.level) for term in terms},
        )
        call = call_method(method.function, {**design, **method.arguments})
        yield from record_call(block, call)

"""The rows of one analysis, and what every record of it says about where they come from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_stats.codebook import DerivedCount, DerivedExists
from qi_stats.ledger import Inputs
from qi_stats.plan.arrays import Named, find_missing
from qi_stats.plan.calls import Block, call_method, record_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from qi_stats.codebook import Condition, Variable
    from qi_stats.ledger import Record
    from qi_stats.plan.schema.analyses import Analysis
    from qi_stats.study import Study

COUNT_ROWS = "qi_stats.stats:count_rows"


@dataclass(frozen=True, slots=True)
class Scope:
    """One analysis with its rows: those of its table that its filter keeps."""

    analysis: Analysis
    frame: pd.DataFrame
    study: Study

    def block(
        self,
        variables: Sequence[Variable],
        context: str,
        n: int,
        where: Mapping[str, Any] | None = None,
    ) -> Block:
        """Return what the records of a call on `n` rows of these variables have in common.

        `where` is a filter of the call's own, beside the one of the analysis.
        """
        observed = self.study.codebook.provenance == "observed"
        return Block(
            analysis=self.analysis.id,
            inputs=self._trace(variables, where or {}),
            context=context,
            path=(),
            n=n,
            identified="observed" if observed else "illustrative",
        )

    def keep_complete(self, variables: Sequence[Variable]) -> tuple[pd.DataFrame, Iterator[Record]]:
        """Return the rows where each variable has a value, and the records that count them."""
        missing = find_missing(self.frame, variables)
        names = ", ".join(variable.name for variable in variables)
        call = call_method(COUNT_ROWS, {"missing": Named(missing, f"missing({names})")})
        kept = self.frame[~missing]
        return kept, record_call(self.block(variables, "rows", len(kept)), call)

    def _trace(self, variables: Sequence[Variable], where: Mapping[str, Any]) -> Inputs:
        """Return the inputs: columns, filter, and the digest of each file behind them."""
        known = self.study.codebook.variables(self.analysis.table)
        filters = {**self.analysis.where, **where}
        used = [*variables, *(known[name] for name in filters)]
        tables = {self.analysis.table, *(table for one in used for table in _list_tables(one))}
        return Inputs(
            table=self.analysis.table,
            columns=tuple(dict.fromkeys(variable.name for variable in variables)),
            where=filters,
            sha256={table: self.study.inputs[table] for table in sorted(tables)},
        )


def write_conditions(conditions: Sequence[Condition]) -> dict[str, Any]:
    """Return looked-up conditions in the form in which a plan writes them."""
    return {one.variable: _write_condition(one) for one in conditions}


def _write_condition(condition: Condition) -> object:
    if len(condition.allowed) == 1:
        return condition.allowed[0]
    if condition.allowed:
        return list(condition.allowed)
    bounds = {"min": condition.low, "max": condition.high}
    return {
        name: bound.isoformat() if isinstance(bound, dt.date) else bound
        for name, bound in bounds.items()
        if bound is not None
    }


def _list_tables(variable: Variable) -> tuple[str, ...]:
    """Return the tables whose files decide the variable's values."""
    if isinstance(variable.derived, DerivedCount | DerivedExists):
        return (variable.table, variable.derived.child)
    return (variable.table,)

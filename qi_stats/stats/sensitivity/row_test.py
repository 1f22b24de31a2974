"""A method of the plan as a function of the table of counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from qi_stats.estimates import Estimate, statistics
from qi_stats.methods import PACKAGE, Input
from qi_stats.stats.many_tables import Question, judge_tables

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qi_stats.stats.arrays import Counts, Sample

ESTIMATES = (
    "odds_ratio",
    "risk_ratio",
    "difference",
    "coefficient",
    "shift",
    "effect",
    "number",
    "value",
)
"""Names of the statistic that a method estimates, the first that it has."""


@dataclass(frozen=True, slots=True)
class MethodTest:
    """One P value of one method, and the estimate beside it, from tables of counts.

    Attributes
    ----------
    method
        A function of `qi_stats.stats` that returns an estimate.
    takes
        What it is given: two samples `a` and `b`, a `table`, or a design `y`, `X`, `names`.
    statistic
        Name of the P value, such as `p` or `lr_p`.
    x
        Values that the rows stand for, shape (rows, covariates); empty unless a design.
    y
        Values that the columns stand for, shape (columns,); empty for a table.
    names
        Names of the covariates.
    part
        Part of the estimate that has the P value, such as a term; None for the whole.
    arguments
        Further arguments of the method.
    """

    method: Callable[..., Estimate]
    takes: Input
    statistic: str
    x: Sample
    y: Sample
    names: tuple[str, ...] = ()
    part: str | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    _known: dict[bytes, tuple[float, float]] = field(default_factory=dict, compare=False)

    def __str__(self) -> str:
        """Return the method's place and the name of its P value, as the ledger records them."""
        path = ".".join(one for one in (self.part, self.statistic) if one is not None)
        return f"{PACKAGE}:{self.method.__name__} {path}"

    def judge(self, tables: Counts) -> Sample:
        """Return P of each table, NaN where there is none; shapes (m, rows, columns) → (m,)."""
        return self._ask(tables, 0)

    def estimate(self, tables: Counts) -> Sample:
        """Return the estimate of each table, NaN where there is none; shapes as in `judge`."""
        return self._ask(tables, 1)

    def _ask(self, tables: Counts, which: int) -> Sample:
        """Return what the closed form says, and ask the method where it says nothing."""
        question = Question(tables, self.x, self.y, self.statistic, self.part, self.arguments)
        quick = judge_tables(self.method, question) if min(tables.shape[1:]) > 1 else None
        if quick is None:
            return np.array([self._call(table)[which] for table in tables], dtype=np.float64)
        answers = (quick.p, quick.estimate)[which].copy()
        for position in np.flatnonzero(~quick.decided):
            answers[position] = self._call(tables[position])[which]
        return answers

    def list_statistics(self, table: Counts) -> tuple[str, ...]:
        """Return what the method gives for a table: names, after a dot where they are of a part."""
        found = statistics(self.method(**self._expand(table), **self.arguments))
        return tuple(f"{one.part}.{one.name}" if one.part else one.name for one in found)

    def _call(self, table: Counts) -> tuple[float, float]:
        """Return P and estimate that the method itself gives for one table."""
        key = table.tobytes()
        if key not in self._known:
            found = self.method(**self._expand(table), **self.arguments)
            own = {each.name: each.value for each in statistics(found) if each.part == self.part}
            estimate = next((own[name] for name in ESTIMATES if name in own), None)
            self._known[key] = (_to_float(own[self.statistic]), _to_float(estimate))
        return self._known[key]

    def _expand(self, table: Counts) -> dict[str, Any]:
        """Return the arguments that stand for a table: one entry for each row."""
        if self.takes == "table":
            return {"table": table}
        if self.takes == "groups":
            return {"groups": [np.repeat(self.y, row) for row in table]}
        if self.takes == "samples":
            return {"a": np.repeat(self.y, table[0]), "b": np.repeat(self.y, table[1])}
        y = np.concatenate([np.empty(0), *(np.repeat(self.y, row) for row in table)])
        X = np.repeat(self.x, table.sum(axis=1), axis=0)
        return {"y": y, "X": X, "names": self.names}


def _to_float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else float("nan")

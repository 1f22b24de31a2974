"""A method asked for many small tables at once, as fragility needs it by the thousand.

A method that has a closed form, or can be computed for all tables in one go, says so where it is
defined, by `answers_tables`. Any other is asked table by table.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Counts, Sample


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a method.

    Attributes
    ----------
    tables
        Counts, shape (m, rows, columns).
    x, y
        Values that rows and columns stand for, shapes (rows, terms) and (columns,).
    statistic
        Name of the P value.
    part
        Term that has it; None where the estimate has no parts.
    arguments
        Further arguments of the method.
    """

    tables: Counts
    x: Sample
    y: Sample
    statistic: str
    part: str | None
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """P and estimate of each table, shape (m,), NaN where there is none.

    Where `decided` is false the method itself has to be asked.
    """

    p: Sample
    estimate: Sample
    decided: NDArray[np.bool_]


Answer: TypeAlias = "Callable[[Question], Judgement | None]"
"""Judges all tables in one go; None where it has no way to answer the question."""
Method = TypeVar("Method", bound=Callable[..., Any])
_ANSWERS: dict[Callable[..., Any], Answer] = {}


def answers_tables(answer: Answer) -> Callable[[Method], Method]:
    """Return a decorator that says how a method judges many tables at once."""

    def register(method: Method) -> Method:
        _ANSWERS[method] = answer
        return method

    return register


def judge_tables(method: Callable[..., Any], question: Question) -> Judgement | None:
    """Return what a method says of many tables at once; None if it has to be asked one by one."""
    answer = _ANSWERS.get(method)
    return None if answer is None else answer(question)

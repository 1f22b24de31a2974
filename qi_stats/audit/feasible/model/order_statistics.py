"""The value of a given rank, in a model of how often each value occurs."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.audit.feasible.model.domains import Literal


def rank_values(
    model: cp_model.CpModel, counts: Mapping[int, Sequence[Literal]], rank: int
) -> cp_model.LinearExprT:
    """Return the value of a rank, from 1 for the lowest, as a sum of steps that the model decides.

    Parameters
    ----------
    model
        The model; it gains a Boolean for each step.
    counts
        Value, from the lowest to the highest, → the numbers that add up to how often it occurs.
    rank
        Which value in order.
    """
    values = list(counts)
    steps: list[cp_model.LinearExprT] = [values[0]]
    below: list[Literal] = []
    for value, following in pairwise(values):
        below = [*below, *counts[value]]
        is_higher = model.new_bool_var("")
        model.add(cp_model.LinearExpr.sum(below) < rank).only_enforce_if(is_higher)
        model.add(cp_model.LinearExpr.sum(below) >= rank).only_enforce_if(is_higher.negated())
        steps.append((following - value) * is_higher)
    return sum(steps)

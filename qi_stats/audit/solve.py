"""CP-SAT, run so that the same model gives the same answer: one thread, a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    Solution: TypeAlias = Callable[[cp_model.IntVar], bool]

LONGEST_SEARCH = 300.0


class SearchTooLongError(RuntimeError):
    """The solver could settle nothing in `LONGEST_SEARCH` seconds of deterministic time."""


def solve_model(model: cp_model.CpModel, gap: float = 0.0) -> Solution | None:
    """Return a function that gives each Boolean's value in a solution, or None if there is none.

    Parameters
    ----------
    model
        The model; its objective, if it has one, is met up to the relative `gap`.
    gap
        0 proves the optimum.

    Raises
    ------
    SearchTooLongError
        If neither a solution nor its absence could be shown.
    """
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    solver.parameters.relative_gap_limit = gap
    solver.parameters.max_deterministic_time = LONGEST_SEARCH
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        message = f"the solver stopped with {solver.status_name(status)}"
        raise SearchTooLongError(message)
    return lambda literal: bool(solver.value(literal))
